"""Exercise 14. What the hidden units look for

The weights of a hidden unit form an image: one weight for each pixel. Draw these images on one matplotlib Figure, side
by side, each with imshow on Axes of its own, and return the Figure (plt.figure and plt.subplots create one, too). The
bias is not a pixel. The pixels are unrolled column by column, as in the course's data. All images share one scale of
greys, so that they can be compared: −w is black, 0 grey and w white, where w is the largest absolute value of all
weights. Do not change the weights: imshow takes the two limits and the colour map.
"""
import numpy as np


def draw_hidden_units(Theta1):
    """One image for each hidden unit, on a grid:  pixel (row, column) is the weight of input row + column · side

    Theta1  : (h, n + 1) weights of the hidden layer, column 0 is the bias; n is a square number, n = side · side
    Returns : matplotlib Figure with h Axes, in the order of the units; each contains one image, side × side
    """
    from matplotlib.figure import Figure
    raise NotImplementedError("draw_hidden_units: write it here, instead of this line")
