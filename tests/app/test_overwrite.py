"""No command replaces a file that it has not written, or writes into a folder that is not there."""
import shutil
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from scipy.io import savemat

import nn
from nn.app.cli import main
from nn.app.overwrite import ANIMATIONS, PAGE, PICTURES, check_overwrite_weights, with_mark
from nn.files.overwrite import check_overwrite, is_kind

CLASSES = np.arange(1, 11)
FEW = ("--data", "few.npz", "--max-evaluations", "4")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """The current folder: weights.npz of random weights, with three snapshots, few.npz with 50 digits, one.png."""
    monkeypatch.chdir(tmp_path)
    theta = nn.random_init((400, 25, 10), np.random.default_rng(0))
    nn.save_network("weights.npz", nn.Network(theta, (400, 25, 10), CLASSES),
                    [nn.Snapshot(evaluations, 7 / evaluations, theta) for evaluations in (1, 3, 9)])
    X, y = nn.load_ex4()
    np.savez("few.npz", X=X[::100], y=y[::100])
    draw_one("one.png")
    return tmp_path


def draw_one(path):
    picture = np.full((90, 60), 255, dtype=np.uint8)
    picture[15:75, 27:33] = 0
    Image.fromarray(picture).save(path)


def refused(capsys, arguments, *said):
    """The command fails with one line on stderr, before anything is printed, and all files stay as they are."""
    before = contents()
    capsys.readouterr()
    assert main([*arguments]) == 1
    out, err = capsys.readouterr()
    assert out == "" and err.count("\n") == 1 and all(text in err for text in said), (out, err)
    assert contents() == before
    return True


def contents():
    return {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()}


@pytest.mark.parametrize("command", [["predict", "weights.npz", "one.png"], ["check-gradient"]])
def test_a_figure_replaces_only_one_of_the_same_command(folder, capsys, command):
    draw_one("mine.png")
    refused(capsys, [*command, "--figure", "mine.png"], f"mine.png exists and is not a picture of nn {command[0]}")
    for _ in range(2):
        assert main([*command, "--figure", "new.png"]) == 0
    other = next(name for name in PICTURES if name != f"nn {command[0]}")
    with pytest.raises(ValueError, match=f"is not a picture of {other}"):
        check_overwrite(Path("new.png"), PICTURES[other])


def test_a_photograph_that_is_read_is_never_replaced(folder, capsys):
    refused(capsys, ["predict", "weights.npz", "one.png", "--figure", "one.png"], "one.png exists")
    assert main(["predict", "weights.npz", "one.png", "--figure", "read.png"]) == 0
    refused(capsys, ["predict", "weights.npz", "one.png", "read.png", "--figure", "./read.png"],
            "--figure ./read.png is one of the images that are read")


def test_a_picture_that_matplotlib_wrote_for_somebody_else_is_not_ours(folder):
    from nn import visualize
    visualize.save_figure(visualize.plot_costs(np.array([2.0, 1.0])), "cost.png")
    with pytest.raises(ValueError, match="cost.png exists and is not a picture of nn figures"):
        check_overwrite(Path("cost.png"), PICTURES["nn figures"])


@pytest.mark.parametrize("name", ["digits.png", "cost.png", "confusion.png"])
@pytest.mark.parametrize("command", [["train", *FEW], ["figures", "weights.npz", "--data", "few.npz"]], ids=" ".join)
def test_training_and_drawing_leave_a_picture_of_somebody_else(folder, capsys, command, name):
    Path("nn-results").mkdir()
    draw_one(Path("nn-results", name))
    refused(capsys, command, f"{name} exists and is not a picture of nn figures")


def test_a_picture_that_would_not_be_written_is_not_in_the_way(folder):
    Path("nn-results").mkdir()
    draw_one("nn-results/digits.png")
    assert main(["train", *FEW, "--no-figures"]) == 0


@pytest.mark.parametrize("name", ["weights.npz", "weights.mat"])
def test_training_replaces_only_weights_that_it_could_have_written(folder, capsys, name):
    Path("out").mkdir()
    path = Path("out", name)
    Theta = np.zeros((10, 401))
    for write in (lambda: np.savez(path, Theta1=Theta) if path.suffix == ".npz" else savemat(path, {"Theta1": Theta}),
                  lambda: path.write_bytes(b"years of work")):
        write()
        refused(capsys, ["train", *FEW, "--out", "out"], f"{name} exists and is not a network that nn train has")
    path.write_bytes(b"")
    for _ in range(2):
        assert main(["train", *FEW, "--no-figures", "--out", "out"]) == 0


def test_a_checkpoint_and_the_weights_are_not_the_same_file(folder, capsys):
    Path("out").mkdir()
    refused(capsys, ["train", *FEW, "--out", "out", "--checkpoint", "out/weights.npz"],
            "--checkpoint out/weights.npz is where the weights are written in the end")
    assert main(["train", *FEW, "--no-figures", "--checkpoint", "run.npz"]) == 0
    shutil.copy("run.npz", "out/weights.npz")
    with pytest.raises(ValueError, match="is not a network that nn train has written"):
        check_overwrite_weights(Path("out/weights.npz"))


