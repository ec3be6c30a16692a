"""Exercise 5. Prediction

Which class does the network predict for each example? The one whose output unit is the most active. Return its label,
which is not the number of the unit: classes tells which label each unit stands for, (1, …, 10) in exercise 4, but (7,
3, 5) is possible, too. feedforward is imported for you: it returns two lists, activations and zs, with one array for
each layer. The last of the activations is the output layer, one example a row.
"""
import numpy as np

from nn import feedforward


def predict(theta, X, layer_sizes, classes):
    """ŷ = classes[argmaxₖ a⁽ᴸ⁾ₖ]

    theta       : (p,) all weights, layer by layer, row by row
    X           : (m, n) one example a row, bias not included
    layer_sizes : (n, h, K) units of each layer without bias
    classes     : (K,) tuple, the label of each output unit
    Returns     : (m,) array of labels
    """
    raise NotImplementedError("predict: write it here, instead of this line")
