# expect: passes
# style: greys as in an image file
import matplotlib.pyplot as plt
import numpy as np


def draw_hidden_units(Theta1):
    W = Theta1[:, 1:]
    side = int(round(W.shape[1] ** 0.5))
    fig, axs = plt.subplots(1, len(W), squeeze=False)
    w = np.abs(W).max()
    grey = 127.5 + 127.5 * W / w
    for k in range(len(W)):
        axs[0, k].imshow(grey[k].reshape((side, side), order="F"), cmap="gray", vmin=0, vmax=255)
        axs[0, k].axis("off")
    return fig
