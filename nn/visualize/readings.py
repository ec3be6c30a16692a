"""What a network reads in photographs: the photograph, the image that the network gets, the output layer as bars."""
from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from nn.arguments import Matrix, Vector
from nn.visualize.images import as_images
from nn.visualize.style import ACTIVE, OTHERS, without_math, wrapped

WIDTH, ROW = 9.0, 2.4               # inches


class Reading(NamedTuple):
    """One photograph, and what the network makes of it."""
    title: str                      # such as "photo.png: 5 (0.98)"
    photograph: Matrix              # (h, w) grey values
    x: Vector                       # (n,) the network's input, see prepare_digit
    outputs: Vector                 # (K,) activations of the output layer


def plot_readings(readings: Sequence[Reading], names: Sequence[str], *, figure: Any = None) -> Figure:
    """A row for each: the photograph, the image that was read in it, and a bar for each class.

    names   : K texts, what the classes are called
    figure  : Figure or SubFigure to draw on
    Returns : Figure with three Axes for each Reading
    Raises  : ValueError where there are no readings, or not as many outputs as names
    """
    if not readings:
        raise ValueError("readings is empty, so there is nothing to draw")
    for one in readings:
        if np.shape(one.outputs) != (len(names),):
            raise ValueError(f"{one.title}: {np.shape(one.outputs)} outputs for {len(names)} names")
    figure = figure or plt.figure(figsize=(WIDTH, ROW * len(readings)), layout="constrained")
    rows = figure.subfigures(len(readings), 1, squeeze=False)[:, 0]
    for part, one in zip(rows, readings, strict=True):
        part.suptitle(wrapped(without_math(one.title), WIDTH, "medium"), fontsize="medium", x=0.005, ha="left")
        left, middle, right = part.subplots(1, 3, width_ratios=(1, 1, 1.9))
        show_image(left, one.photograph, "the photograph")
        show_image(middle, as_images(np.asarray(one.x)[np.newaxis])[0], "what is read")
        draw_bars(right, np.asarray(one.outputs), names)
    return figure


def show_image(ax: Axes, image: Matrix, text: str) -> None:
    """An image in grey, with a text below it."""
    ax.imshow(image, cmap="gray", interpolation="nearest" if max(image.shape) < 100 else "antialiased")
    ax.set(xticks=[], yticks=[], anchor="W")
    ax.set_xlabel(text, loc="left")


def draw_bars(ax: Axes, outputs: Vector, names: Sequence[str]) -> None:
    """The activations of the output layer from 0 to 1, the largest in full colour and with its number."""
    best = int(np.argmax(outputs))
    colours = [ACTIVE if k == best else OTHERS for k in range(len(outputs))]
    ax.bar(range(len(outputs)), outputs, color=colours)
    ax.annotate(f"{outputs[best]:.2f}", (best, outputs[best]), (0, 2), textcoords="offset points", ha="center",
                fontweight="bold")
    ax.set_xticks(range(len(outputs)), [without_math(name) for name in names])
    ax.set(ylim=(0, 1.2), yticks=(0, 0.5, 1), xlabel="activation of each output unit")
    ax.spines[["top", "right"]].set_visible(False)
