# expect: passes
# style: plt.subplots, order="F", surplus axes removed
import matplotlib.pyplot as plt
import numpy as np


def draw_hidden_units(Theta1):
    W = Theta1[:, 1:]
    h, n = W.shape
    side = int(round(np.sqrt(n)))
    w = np.max(np.abs(W))
    cols = int(np.ceil(np.sqrt(h)))
    rows = int(np.ceil(h / cols))
    fig, axes = plt.subplots(rows, cols, squeeze=False)
    for i, ax in enumerate(axes.ravel()):
        if i < h:
            ax.imshow(W[i].reshape(side, side, order="F"), cmap="gray", vmin=-w, vmax=w)
            ax.axis("off")
        else:
            ax.remove()
    return fig
