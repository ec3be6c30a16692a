# expect: passes
# style: Figure.add_subplot, transpose, one row
import numpy as np


def draw_hidden_units(Theta1):
    from matplotlib.figure import Figure
    pixels = np.delete(Theta1, 0, axis=1)
    largest = abs(pixels).max()
    side = int(len(pixels[0]) ** 0.5)
    fig = Figure(figsize=(len(pixels), 1.5))
    for k, unit in enumerate(pixels):
        ax = fig.add_subplot(1, len(pixels), k + 1)
        ax.set_title(f"unit {k + 1}")
        ax.imshow(unit.reshape(side, side).T, cmap="binary_r", clim=(-largest, largest))
    return fig
