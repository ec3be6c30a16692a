"""The pictures of a network that nn train and nn figures draw, and the animation of its training."""
from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

import nn
from nn.app.inputs import Digits, output_folder, shown_classes
from nn.app.overwrite import ANIMATIONS, PICTURE, check_overwrite
from nn.arguments import Matrix, Vector
from nn.gradient_check import GradientCheck
from nn.network import Network, Snapshot


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
    visualize.draw_to_files_only()
    pictures: dict[str, Callable[[], Any]] = {}
    if is_square(network.layer_sizes[0]):
        pictures |= pictures_of_pixels(network, digits, scored, seed)
    else:
        say(f"No pictures of pixels: {network.layer_sizes[0]} inputs do not form a square image")
    if cost_curve is not None:
        pictures["cost.png"] = cost_curve
    pictures["confusion.png"] = lambda: visualize.plot_confusion_matrix(
        scored.y, network.predict(scored.X), scored.classes, names=shown_classes(scored.classes),
        title=f"Which class is taken for which{kept_out(digits, scored)}")
    for name in pictures:
        check_overwrite(folder / name, PICTURE)
    for name, picture in pictures.items():
        visualize.save_figure(picture(), folder / name)
    return [folder / name for name in pictures]


def pictures_of_pixels(network: Network, digits: Digits, scored: Digits, seed: int) -> dict[str, Callable[[], Any]]:
    """File name -> a function that returns its figure: digits, first-layer weights, mistakes."""
    from nn import visualize
    Theta1 = nn.unflatten(network.theta, network.layer_sizes)[0]
    some = np.random.default_rng(seed).permutation(len(digits.X))[:100]
    unit = "hidden" if len(network.layer_sizes) > 2 else "output"
    first = f" (the first 100 of {len(Theta1)})" if len(Theta1) > 100 else ""
    half = np.abs(Theta1[:, 1:]).max() / 2                          # a few large weights would leave all others grey
    names = dict(zip(scored.classes.tolist(), shown_classes(scored.classes), strict=True))
    return {
        "digits.png": partial(visualize.plot_images, digits.X[some], title=f"{len(some)} of {len(digits.X)} digits"),
        "hidden_units.png": partial(visualize.plot_hidden_units, Theta1[:100], limits=(-half, half) if half else None,
                                    title=f"What each {unit} unit looks for{first}"),
        "misclassified.png": lambda: visualize.plot_misclassified(
            scored.X, scored.y, network.predict(scored.X), names=names,
            caption=f"above each digit: predicted (true){kept_out(digits, scored)}"),
    }


def kept_out(digits: Digits, scored: Digits) -> str:
    """What the titles add where the predictions are not of the training digits."""
    return "" if scored is digits else "; digits kept out of training"


def draw_costs(costs: Vector, by_epoch: bool) -> Any:
    """The cost curve of nn train as a figure: after each iteration, or the mean over each epoch's batches."""
    from nn import visualize
    if by_epoch:
        return visualize.plot_costs(costs, first=1, xlabel="epoch", title="Mean cost of each epoch's batches")
    return visualize.plot_costs(costs)


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
    visualize.draw_to_files_only()
    visualize.save_figure(visualize.plot_readings([visualize.Reading(*one) for one in readings], names), path)


def draw_gradient_check(check: GradientCheck, path: Path) -> None:
    """Writes a gradient check as a picture."""
    from nn import visualize
    visualize.draw_to_files_only()
    visualize.save_figure(visualize.plot_gradient_check(check), path)


def snapshots_to_animate(weights: str, path: Path) -> list[Snapshot]:
    """The snapshots of its training in a file of weights; errors come now, before anything is drawn.

    path   : of the animation that is to be written
    Raises : ValueError where there are no snapshots, or path cannot be written to or is a file of another kind; OSError
    """
    from nn import visualize
    visualize.check_animation_path(path)
    output_folder(path.parent)
    check_overwrite(path, ANIMATIONS[path.suffix])
    snapshots = nn.load_snapshots(weights)
    if not snapshots:
        raise ValueError(f"{weights} contains no snapshots of its training, so there is nothing to animate; nn train "
                         f"stores them in its weights.npz (not in a .mat)")
    return snapshots


def animate(network: Network, snapshots: list[Snapshot], training: Digits, test: Digits | None, path: Path) -> None:
    """Writes the training as an animation; inputs that are not a square image are shown as one row of pixels.

    training, test : the digits, all of them in training where test is None: it is not known what was kept out
    """
    from nn import visualize
    n = network.layer_sizes[0]
    with visualize.slides():
        animation = visualize.animate_training(network, snapshots, training.X, training.y,
                                               test=None if test is None else (test.X, test.y),
                                               names=shown_classes(training.classes),
                                               image_shape=None if is_square(n) else (1, n))
        visualize.save_animation(animation, path, progress=True)


def is_square(n: int) -> bool:
    """Can n pixels be a square image?"""
    return round(np.sqrt(n)) ** 2 == n
