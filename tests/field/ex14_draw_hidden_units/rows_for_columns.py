# expect: v-no-transpose
# style: plt.subplots, reshape as in NumPy
import matplotlib.pyplot as plt
import numpy as np


def draw_hidden_units(Theta1):
    T = Theta1[:, 1:]
    s = int(np.sqrt(T.shape[1]))
    lim = np.abs(T).max()
    fig = plt.figure()
    for i in range(T.shape[0]):
        ax = fig.add_subplot(1, T.shape[0], i + 1)
        ax.imshow(T[i].reshape(s, s), cmap=plt.cm.gray, vmin=-lim, vmax=lim)
    return fig
