"""What each command of `nn` does: it puts the library's functions in a row and prints what they return."""
from __future__ import annotations

import json
import os
import sys
import webbrowser
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple, TextIO

import numpy as np

import nn
from nn.app.demo.page import ShownNetwork, load_shown, page, train_shown
from nn.app.inputs import (
    Digits,
    as_trained,
    label_names,
    message_of,
    output_file,
    output_folder,
    read_digits,
    shown_classes,
    training_and_test,
)
from nn.app.options import TRAINED
from nn.app.overwrite import PAGE, PICTURES, check_overwrite_weights
from nn.app.photo import read_image
from nn.app.pictures import (
    animate,
    check_animation,
    check_pictures,
    draw,
    draw_costs,
    draw_costs_of_both,
    draw_costs_of_snapshots,
    draw_gradient_check,
    draw_readings,
    left_from_before,
)
from nn.app.pixel_order import Loaded, load_for_images
from nn.app.training import Trained, TrainOptions, fit, layer_sizes_of, same_file, snapshot_evaluations
from nn.arguments import Matrix, Vector
from nn.files.atomic import atomic_write
from nn.files.count_digits import count_digits
from nn.files.kept_out import KeptOut
from nn.files.mnist import cache_folder
from nn.files.overwrite import check_overwrite
from nn.gradient_check import GradientCheck, block_rows
from nn.network import Network, Snapshot
from nn.training import TrainingResult


def train(options: TrainOptions) -> int:
    """nn train: the exit status"""
    if options.workers or options.scheduler:
        from nn.app import chunked  # Dask is slow to import, and not always installed
        return chunked.train(options)
    say = partial(tell, stream=sys.stderr if options.json else sys.stdout)
    digits = read_digits(options.data, options.labels, options.order)
    folder = output_folder(options.out)                             # now: better to fail before the training than after
    check_results(folder, digits.X.shape[1], options)

    check = check_small_network(options.seed)
    say(f"Gradient check on a small network: {check}")
    if not check.passed:
        return 1

    training, test = training_and_test(digits, options.test_fraction, options.seed)
    layer_sizes = layer_sizes_of(digits, options.hidden)
    say(f"Training {'-'.join(map(str, layer_sizes))} on {len(training.X)} digits ({digits.source}), "
        f"lambda = {options.lambda_:g}, {options.method}:")
    result, network, snapshots = trained = fit(training, layer_sizes, options)
    files = save_weights(network, folder, snapshots, training.kept_out)     # first: what follows can fail

    summary = summary_of(trained, score(network, training), options) | {"gradient_check": check.relative_error}
    say_result(result, summary["accuracy"], say)
    if test is not None:
        summary["test_accuracy"] = score(network, test)
        say(accuracy_on_kept_out(summary["test_accuracy"], test))
    scored = training if test is None else test
    say(f"\n{scores_by_class(network, scored)}\n")

    if not options.no_figures:
        cost_curve = partial(draw_costs, result.costs, options.by_minibatches)
        if test is not None:
            cost_curve = partial(draw_costs_of_both, network, snapshots, training, test, options.by_minibatches)
        try:
            files += draw(network, training, scored, folder, options.seed, say, cost_curve)
        except KeyboardInterrupt:
            say(f"Interrupted while drawing; draw the pictures later with: nn figures {files[0]}")
    say_files(files, folder, say)
    if options.json:
        print(json.dumps(summary | {"files": [str(file) for file in files]}))
    return 0


def check_results(folder: Path, pixels: int, options: TrainOptions) -> None:
    """Raises ValueError where a file of nn train's results is there already, and is not of that kind.

    pixels : of an example
    """
    for path in weights_paths(folder):
        check_overwrite_weights(path)
        if same_file(str(path), options.checkpoint):
            raise ValueError(f"--checkpoint {options.checkpoint} is where the weights are written in the end; choose "
                             f"another file")
    if not options.no_figures:
        check_pictures(folder, pixels, with_costs=True)


def say_files(files: list[Path], folder: Path, say: Callable[[str], None]) -> None:
    """Says what was written, and which pictures beside it are of something else."""
    say("Written: " + ", ".join(map(str, files)))
    if others := left_from_before(folder, files):
        say("Of an earlier training, and not changed: " + ", ".join(map(str, others)))


def accuracy_on_kept_out(accuracy: float, test: Digits) -> str:
    """How much a network reads right of the digits that were kept out of its training."""
    return f"accuracy {100 * accuracy:.2f} % on {len(test.X)} digits kept out of training"


