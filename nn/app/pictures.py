"""The pictures of a network that nn train and nn figures draw, and the animation of its training."""
from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

import nn
from nn.app.inputs import Digits, output_file, shown_classes
from nn.app.overwrite import ANIMATIONS, PICTURES, with_mark
from nn.arguments import Matrix, Vector
from nn.files.atomic import atomic_write
from nn.files.overwrite import check_overwrite, is_kind
from nn.gradient_check import GradientCheck
from nn.network import Network, Snapshot

#: the pictures that there are of square images only
OF_PIXELS = ("digits.png", "hidden_units.png", "misclassified.png")
#: what the folder of a training may contain beside its weights
ILLUSTRATIONS = {name: PICTURES["nn figures"] for name in (*OF_PIXELS, "cost.png", "confusion.png")} | {
    "training.html": ANIMATIONS[".html"]}


def draw(network: Network, digits: Digits, scored: Digits, folder: Path, seed: int, say: Callable[[str], None],
         cost_curve: Callable[[], Any] | None = None) -> list[Path]:
    """Writes the pictures of a network to a folder; returns their paths.

    digits     : those it was trained on; 100 of them are shown
    scored     : those whose predictions are shown: digits, or those that were kept out of training
    seed       : chooses the 100
    say        : function that is called with a sentence on what cannot be drawn
    cost_curve : function that returns a figure of the training, where there is one
    """
    from nn import visualize  # slow to import, and needed for pictures only
    check_pictures(folder, network.layer_sizes[0], cost_curve is not None)
    visualize.draw_to_files_only()
    pictures: dict[str, Callable[[], Any]] = {}
    if is_square(network.layer_sizes[0]):
        pictures |= pictures_of_pixels(network, digits, scored, seed)
    else:
        say(f"No pictures of pixels: {network.layer_sizes[0]} inputs do not form a square image")
    if cost_curve is not None:
        pictures["cost.png"] = cost_curve
    pictures["confusion.png"] = lambda: visualize.plot_confusion_matrix(
        scored.y, network.predict(scored.X), scored.classes, names=drawn_names(scored.classes),
        title=f"Which class is taken for which{kept_out(digits, scored)}")
    for name, picture in pictures.items():
        visualize.save_figure(picture(), folder / name, software="nn figures")
    return [folder / name for name in pictures]


def check_pictures(folder: Path, pixels: int, with_costs: bool) -> None:
    """Raises ValueError where a file that draw would write is there already, and none of ours.

    pixels : of an example
    """
    for name in OF_PIXELS * is_square(pixels) + ("cost.png",) * with_costs + ("confusion.png",):
        check_overwrite(folder / name, PICTURES["nn figures"])


def left_from_before(folder: Path, files: list[Path]) -> list[Path]:
    """The pictures and the animation in a folder that are of an earlier training, as they are not among these files."""
    paths = {folder / name: kind for name, kind in ILLUSTRATIONS.items()}
    return [path for path, kind in paths.items() if path not in files and path.is_file() and is_kind(path, kind)]


def pictures_of_pixels(network: Network, digits: Digits, scored: Digits, seed: int) -> dict[str, Callable[[], Any]]:
    """File name -> a function that returns its figure: digits, first-layer weights, mistakes."""
    from nn import visualize
    Theta1 = nn.unflatten(network.theta, network.layer_sizes)[0]
    some = np.random.default_rng(seed).permutation(len(digits.X))[:100]
    unit = ("output unit", "hidden unit", "unit of the first hidden layer")[min(len(network.layer_sizes) - 2, 2)]
    first = f" (the first 100 of {len(Theta1)})" if len(Theta1) > 100 else ""
    half = np.abs(Theta1[:, 1:]).max() / 2                          # a few large weights would leave all others grey
    names = dict(zip(scored.classes.tolist(), drawn_names(scored.classes), strict=True))
    figures = (
        partial(visualize.plot_images, digits.X[some], title=f"{len(some)} of {len(digits.X)} digits"),
        partial(visualize.plot_hidden_units, Theta1[:100], limits=(-half, half) if half else None,
                title=f"What each {unit} looks for{first}"),
        lambda: visualize.plot_misclassified(
            scored.X, scored.y, network.predict(scored.X), names=names,
            caption=f"above each digit: predicted (true){kept_out(digits, scored)}"),
    )
    return dict(zip(OF_PIXELS, figures, strict=True))


