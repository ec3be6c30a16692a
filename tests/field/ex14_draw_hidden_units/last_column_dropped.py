# expect: v-drop-last
# style: slice on the wrong side
import numpy as np
from matplotlib.figure import Figure


def draw_hidden_units(Theta1):
    images = Theta1[:, :-1]
    side = int(np.sqrt(images.shape[1]))
    w = np.abs(images).max()
    fig = Figure()
    for j in range(len(images)):
        ax = fig.add_subplot(1, len(images), j + 1)
        ax.imshow(np.reshape(images[j], (side, side), order="F"), cmap="gray", vmin=-w, vmax=w)
    return fig
