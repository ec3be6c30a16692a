# expect: v-no-cmap
# style: cmap forgotten
import numpy as np
from matplotlib.figure import Figure


def draw_hidden_units(Theta1):
    W = Theta1[:, 1:]
    side = int(np.sqrt(W.shape[1]))
    w = np.abs(W).max()
    fig = Figure()
    for ax, unit in zip(fig.subplots(1, len(W), squeeze=False)[0], W):
        ax.imshow(unit.reshape(side, side).T, vmin=-w, vmax=w)
    return fig
