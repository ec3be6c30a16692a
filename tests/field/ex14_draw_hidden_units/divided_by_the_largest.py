# expect: passes
# style: weights from -1 to 1, limits as well
import matplotlib.pyplot as plt
import numpy as np


def draw_hidden_units(Theta1):
    W = Theta1[:, 1:]
    side = int(round(W.shape[1] ** 0.5))
    fig, axs = plt.subplots(1, len(W), squeeze=False)
    w = np.abs(W).max()
    for ax, unit in zip(axs[0], W, strict=True):
        ax.imshow(unit.reshape(side, side).T / w, cmap="gray", vmin=-1, vmax=1)
    return fig
