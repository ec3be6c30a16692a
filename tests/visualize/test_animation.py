"""The animation of a training is tested frame by frame, and its files by their frames."""
import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.animation import AbstractMovieWriter, FFMpegWriter
from PIL import Image

import nn
from nn import visualize

EXAMPLES, LABELS, SIZES = np.eye(4), [5, 6, 5, 6], (4, 3, 2)


@pytest.fixture(scope="module")
def trained():
    """(network, snapshots) of a small training: up to 9 evaluations on four images."""
    recorder = nn.Recorder((1, 2, 4))
    result = nn.train(EXAMPLES, nn.one_hot(LABELS, [5, 6]), SIZES, 0.01, 9, watch=[recorder])
    return nn.Network(result.theta, SIZES, [5, 6]), recorder.snapshots


class FrameRecorder(AbstractMovieWriter):
    """In place of a file: what the frames show."""

    def setup(self, fig, outfile, dpi=None):
        super().setup(fig, outfile, dpi)
        self.frames = []

    def grab_frame(self, **_):
        self.frames.append(([ax.images[0].get_array().copy() if ax.images else ax.lines[1].get_xydata()[0].tolist()
                             for ax in self.fig.axes[:3]], [ax.get_title() for ax in self.fig.axes[:3]],
                            [ax.images[0].get_clim() for ax in self.fig.axes[:3] if ax.images]))

    def finish(self):
        pass


def frames_of(animation):
    """What each frame shows, its titles and its scales."""
    recorder = FrameRecorder()
    animation.save("nowhere", writer=recorder)
    return recorder.frames


def test_each_frame_shows_the_weights_the_cost_and_the_confusion_of_its_snapshot(trained):
    network, snapshots = trained
    frames = frames_of(visualize.animate_training(network, snapshots, EXAMPLES, LABELS))
    assert len(frames) == len(snapshots) > 2
    for ((units, point, mistakes), titles, _), snapshot in zip(frames, snapshots, strict=True):
        Theta1 = nn.unflatten(snapshot.theta, SIZES)[0]
        assert [units[0, 0], units[0, 3], units[3, 0]] == Theta1[:, 1].tolist()      # three 2×2 tiles, one apart
        assert point == [snapshot.evaluations, snapshot.cost]
        predicted = nn.predict(snapshot.theta, EXAMPLES, SIZES, [5, 6])
        counts = nn.confusion_matrix(LABELS, predicted, [5, 6])
        assert mistakes.tolist() == [[None, counts[0, 1]], [counts[1, 0], None]]       # the mistakes alone
        right = sum(guess == label for guess, label in zip(predicted, LABELS, strict=True))
        assert titles[2] == f"accuracy {25 * right:.1f} %\nof all digits" and str(snapshot.evaluations) in titles[1]


def test_with_digits_kept_out_of_training_the_confusion_is_theirs_and_the_title_tells_both_accuracies(trained):
    network, snapshots = trained
    test = EXAMPLES[[0, 1, 2]], [5, 6, 6]                           # the last one is labelled wrongly
    frames = frames_of(visualize.animate_training(network, snapshots, EXAMPLES, LABELS, test=test))
    for ((_, _, mistakes), titles, _), snapshot in zip(frames, snapshots, strict=True):
        predicted = nn.predict(snapshot.theta, EXAMPLES, SIZES, [5, 6])
        counts = nn.confusion_matrix(test[1], predicted[:3], [5, 6])
        assert mistakes.tolist() == [[None, counts[0, 1]], [counts[1, 0], None]]
        right = np.mean(predicted == LABELS), np.mean(predicted[:3] == test[1])
        assert titles[2] == f"training {100 * right[0]:.1f} %\nnew digits {100 * right[1]:.1f} %"


def test_all_frames_share_their_scales_and_zero_is_grey(trained):
    network, snapshots = trained
    frames = frames_of(visualize.animate_training(network, snapshots, EXAMPLES, LABELS))
    w = np.abs(nn.unflatten(snapshots[-1].theta, SIZES)[0][:, 1:]).max() / 2
    (units, (low, high)), = {tuple(clim) for _, _, clim in frames}
    assert units == (-w, w) and low == 0 and high >= 1


def test_without_digits_there_is_no_confusion_matrix(trained):
    animation = visualize.animate_training(*trained, names=None)
    assert len(plt.gcf().axes) == 2 and len(frames_of(animation)) > 2


def test_the_curve_is_drawn_over_the_evaluations_from_the_first_frame_on(trained):
    network, snapshots = trained
    animation = visualize.animate_training(network, snapshots)
    curve = plt.gcf().axes[1].lines[0]
    assert curve.get_xydata().tolist() == [[one.evaluations, one.cost] for one in snapshots]
    assert plt.gcf().axes[1].get_xscale() == "log"
    frames_of(animation)