def say_result(result: TrainingResult, accuracy: float, say: Callable[[str], None]) -> None:
    """Says how a training ended, how long it took, and how good its network is on the digits it was trained on."""
    say(f"{result.message}: {result.evaluations} evaluations, {result.iterations} iterations, {result.seconds:.1f} s")
    say(f"cost {result.cost:.6f} with the penalty, training accuracy {100 * accuracy:.2f} %")


def summary_of(trained: Trained, accuracy: float, options: TrainOptions) -> dict[str, Any]:
    """What nn train --json prints about a training."""
    result = trained.result
    return {"cost": result.cost, "accuracy": accuracy, "evaluations": result.evaluations,
            "iterations": result.iterations, "seconds": round(result.seconds, 3), "message": result.message,
            "interrupted": result.interrupted, "layer_sizes": result.layer_sizes, "lambda": options.lambda_,
            "method": options.method, "seed": options.seed}


def save_weights(network: Network, folder: Path, snapshots: list[Snapshot], kept_out: KeptOut | None) -> list[Path]:
    """As .npz, with the snapshots of the training, and as .mat; returns both paths. Both say what was kept out."""
    paths = weights_paths(folder)
    nn.save_network(paths[0], network, snapshots, kept_out)
    nn.save_network(paths[1], network, kept_out=kept_out)
    return paths


def weights_paths(folder: Path) -> list[Path]:
    """Where nn train writes its weights."""
    return [folder / "weights.npz", folder / "weights.mat"]


def score(network: Network, digits: Digits) -> float:
    """The share of the digits that the network reads right."""
    return nn.accuracy(digits.y, network.predict(digits.X))


def scores_by_class(network: Network, digits: Digits) -> str:
    """Precision and recall of each class, as a table."""
    y, predicted = (label_names(labels, digits.classes) for labels in (digits.y, network.predict(digits.X)))
    return str(nn.classification_report(y, predicted, shown_classes(digits.classes)))


def tell(text: str, stream: TextIO) -> None:
    """Prints a line. Where its reader has left, as in "nn train | head", the work continues in silence."""
    try:
        print(text, file=stream, flush=True)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def predict(weights: str, images: tuple[str, ...], as_json: bool, order: str | None, classes: str | None,
            figure: str | None = None) -> int:
    """nn predict: the exit status, 1 where an image could not be read"""
    if figure:
        check_figure(figure, "nn predict")
        for path in images:
            if same_file(path, figure):
                raise ValueError(f"--figure {figure} is one of the images that are read; choose another file")
    network, found = load(weights, order, classes).network, []
    for path in images:
        try:
            found.append(read_digit(network, path))
        except (ValueError, OSError) as error:                      # the other images still get their answer
            print(f"nn: error: {message_of(error)}", file=sys.stderr)
    if as_json:
        print(json.dumps([one.summary() for one in found]))
    else:
        for one in found:
            print(as_line(**one.summary()))
    if figure and found:
        draw_readings([(as_title(**one.summary()), one.photograph, one.x, one.outputs) for one in found],
                      shown_classes(network.classes), Path(figure))
        tell(f"Written: {figure}", sys.stderr if as_json else sys.stdout)
    return 0 if len(found) == len(images) else 1


def check_figure(path: str, command: str) -> None:
    """Raises ValueError where the figure of a command cannot be written, before anything is computed."""
    check_overwrite(output_file(path), PICTURES[command])


def load(weights: str, order: str | None, classes: str | None) -> Loaded:
    """The network in a file; on stderr, what had to be assumed about it."""
    loaded = load_for_images(weights, order, classes)
    if loaded.note:
        print(f"nn: note: {loaded.note}", file=sys.stderr)
    return loaded


def as_line(image: str, predicted: str, activation: float, digits: int) -> str:
    """What nn predict prints about one image.

    >>> as_line("a.png", "5", 0.4, 2)
    'a.png: it seems to show 2 digits: crop it to one; read as one: 5  (activation of its output unit: 0.40; unsure)'
    """
    return (f"{image}: {several(digits)}{predicted}  (activation of its output unit: {activation:.2f}"
            f"{'; unsure' if activation < 0.5 else ''})")


def as_title(image: str, predicted: str, activation: float, digits: int) -> str:
    """The same above a picture, where the activation is seen as a bar."""
    return f"{short_name(image)}: {several(digits)}{predicted}{'; unsure' if activation < 0.5 else ''}"


