"""How the network came to be: its training as an animation, from the snapshots that a Recorder kept."""
from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Sequence
from os import PathLike
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.animation import FFMpegWriter, FuncAnimation
from matplotlib.colors import AsinhNorm

from nn.arguments import Matrix, Vector, check_whole
from nn.files.atomic import atomic_write
from nn.metrics import accuracy, confusion_matrix
from nn.network import Network, Snapshot, check_network
from nn.parameters import unflatten
from nn.visualize.grid import mosaic
from nn.visualize.images import as_images
from nn.visualize.player import FrameWriter, as_gif, as_page
from nn.visualize.results import largest_mistake, mistakes_of, show_mistakes
from nn.visualize.style import CURVES, WEIGHTS, class_names


def animate_training(network: Network, snapshots: Sequence[Snapshot], X: Matrix | None = None, y: Vector | None = None,
                     *, test: tuple[Matrix, Vector] | None = None, names: Iterable | None = None,
                     image_shape: tuple[int, int] | None = None, order: str | None = None, interval: int = 200,
                     figure: Any = None) -> FuncAnimation:
    """One frame a snapshot: the hidden units, the cost, and the confusion matrix as training made them.

    network     : the Network that was trained; its own theta is not drawn, the snapshots' are
    snapshots   : list of Snapshot, as a Recorder keeps them: train(…, watch=[recorder]), then recorder.snapshots
    X, y        : (m, n) digits and (m,) labels for the confusion matrix; without them, there is none
    test        : (X, y) of digits that were kept out of training: the confusion matrix is theirs, the title tells the
                  accuracy on X, y, those of the training, and on these
    names       : K texts to write instead of the labels
    image_shape, order, figure : as in plot_images
    interval    : milliseconds between two frames
    Returns     : FuncAnimation, all scales fixed; keep it until it is saved or shown. In a notebook:
                  IPython.display.HTML(animation.to_jshtml()); to a file: save_animation
    Raises      : ValueError where there are no snapshots, or X comes without y or y without X, and as check_network
    """
    network, snapshots = check_network(network), check_snapshots(snapshots)
    check_whole(interval, "interval")
    if (X is None) != (y is None):
        raise ValueError("X and y belong together: pass both for a confusion matrix, or neither of them")
    if X is None and test is not None:
        raise ValueError("test belongs to X and y, the digits of the training: pass these, too")
    networks = [check_network(network._replace(theta=shot.theta)) for shot in snapshots]
    parts = [] if X is None else [(X, y)] if test is None else [(X, y), test]
    predictions = [[network.predict(part) for network in networks] for part, _ in parts]
    figure = figure or plt.figure(figsize=(13.6 if predictions else 9.2, 5.2), layout="constrained")
    axes = figure.subplots(1, 3 if predictions else 2)
    panels = [units_panel(axes[0], networks, image_shape, order), cost_panel(axes[1], snapshots)]
    if predictions:
        labels = [y for _, y in parts]
        panels.append(confusion_panel(axes[2], labels[-1], predictions[-1], network.classes,
                                      class_names(names, network.classes), accuracy_titles(labels, predictions)))

    def frame(number):
        return [artist for panel in panels for artist in panel(number)]

    frame(len(snapshots) - 1)
    figure.draw_without_rendering()
    figure.set_layout_engine("none")                                # laid out once: nothing moves from frame to frame
    return FuncAnimation(figure, frame, frames=len(snapshots), interval=interval, cache_frame_data=False)


def check_snapshots(snapshots):
    """snapshots as a list of at least one Snapshot."""
    if not isinstance(snapshots, (list, tuple)) or not all(isinstance(one, Snapshot) for one in snapshots):
        raise ValueError(f"snapshots is of type {type(snapshots).__name__}, expected a list of Snapshot: the snapshots "
                         f"of the Recorder in train(…, watch=[recorder])")
    if not snapshots:
        raise ValueError("snapshots is empty, so there is nothing to animate; a Recorder keeps them: "
                         "recorder = nn.Recorder((1, 10, 100)); train(…, watch=[recorder])")
    return [*snapshots]


# A panel draws on its Axes what all frames share, and returns a function that shows the frame of a given number there.


def units_panel(ax, networks, image_shape, order, most=100) -> Callable[[int], list]:
    """The weights of the first layer as images."""
    layer_sizes = networks[0].layer_sizes
    images = [as_images(unflatten(one.theta, layer_sizes)[0][:most, 1:], image_shape, order) for one in networks]
    columns = int(np.ceil(np.sqrt(len(images[0]))))
    w = np.abs(images[-1]).max() / 2 or 1.0                         # a few large weights would leave all others grey
    picture = ax.imshow(mosaic(images[0], columns), cmap=WEIGHTS, vmin=-w, vmax=w, interpolation="nearest")
    kind, units = "hidden" if len(layer_sizes) > 2 else "output", layer_sizes[1]
    ax.set_title(f"{units} {kind} units" + (f", the first {most}" if units > most else ""))
    ax.set_xlabel(f"orange ≤ −{w:.2g}, blue ≥ {w:.2g}")
    ax.set(xticks=[], yticks=[], frame_on=False)

    def show(number):
        picture.set_data(mosaic(images[number], columns))
        return [picture]
    return show