def test_the_classes_carry_their_names(trained):
    animation = visualize.animate_training(*trained, EXAMPLES, LABELS, names=["five", "six"])
    assert [tick.get_text() for tick in plt.gcf().axes[2].get_yticklabels()] == ["five", "six"]
    frames_of(animation)


def test_an_animation_is_written_as_a_page_that_needs_no_network(tmp_path, trained):
    network, snapshots = trained
    visualize.save_animation(visualize.animate_training(network, snapshots), tmp_path / "training.html", dpi=40)
    page = (tmp_path / "training.html").read_text(encoding="utf-8")
    assert page.count("data:image/png;base64") == 2 * len(snapshots) and page.count("<img") == 2     # two panels
    assert "http" not in page and "<link" not in page and 'name="viewport"' in page
    assert "prefers-color-scheme: dark" in page and 'aria-label="Play"' in page
    assert 'event.key !== " "' in page                              # the space bar starts and pauses it
    assert page.rindex("play();") > page.rindex("onclick")           # at once
    assert [path.name for path in tmp_path.iterdir()] == ["training.html"]


@pytest.mark.slow
def test_a_gif_has_a_frame_for_each_snapshot_at_the_pace_asked_for(tmp_path, trained):
    network, snapshots = trained
    animation = visualize.animate_training(network, snapshots, interval=500)
    visualize.save_animation(animation, tmp_path / "slow.gif", dpi=20)
    visualize.save_animation(animation, tmp_path / "quick.gif", fps=10, dpi=20)
    for name, milliseconds in (("slow.gif", 500), ("quick.gif", 100)):
        with Image.open(tmp_path / name) as image:
            assert image.n_frames == len(snapshots) and image.info["duration"] == milliseconds


def test_mp4_without_ffmpeg_names_what_works(tmp_path, monkeypatch):
    monkeypatch.setattr(FFMpegWriter, "isAvailable", lambda: False)
    with pytest.raises(ValueError, match=r"ffmpeg, which is not installed; use \.html or \.gif"):
        visualize.save_animation(None, tmp_path / "training.mp4")


def test_an_animation_that_fails_leaves_the_old_file(tmp_path, trained):
    (tmp_path / "training.gif").write_text("old")
    animation = visualize.animate_training(*trained)

    def interrupted(*_, **__):
        raise KeyboardInterrupt
    save, animation.save = animation.save, interrupted
    with pytest.raises(KeyboardInterrupt):
        visualize.save_animation(animation, tmp_path / "training.gif")
    assert [path.read_text() for path in tmp_path.iterdir()] == ["old"]
    save("nowhere", writer=FrameRecorder())


@pytest.mark.slow
def test_an_animation_shows_its_progress_where_it_is_asked_to(tmp_path, capsys, trained):
    animation = visualize.animate_training(*trained)
    visualize.save_animation(animation, tmp_path / "a.gif", dpi=20)
    assert capsys.readouterr().err == ""
    visualize.save_animation(animation, tmp_path / "a.gif", dpi=20, progress=True)
    assert "animation: 100%" in capsys.readouterr().err


@pytest.mark.parametrize("arguments, message", [
    ({"network": np.zeros(23)}, "network has the type ndarray, expected a Network"),
    ({"snapshots": nn.Recorder((1,))}, "of type Recorder, expected a list of Snapshot.*of the Recorder"),
    ({"snapshots": [np.zeros(23)]}, "expected a list of Snapshot"),
    ({"snapshots": []}, "snapshots is empty.*Recorder"),
    ({"snapshots": [nn.Snapshot(1, 0.5, np.zeros(22))]}, r"theta\.shape=\(22,\), expected \(23,\)"),
    ({"X": EXAMPLES}, "X and y belong together"),
    ({"y": LABELS}, "X and y belong together"),
    ({"X": EXAMPLES, "y": LABELS, "names": ["five"]}, "1 names"),
    ({"test": (EXAMPLES, LABELS)}, "test belongs to X and y"),
    ({"interval": 0}, "interval is 0"),
])
def test_a_training_that_cannot_be_animated_is_refused(trained, arguments, message):
    network, snapshots = trained
    with pytest.raises(ValueError, match=message):
        visualize.animate_training(**{"network": network, "snapshots": snapshots} | arguments)


def test_an_ending_that_is_not_an_animation_is_refused():
    with pytest.raises(ValueError, match=r"training\.avi.*\.html, \.gif or \.mp4; expected one of these endings"):
        visualize.save_animation(None, "training.avi")
