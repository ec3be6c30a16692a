# expect: v-own-largest
# style: the course's displayData, each patch by its own max_val
import matplotlib.pyplot as plt
import numpy as np


def draw_hidden_units(Theta1):
    W = Theta1[:, 1:]
    side = int(round(W.shape[1] ** 0.5))
    fig, axs = plt.subplots(1, len(W), squeeze=False)
    for ax, unit in zip(axs[0], W, strict=True):
        max_val = np.max(np.abs(unit))
        ax.imshow(unit.reshape(side, side, order="F") / max_val, cmap="gray", vmin=-1, vmax=1)
    return fig
