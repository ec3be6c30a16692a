# expect: v-own-scale + v-no-transpose
# style: two mistakes, plt.subplot
import matplotlib.pyplot as plt
import numpy as np


def draw_hidden_units(Theta1):
    fig = plt.figure(figsize=(6, 6))
    h = Theta1.shape[0]
    side = int(np.sqrt(Theta1.shape[1] - 1))
    for i in range(h):
        plt.subplot(1, h, i + 1)
        plt.imshow(Theta1[i, 1:].reshape(side, side), cmap="gray")
    return fig
