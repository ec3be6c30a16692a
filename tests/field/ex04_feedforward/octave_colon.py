# expect: u-order-F + ff-bias-returned
# style: Octave template, Theta1(:) habit, German comments
import numpy as np

from nn import sigmoid, unflatten


def feedforward(theta, X, layer_sizes):
    n, h, k = layer_sizes
    m = X.shape[0]
    # Matrizen aus dem Vektor holen (wie in Octave, also order="F")
    Theta1 = theta[:h * (n + 1)].reshape(h, n + 1, order="F")
    Theta2 = theta[h * (n + 1):].reshape(k, h + 1, order="F")
    # Bias dazu
    a1 = np.ones((m, n + 1))
    a1[:, 1:] = X
    z2 = a1 @ Theta1.T
    a2 = np.ones((m, h + 1))
    a2[:, 1:] = sigmoid(z2)
    z3 = a2 @ Theta2.T
    a3 = sigmoid(z3)
    return [a1, a2, a3], [z2, z3]
