"""Right answers to exercise 14, each written differently."""
import math

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.colors import CenteredNorm, Normalize
from matplotlib.figure import Figure


def draw_hidden_units__subplots(Theta1):
    W = Theta1[:, 1:]
    side, limit = round(math.sqrt(W.shape[1])), abs(W).max()
    columns = math.ceil(math.sqrt(len(W)))
    fig, axs = plt.subplots(-(-len(W) // columns), columns, squeeze=False)
    for ax in axs.flat:
        ax.set_axis_off()
    for ax, w in zip(axs.flat, W, strict=False):
        ax.imshow(w.reshape((side, side), order="F"), cmap="gray", vmin=-limit, vmax=limit)
    return fig


def draw_hidden_units__one_row(Theta1):
    W = np.delete(Theta1, 0, axis=1)
    side = int(W.shape[1] ** 0.5)
    images = W.reshape(-1, side, side).transpose(0, 2, 1)
    largest = max(W.max(), -W.min())
    fig = plt.figure()
    for number, image in enumerate(images, start=1):
        fig.add_subplot(1, len(images), number).imshow(image, vmin=-largest, vmax=largest, cmap=plt.cm.gray)
    return fig


def draw_hidden_units__pyplot_only(Theta1):
    w = np.max(np.abs(Theta1[:, 1:]))
    fig = plt.figure(figsize=(8, 8))
    for i, row in enumerate(Theta1):
        side = math.isqrt(row.size - 1)
        plt.subplot(5, 5, i + 1)
        plt.imshow(np.transpose(np.reshape(row[1:], (side, side))), cmap="gray", clim=(-w, w))
        plt.xticks([])
        plt.yticks([])
    plt.suptitle("hidden units")
    plt.tight_layout()
    return fig


def draw_hidden_units__pixel_by_pixel(Theta1):
    h, n = len(Theta1), Theta1.shape[1] - 1
    side, largest = int(np.sqrt(n)), 0.0
    for unit in range(h):
        for k in range(1, n + 1):
            largest = max(largest, abs(Theta1[unit, k]))
    figure, axes = plt.subplots(h, 1)
    for unit in range(h):
        image = np.zeros((side, side))
        for c in range(side):
            for r in range(side):
                image[r, c] = Theta1[unit, 1 + r + c * side]
        (axes[unit] if h > 1 else axes).imshow(image, cmap="gray", vmin=-largest, vmax=largest)
    return figure


def draw_hidden_units__limits_set_afterwards(Theta1):
    figure, images = plt.figure(), []
    W = Theta1[:, 1:].T
    side = int(np.sqrt(len(W)))
    for i, w in enumerate(W.T):
        images.append(figure.add_axes([i / W.shape[1], 0, 0.9 / W.shape[1], 1]).imshow(w.reshape(side, side).T))
    for image in images:
        image.set_clim(-np.abs(W).max(), np.abs(W).max())
        image.set_cmap("gray")
    return figure


def draw_hidden_units__norm(Theta1):
    W = Theta1[:, 1:]
    side = int(np.sqrt(W.shape[1]))
    norm = Normalize(-np.abs(W).max(), np.abs(W).max())
    figure = Figure(layout="constrained")
    for ax, w in zip(np.ravel(figure.subplots(1, len(W))), W, strict=True):
        ax.imshow(w.reshape(side, side, order="F"), norm=norm, cmap="gray")
    return figure


def draw_hidden_units__centered_norm(Theta1):
    W = Theta1[:, 1:]
    side = int(np.sqrt(W.shape[1]))
    figure = Figure()
    for i in range(len(W)):
        figure.add_subplot(1, len(W), i + 1).imshow(W[i].reshape(side, side).T, cmap="gray",
                                                    norm=CenteredNorm(halfrange=np.linalg.norm(W, np.inf, axis=None)
                                                                      if W.ndim == 1 else np.abs(W).max()))
    return figure


def draw_hidden_units__lower_origin(Theta1):
    W = Theta1[:, 1:]
    side = int(np.sqrt(W.shape[1]))
    fig, axs = plt.subplots(ncols=len(W), squeeze=False)
    for ax, w in zip(axs[0], W, strict=True):
        ax.imshow(w.reshape(side, side).T[::-1], origin="lower", cmap="gray", vmin=-np.abs(W).max(),
                  vmax=np.abs(W).max())
    return fig


def draw_hidden_units__colorbar(Theta1):
    W = Theta1[:, 1:]
    side, w = int(np.sqrt(W.shape[1])), np.abs(W).max()
    fig, axs = plt.subplots(1, len(W), squeeze=False, layout="constrained")
    for ax, row in zip(axs.ravel(), W, strict=True):
        image = ax.imshow(row.reshape(side, side).T, cmap="gray", vmin=-w, vmax=w, interpolation="nearest")
        ax.set_title(f"{row.mean():.2f}")
    fig.colorbar(image, ax=axs)
    return fig


def draw_hidden_units__matshow(Theta1):
    W = np.array(Theta1, dtype=np.float32)[:, 1:]
    side, w = int(np.sqrt(W.shape[1])), np.abs(W).max()
    fig = plt.figure()
    for i, row in enumerate(W):
        fig.add_subplot(len(W), 1, 1 + i).matshow(row.reshape(side, side).T, cmap="gray", vmin=-w, vmax=w)
    plt.show()
    return fig


def draw_hidden_units__subplot_mosaic(Theta1):
    h, W = len(Theta1), Theta1[:, 1:]
    side, w = int(np.sqrt(W.shape[1])), np.abs(W).max()
    fig, axs = plt.subplot_mosaic([[str(i) for i in range(h)]])
    for i in range(h):
        axs[str(i)].imshow(np.stack(np.split(W[i], side), axis=1), cmap="gray", vmin=-w, vmax=w)
    return fig


def draw_hidden_units__grid_of_printers_greys(Theta1):
    W = np.delete(Theta1, 0, axis=1)
    side, w = math.isqrt(W.shape[1]), max(W.max(), -W.min())
    figure = Figure()
    cells = figure.add_gridspec(2, -(-len(W) // 2))
    for k, unit in enumerate(W):
        pixels = [[unit[row + column * side] for column in range(side)] for row in range(side)]
        figure.add_subplot(cells[k % 2, k // 2]).imshow(pixels, cmap="Greys_r", vmin=-w, vmax=w)
    return figure
