"""What the tests of pictures look at."""
import numpy as np


def pixels(figure):
    """The arrays of all images in a figure, in the order of the axes."""
    return [np.asarray(ax.images[0].get_array()) for ax in figure.axes if ax.images]
