"""Training as an animation."""
import re
import tempfile
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
from matplotlib import animation as movies

from nn.metrics import accuracy
from nn.network import predict
from nn.arguments import check_layer_sizes, check_whole
from nn.files.atomic import atomic_write
from nn.labels import check_classes
from nn.metrics import confusion_matrix
from nn.parameters import unflatten
from nn.visualize.images import as_images, mosaic
from nn.visualize.results import show_shares
from nn.visualize.style import AGAINST, FOR, texts


def animate_training(result, X=None, y=None, classes=None, *, hidden="sigmoid", output="sigmoid", image_shape=None,
                     order=None, names=None, interval=200, figure=None):
    """How the network came to be: at each recorded moment its hidden units, its cost and its confusion matrix.

    result      : what train(…, record=…) returns, or anything with its snapshots and layer_sizes
    X, y        : (m, n) digits and (m,) labels to judge it by; without them, there is no confusion matrix
    classes     : (K,) labels in the order of the output units; names: K texts to write instead
    hidden, output     : as in feedforward
    image_shape, order : as in plot_images
    interval    : milliseconds between two frames
    Returns     : FuncAnimation, one frame a snapshot, all scales fixed; keep it until it is saved or shown. In a
                  notebook: IPython.display.HTML(animation.to_jshtml()); to a file: save_animation
    Raises      : ValueError where there are no snapshots, or only some of X, y and classes
    """
    snapshots, layer_sizes = moments_of(result)
    given = [argument is not None for argument in (X, y, classes)]
    if any(given) and not all(given):
        raise ValueError("X, y and classes belong together: pass all three for a confusion matrix, or none of them")
    check_whole(interval, "interval")
    predictions = [predict(one.theta, X, layer_sizes, classes, hidden=hidden, output=output)
                   for one in snapshots] if all(given) else []
    figure = figure or plt.figure(figsize=(13.6, 5.2) if all(given) else (9.2, 5.2), layout="constrained")
    axes = figure.subplots(1, 3 if all(given) else 2)
    panels = [show_units(axes[0], snapshots, layer_sizes, image_shape, order), show_cost(axes[1], snapshots)]
    if all(given):
        panels.append(show_confusion(axes[2], y, predictions, check_classes(classes), names))

    def frame(number):
        return [artist for panel in panels for artist in panel(number)]

    frame(len(snapshots) - 1)
    figure.draw_without_rendering()
    figure.set_layout_engine("none")                                # laid out once: nothing moves from frame to frame
    return movies.FuncAnimation(figure, frame, frames=len(snapshots), interval=interval, cache_frame_data=False)


def moments_of(result):
    """(snapshots, layer_sizes) of a TrainingResult, at least one snapshot."""
    if not hasattr(result, "snapshots") or not hasattr(result, "layer_sizes"):
        raise ValueError(f"result is of type {type(result).__name__}, wanted what train(…, record=…) returns")
    if not result.snapshots:
        raise ValueError("result has no snapshots, so there is nothing to animate; "
                         "train(…, record=(1, 10, 100)) keeps them")
    return result.snapshots, check_layer_sizes(result.layer_sizes)


def show_units(ax, snapshots, layer_sizes, image_shape, order, most=100):
    """Draws the first layer's weights; returns a function that draws those of another snapshot in their place."""
    images = [as_images(unflatten(one.theta, layer_sizes)[0][:most, 1:], image_shape, order) for one in snapshots]
    columns = int(np.ceil(np.sqrt(len(images[0]))))
    w = np.abs(images[-1]).max() / 2 or 1.0                         # a few large weights would leave all others grey
    picture = ax.imshow(mosaic(images[0], columns), cmap="gray", vmin=-w, vmax=w, interpolation="nearest")
    kind, units = "hidden" if len(layer_sizes) > 2 else "output", layer_sizes[1]
    ax.set_title(f"{units} {kind} units" + (f", the first {most}" if units > most else ""))
    ax.set_xlabel(f"black ≤ −{w:.2g}, white ≥ {w:.2g}")
    ax.set(xticks=[], yticks=[], frame_on=False)

    def show(number):
        picture.set_data(mosaic(images[number], columns))
        return [picture]
    return show