def several(digits: int) -> str:
    """What is said before an answer to a photograph of several digits."""
    return f"it seems to show {digits} digits: crop it to one; read as one: " if digits > 1 else ""


def short_name(path: str, most: int = 40) -> str:
    """The name of a file without its folder, shortened in the middle.

    >>> short_name("photos/IMG_20260101_a_photograph_of_the_blackboard.png", most=20)
    'IMG_202601…board.png'
    """
    name = Path(path).name
    return name if len(name) <= most else f"{name[:most // 2]}…{name[len(name) - (most - 1) // 2:]}"


class ReadDigit(NamedTuple):
    """What the network reads in one image file, and what it sees there."""
    image: str                          # the path
    predicted: str                      # name of the class
    activation: float                   # of its output unit
    digits: int                         # how many there seem to be in the photograph
    photograph: Matrix                  # (h, w) grey values
    x: Vector                           # (n,) what is read
    outputs: Vector                     # (K,) activations of the output layer

    def summary(self) -> dict[str, Any]:
        """What nn predict prints."""
        return dict(zip(self._fields[:4], self[:4], strict=True))


def read_digit(network: Network, path: str) -> ReadDigit:
    """What the network reads in one image file.

    Raises : ValueError with the path where it is not an image of a digit; OSError
    """
    image = read_image(path)
    try:
        row = nn.prepare_digit(image, network.layer_sizes[0])
    except ValueError as error:
        raise ValueError(f"{path}: {error}") from None
    activations, _ = network.feedforward(row[np.newaxis])
    best = nn.from_one_hot(activations[-1], network.classes)
    name, = label_names(best, network.classes)
    return ReadDigit(path, name, round(float(activations[-1].max()), 4), count_digits(image), image, row,
                     activations[-1][0])


def check_gradient(full: bool, lambda_: float, method: str, seed: int, figure: str | None = None) -> int:
    """nn check-gradient: the exit status, 1 where backpropagation is wrong"""
    if figure:
        check_figure(figure, "nn check-gradient")
    check = (check_exercise_4 if full else check_small_network)(seed, lambda_, method)
    print(check)
    if check.passed:                                                # str(check) has the table only where it is needed
        print(f"\n{block_rows(check)}")
    if figure:
        draw_gradient_check(check, Path(figure))
        print(f"Written: {figure}")
    return 0 if check.passed else 1


def check_small_network(seed: int, lambda_: float = 1.0, method: str = "central") -> GradientCheck:
    """6-4-3 units on 11 examples, every size different so that no mistake can hide."""
    rng = np.random.default_rng(seed)
    X, Y = rng.normal(size=(11, 6)), nn.one_hot(np.arange(11) % 3, range(3))
    return check_network_gradient(X, Y, (6, 4, 3), rng, lambda_, method)


def check_exercise_4(seed: int, lambda_: float, method: str) -> GradientCheck:
    """400-25-10 units on the 5,000 digits."""
    X, y = nn.load_ex4()
    return check_network_gradient(X, nn.one_hot(y, range(1, 11)), (400, 25, 10), np.random.default_rng(seed), lambda_,
                                  method)


def check_network_gradient(X: Matrix, Y: Matrix, layer_sizes: tuple[int, ...], rng: np.random.Generator,
                           lambda_: float, method: str) -> GradientCheck:
    """Backpropagation against finite differences, at random weights."""
    problem: dict[str, Any] = {"X": X, "Y": Y, "layer_sizes": layer_sizes, "lambda_": lambda_}
    return nn.check_gradient(partial(nn.regularized_cost, **problem), partial(nn.regularized_gradient, **problem),
                             nn.random_init(layer_sizes, rng), layer_sizes, method, m=len(X))


def figures(weights: str, data: str | None, labels: str | None, order: str | None, classes: str | None,
            animate_to: str | None, seed: int, out: str) -> None:
    """nn figures

    animate_to : path of the animation; "": training.html in the folder out; None: no animation
    """
    if weights == TRAINED and not Path(weights).exists():
        raise ValueError(f"{weights} does not exist yet; nn train writes it, or give WEIGHTS")
    loaded = load(weights, order, classes)
    network = loaded.network
    digits = digits_for(network, weights, data, labels, order)
    folder, animations = output_folder(out), []
    snapshots = loaded.in_order(nn.load_snapshots(weights))
    if animate_to is not None:
        animations = [Path(animate_to) if animate_to else folder / "training.html"]
        check_animation(weights, snapshots, animations[0])
    check_pictures(folder, network.layer_sizes[0], with_costs=bool(snapshots))
    training, test = as_trained(weights, digits)
    print(f"{weights}: {accuracy_text(network, training, test)} ({digits.source})")
    files = draw(network, training, training if test is None else test, folder, seed, print,
                 costs_of_snapshots(network, snapshots, training, test))
    for path in animations:
        animate(network, snapshots, training, test, path)
    say_figures(weights, files + animations, folder)