def cost_panel(ax, snapshots) -> Callable[[int], list]:
    """The cost over the evaluations, with a marker at the snapshot."""
    evaluations, costs = [one.evaluations for one in snapshots], [one.cost for one in snapshots]
    ax.plot(evaluations, costs, color=CURVES[2])
    size = 1.6 * plt.rcParams["lines.markersize"]
    point, = ax.plot(evaluations[:1], costs[:1], "o", color=CURVES[0], markersize=size)
    ax.set(xscale="log", xlabel="evaluations of cost and gradient", ylabel="cost J (nats per example)")
    ax.set_ylim(bottom=0)
    ax.set_box_aspect(1)
    ax.xaxis.set_major_formatter("{x:g}")
    ax.xaxis.set_minor_formatter(plt.NullFormatter())
    ax.grid(alpha=0.3)

    def show(number):
        point.set_data(evaluations[number:number + 1], costs[number:number + 1])
        ax.set_title(f"evaluation {evaluations[number]}: J = {costs[number]:.3f}")
        return [point, ax.title]
    return show


def confusion_panel(ax, y, predictions, classes, names, titles) -> Callable[[int], list]:
    """The mistakes in the snapshot's predictions, and its title."""
    counts = [confusion_matrix(y, predicted, classes) for predicted in predictions]
    most = max(map(largest_mistake, counts))                        # asinh: hundreds at first, single ones in the end
    picture = show_mistakes(ax, counts[0], names, AsinhNorm(1, vmin=0, vmax=most))
    ticks = [*(10**power for power in range(len(str(most))) if 10**power < 0.6 * most), most]
    ax.figure.colorbar(picture, ax=ax, label="mistakes", fraction=0.046, ticks=ticks, format="{x:g}").minorticks_off()

    def show(number):
        picture.set_data(mistakes_of(counts[number]))
        ax.set_title(titles[number])
        return [picture, ax.title]
    return show


def accuracy_titles(labels, predictions):
    """Of each snapshot the accuracy, and of which digits it is.

    labels      : [y], or [y, y of the digits kept out of training]
    predictions : for each of these, a list of what the snapshots predict
    """
    shares = [[f"{100 * accuracy(y, predicted):.1f} %" for predicted in part]
              for y, part in zip(labels, predictions, strict=True)]
    text = "accuracy {}\nof all digits" if len(labels) == 1 else "training {}\nnew digits {}"
    return [text.format(*shot) for shot in zip(*shares, strict=True)]


def save_animation(animation: FuncAnimation, path: str | PathLike, *, fps: float | None = None, dpi: int = 90,
                   progress: bool = False) -> None:
    """Writes an animation in the format that the ending of path names; atomically.

    animation : what animate_training returns, its figure still open
    path      : ending in .html (one file of at most 2 MB, which needs no network and plays at once), .gif, or .mp4
                (needs ffmpeg)
    fps       : frames a second; default: from the animation's interval
    dpi       : pixels per inch of the figure
    progress  : show a tqdm bar on stderr
    Raises    : ValueError for another ending, and for .mp4 where there is no ffmpeg; OSError
    """
    from tqdm import tqdm  # slow to import
    path = check_animation_path(path)
    pace: Any = fps or 1000 / getattr(animation.event_source, "interval", 200)
    writer: Any = FFMpegWriter(pace) if path.suffix == ".mp4" else FrameWriter(pace)
    with (atomic_write(path) as file, tempfile.TemporaryDirectory() as folder,
          tqdm(desc="animation", unit="frame", disable=not progress) as bar):
        def count(number, total):
            bar.total = total
            bar.update()
        draft = Path(folder, path.name)
        animation.save(draft, writer, dpi=dpi, progress_callback=count)
        file.write(as_page(writer.frames, pace, writer.cuts).encode() if path.suffix == ".html" else
                   as_gif(writer.frames, pace) if path.suffix == ".gif" else draft.read_bytes())


def check_animation_path(path: str | PathLike) -> Path:
    """path as a Path that save_animation can write to.

    Raises : ValueError for an ending other than .html, .gif and .mp4, and for .mp4 where there is no ffmpeg
    """
    path = Path(path)
    if path.suffix not in (".html", ".gif", ".mp4"):
        raise ValueError(f"{path}: an animation is saved as .html, .gif or .mp4; expected one of these endings")
    if path.suffix == ".mp4" and not FFMpegWriter.isAvailable():
        raise ValueError(f"{path}: writing .mp4 needs the program ffmpeg, which is not installed; "
                         f"use .html or .gif instead")
    return path
