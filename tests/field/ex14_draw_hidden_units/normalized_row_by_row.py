# expect: v-no-transpose
# style: weights from -1 to 1, and reshape alone
import matplotlib.pyplot as plt
import numpy as np


def draw_hidden_units(Theta1):
    W = Theta1[:, 1:]
    side = int(round(W.shape[1] ** 0.5))
    fig, axs = plt.subplots(1, len(W), squeeze=False)
    normalized = W / np.abs(W).max()
    for i in range(len(W)):
        axs[0, i].imshow(normalized[i].reshape(side, side), cmap=plt.cm.gray, clim=(-1, 1))
    return fig