def costs_of_snapshots(network: Network, snapshots: list[Snapshot], training: Digits,
                       test: Digits | None) -> Callable[[], Any] | None:
    """A function that returns the cost curve of a saved network as a figure; None where it has no snapshots."""
    if not snapshots:
        return None
    if test is None:
        return partial(draw_costs_of_snapshots, snapshots)
    return partial(draw_costs_of_both, network, snapshots, training, test, by_minibatches=False)


def say_figures(weights: str, files: list[Path], folder: Path) -> None:
    """Says what nn figures has written, and where another network lies beside it, of which of the two it is."""
    own, *_ = weights_paths(folder)
    if same_file(weights, str(own)) or not own.exists():
        print("Written: " + ", ".join(map(str, files)))
        return
    say_files(files, folder, print)
    print(f"Note: these are of {weights}, not of {own} in the same folder")


def accuracy_text(network: Network, training: Digits, test: Digits | None) -> str:
    """How much a network reads right of the digits, and of which; of all of them where test is None."""
    right = f"{100 * score(network, training):.2f} %"
    if test is None:
        return f"accuracy {right} on all {len(training.X)} digits"
    return (f"training accuracy {right} on {len(training.X)} digits, "
            f"{accuracy_on_kept_out(score(network, test), test)}")


def digits_for(network: Network, weights: str, data: str | None, labels: str | None, order: str | None) -> Digits:
    """The digits to draw a network's pictures with: those of the options, else the embedded ones of its size.

    Raises : ValueError where the network does not take them, or does not know one of their labels
    """
    embedded = "mnist5k" if network.layer_sizes[0] == 784 else None
    digits = read_digits(data or embedded, labels, order)._replace(classes=network.classes)
    if not data:                                                    # its labels are to be the network's: 10 or 0
        digits = digits._replace(y=np.where(digits.y % 10 == 0, 0 if 0 in network.classes.tolist() else 10,
                                             digits.y))
    if digits.X.shape[1] != network.layer_sizes[0]:
        raise ValueError(f"{weights} takes {network.layer_sizes[0]} inputs, but the digits ({digits.source}) "
                         f"have {digits.X.shape[1]} pixels; give the network's own data with --data")
    nn.one_hot(digits.y, network.classes, name=f"{data or digits.source}: y")
    return digits


def demo(weights: tuple[str, ...], out: str, no_open: bool) -> None:
    """nn demo"""
    path = Path(out)
    if path.is_dir():
        raise ValueError(f"{path} is a folder; expected a file to write to, such as nn-demo.html")
    if path.suffix not in (".html", ".htm"):
        raise ValueError(f"{path}: the page is an .html file; expected that ending")
    check_overwrite(output_file(path), PAGE)                        # now: better to fail before the training than after
    networks = [load_shown(one) for one in weights] or [
        *trained_before(), *train_shown(record=snapshot_evaluations(200, (400, 25, 10)))]
    written = page(networks)
    with atomic_write(path) as file:
        file.write(written)
    print(f"Written: {path} ({len(written) / 1e6:.1f} MB)")
    if not no_open and not webbrowser.open(path.resolve().as_uri()):
        print("No browser was found; open the file in one.")


def trained_before(most_weights: int = 200_000) -> list[ShownNetwork]:
    """The network that nn train has left in this folder; none where there is none that the page could show."""
    if not Path(TRAINED).exists():
        return []
    try:
        shown = load_shown(TRAINED)
        if len(shown.network.theta) > most_weights:
            raise ValueError(f"it is too large to be shown beside others; alone it is, by nn demo {TRAINED}")
        return [shown]
    except (ValueError, OSError) as error:
        print(f"nn: note: the page is without {TRAINED}: {message_of(error)}", file=sys.stderr)
        return []


def fetch() -> None:
    """nn data fetch mnist"""
    paths = nn.fetch_mnist(progress=True)
    print(f"MNIST is complete and verified in {cache_folder()}:")
    for path in paths:
        print(f"  {path}")
    print(f"Train on it:  nn train --data {paths[0]}")
