# expect: sg-parentheses
# style: Octave template sigmoidGradient.m
import numpy as np

from nn import sigmoid


def sigmoid_gradient(z):
    g = np.zeros(np.shape(z))

    # ====================== YOUR CODE HERE ======================
    g = np.multiply(sigmoid(z), 1) - sigmoid(z)
    # =============================================================

    return g