def test_an_animation_replaces_only_an_animation_of_ours(folder, capsys):
    with Image.open("one.png") as image:
        image.save("mine.gif")
    refused(capsys, ["figures", "weights.npz", "--data", "few.npz", "--animate", "mine.gif"],
            "mine.gif exists and is not a .gif of nn figures")
    marked = with_mark(Path("mine.gif").read_bytes(), ".gif")
    Path("marked.gif").write_bytes(marked)
    assert is_kind(Path("marked.gif"), ANIMATIONS[".gif"]) and not is_kind(Path("mine.gif"), ANIMATIONS[".gif"])
    with Image.open("marked.gif") as again, Image.open("mine.gif") as before:
        assert np.array_equal(np.asarray(again), np.asarray(before)) and marked[-1:] == b";"


def test_an_animation_has_its_mark_as_soon_as_it_is_there(folder, capsys, monkeypatch):
    """One that Ctrl-C has left without a mark would not be replaced by the next."""
    def interrupted(animation, suffix):
        raise KeyboardInterrupt
    options = ["figures", "weights.npz", "--data", "few.npz", "--animate", "training.gif"]
    with monkeypatch.context() as patch:
        patch.setattr("nn.app.pictures.with_mark", interrupted)
        main(options)
        assert not Path("training.gif").exists()
    assert main(options) == 0 and is_kind(Path("training.gif"), ANIMATIONS[".gif"])


def test_the_mark_of_a_video_is_a_box_of_its_own(folder):
    """An .mp4 is a row of boxes, each with its length in its first four bytes; "free" is one that players skip."""
    box = with_mark(b"", ".mp4")
    assert int.from_bytes(box[:4], "big") == len(box) and box[4:8] == b"free"
    Path("long.mp4").write_bytes(with_mark(bytes(10_000), ".mp4"))
    assert is_kind(Path("long.mp4"), ANIMATIONS[".mp4"]) and not is_kind(Path("long.mp4"), PAGE)


@pytest.mark.parametrize("command", [
    ["predict", "weights.npz", "one.png", "--figure", "none/file.png"], ["check-gradient", "--figure", "none/file.png"],
    ["demo", "--no-open", "--out", "none/file.html"], ["train", *FEW, "--checkpoint", "none/file.npz"],
    ["figures", "weights.npz", "--data", "few.npz", "--animate", "none/file.gif"]], ids=lambda command: command[0])
def test_a_file_in_a_folder_that_does_not_exist_is_refused(folder, capsys, command):
    capsys.readouterr()
    assert main(command) == 1
    assert "the folder none does not exist; create it first\n" in capsys.readouterr().err
    assert not Path("none").exists()


def test_a_folder_is_not_a_file_to_write_to(folder, capsys):
    Path("folder.png").mkdir()
    refused(capsys, ["check-gradient", "--figure", "folder.png"], "folder.png is a folder; expected a file")


# pictures beside weights that they are not of

def test_pictures_of_an_earlier_training_are_named(folder, capsys):
    assert main(["train", *FEW]) == 0
    assert "earlier" not in capsys.readouterr().out
    Path("nn-results/training.html").write_text("somebody else's")
    assert main(["train", *FEW, "--hidden", "0", "--no-figures"]) == 0
    last = capsys.readouterr().out.splitlines()[-1]
    paths = [str(Path("nn-results", f"{name}.png")) for name in
             ("digits", "hidden_units", "misclassified", "cost", "confusion")]
    assert last == "Of an earlier training, and not changed: " + ", ".join(paths)
    assert main(["figures", "--data", "few.npz"]) == 0              # draws all of them again
    assert "earlier" not in capsys.readouterr().out


def test_drawing_beside_another_network_is_said(folder, capsys):
    assert main(["train", *FEW, "--no-figures"]) == 0
    for out, said in (("nn-results", True), ("other", False), (".", False)):
        capsys.readouterr()
        assert main(["figures", "weights.npz", "--data", "few.npz", "--out", out]) == 0
        own = Path("nn-results", "weights.npz")
        assert (f"Note: these are of weights.npz, not of {own} in the same folder" in capsys.readouterr().out) == said


def test_the_cost_at_the_snapshots_is_drawn_from_the_weights(folder, monkeypatch):
    from nn import visualize
    drawn, plot_costs = [], visualize.plot_costs
    monkeypatch.setattr(visualize, "plot_costs", lambda *given, **named: drawn.append(plot_costs(*given, **named))
                        or drawn[-1])
    assert main(["figures", "weights.npz", "--data", "few.npz"]) == 0
    line, = drawn[0].axes[0].lines
    assert line.get_xdata().tolist() == [1, 3, 9] and line.get_ydata().tolist() == [7, 7 / 3, 7 / 9]
    assert Path("nn-results/cost.png").exists()