def drawn_names(classes: Vector) -> list[str]:
    """The names of the classes, as they can be drawn."""
    from nn.visualize.style import drawable
    return [drawable(name) for name in shown_classes(classes)]


def kept_out(digits: Digits, scored: Digits) -> str:
    """What the titles add where the predictions are not of the training digits."""
    return "" if scored is digits else "; digits kept out of training"


def draw_costs(costs: Vector, by_epoch: bool) -> Any:
    """The cost curve of nn train as a figure: after each iteration, or the mean over each epoch's batches."""
    from nn import visualize
    if by_epoch:
        return visualize.plot_costs(costs, first=1, xlabel="epoch", title="Mean cost of each epoch's batches")
    return visualize.plot_costs(costs)


def draw_costs_of_snapshots(snapshots: list[Snapshot]) -> Any:
    """The cost at each snapshot of a training, with the penalty, as a figure."""
    from nn import visualize
    return visualize.plot_costs(np.array([shot.cost for shot in snapshots]), xlabel="evaluations of cost and gradient",
                                at=np.array([shot.evaluations for shot in snapshots]))


def draw_costs_of_both(network: Network, snapshots: list[Snapshot], training: Digits, test: Digits,
                       by_minibatches: bool) -> Any:
    """The cost of the training digits, and of those kept out, at each snapshot of the training, as a figure."""
    from nn import visualize
    costs, of_test = (np.array([cost_of(network._replace(theta=shot.theta), part) for shot in snapshots])
                      for part in (training, test))
    return visualize.plot_costs(costs, at=np.array([shot.evaluations for shot in snapshots]), test=of_test,
                                xlabel="minibatches" if by_minibatches else "evaluations of cost and gradient",
                                title="Cost, without the penalty")


def cost_of(network: Network, digits: Digits) -> float:
    """The cost of the digits, without regularization."""
    return nn.cost(network.theta, digits.X, nn.one_hot(digits.y, network.classes), network.layer_sizes,
                   hidden=network.hidden, output=network.output)


def draw_readings(readings: Sequence[tuple[str, Matrix, Vector, Vector]], names: list[str], path: Path) -> None:
    """Writes what was read in photographs: (title, photograph, x, outputs) of each, and the names of the classes."""
    from nn import visualize
    from nn.visualize.style import drawable
    visualize.draw_to_files_only()
    rows = [visualize.Reading(drawable(title), *others) for title, *others in readings]
    figure = visualize.plot_readings(rows, [drawable(name) for name in names])
    visualize.save_figure(figure, path, software="nn predict")


def draw_gradient_check(check: GradientCheck, path: Path) -> None:
    """Writes a gradient check as a picture."""
    from nn import visualize
    visualize.draw_to_files_only()
    visualize.save_figure(visualize.plot_gradient_check(check), path, software="nn check-gradient")


def check_animation(weights: str, snapshots: list[Snapshot], path: Path) -> None:
    """Raises ValueError where the snapshots in the file weights cannot be animated, or not in path."""
    from nn import visualize
    visualize.check_animation_path(path)
    check_overwrite(output_file(path), ANIMATIONS[path.suffix])
    if not snapshots:
        raise ValueError(f"{weights} contains no snapshots of its training, so there is nothing to animate; nn train "
                         f"stores them in its weights.npz (not in a .mat)")


def animate(network: Network, snapshots: list[Snapshot], training: Digits, test: Digits | None, path: Path) -> None:
    """Writes the training as an animation; inputs that are not a square image are shown as one row of pixels.

    training, test : the digits, all of them in training where test is None: it is not known what was kept out
    """
    from nn import visualize
    n = network.layer_sizes[0]
    with visualize.slides(), tempfile.TemporaryDirectory() as folder:
        animation = visualize.animate_training(network, snapshots, training.X, training.y,
                                               test=None if test is None else (test.X, test.y),
                                               names=drawn_names(training.classes),
                                               image_shape=None if is_square(n) else (1, n))
        draft = Path(folder, path.name)
        visualize.save_animation(animation, draft, progress=True)
        marked = with_mark(draft.read_bytes(), path.suffix)
    with atomic_write(path) as file:
        file.write(marked)


def is_square(n: int) -> bool:
    """Can n pixels be a square image?"""
    return round(np.sqrt(n)) ** 2 == n