def show_cost(ax, snapshots):
    """Draws the cost curve; returns a function that moves its marker to another snapshot."""
    evaluations, costs = [one.evaluations for one in snapshots], [one.cost for one in snapshots]
    ax.plot(evaluations, costs, color=FOR, alpha=0.4)
    point, = ax.plot(evaluations[:1], costs[:1], "o", color=AGAINST, markersize=1.6 * plt.rcParams["lines.markersize"])
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


def show_confusion(ax, y, predictions, classes, names):
    """Draws the confusion matrix of the first prediction; returns a function that puts another in its place."""
    shares = [confusion_matrix(y, predicted, classes, normalize=True) for predicted in predictions]
    right = [accuracy(y, predicted) for predicted in predictions]
    picture = show_shares(ax, shares[0], texts(names, classes))
    ax.figure.colorbar(picture, ax=ax, label="share of the row", fraction=0.046)

    def show(number):
        picture.set_data(shares[number])
        ax.set_title(f"accuracy {100 * right[number]:.1f} %")
        return [picture, ax.title]
    return show


def save_animation(animation, path, *, fps=None, dpi=90, progress=False):
    """Writes an animation as the ending of path says; atomically.

    animation : what animate_training returns, its figure still open
    path      : ending in .html (one file with buttons, which needs no network), .gif, or .mp4 (needs ffmpeg)
    fps       : frames a second; default: as the animation's interval says
    dpi       : pixels per inch of the figure
    progress  : show a tqdm bar on stderr
    Raises    : ValueError for another ending, and for .mp4 where there is no ffmpeg; OSError
    """
    from tqdm import tqdm
    path = check_movie(path)
    fps = fps or 1000 / getattr(animation.event_source, "interval", 200)
    writer = {".html": lambda: movies.HTMLWriter(fps, embed_frames=True, default_mode="once", embed_limit=2**10),
              ".gif": lambda: movies.PillowWriter(fps), ".mp4": lambda: movies.FFMpegWriter(fps)}[path.suffix]()
    with (atomic_write(path) as file, tempfile.TemporaryDirectory() as folder,
          tqdm(desc="animation", unit="frame", disable=not progress) as bar):
        def count(number, total):
            bar.total = total
            bar.update()
        draft = Path(folder, path.name)
        animation.save(draft, writer, dpi=dpi, progress_callback=count)
        file.write(offline(draft.read_text()).encode() if path.suffix == ".html" else draft.read_bytes())


def check_movie(path):
    """path as a Path that save_animation can write to."""
    path = Path(path)
    if path.suffix not in (".html", ".gif", ".mp4"):
        raise ValueError(f"{path}: an animation is saved as .html, .gif or .mp4; wanted one of these endings")
    if path.suffix == ".mp4" and not movies.FFMpegWriter.isAvailable():
        raise ValueError(f"{path}: writing .mp4 needs the program ffmpeg, which is not installed; "
                         f"take .html or .gif instead")
    return path


def offline(page):
    """matplotlib's page without the icons that it would fetch from the network: letters do as well."""
    signs = {"minus": "−", "fast-backward": "«", "step-backward": "‹", "play fa-flip-horizontal": "◀\ufe0e",
             "pause": "❚❚", "play": "▶\ufe0e", "step-forward": "›", "fast-forward": "»", "plus": "+"}
    page = re.sub(r"<link[^>]*>", "", page)
    page = re.sub(r'<i class="fa fa-([^"]*)"></i>', lambda icon: signs.get(icon[1], icon[1]), page)
    return ('<!DOCTYPE html>\n<html lang="en">\n<meta charset="utf-8">\n<title>Training</title>\n'
            f"<style>body {{ text-align: center }} .animation img {{ max-width: 100% }}</style>\n{page}</html>\n")
