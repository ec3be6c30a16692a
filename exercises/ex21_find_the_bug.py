"""Exercise 21. Find the bug

This program is complete, and one like it was widely copied. Its author loaded trained weights, t1 and t2, checked the
gradient at these weights against finite differences, and found that they agreed to many digits. Yet training with it,
from random weights, stopped at J = 0.5157, where others reach 0.32. The cost is right. What is wrong?

Do as the author did: theta = flatten([t1, t2]), some random X and one-hot Y, and nn.check_gradient, which takes the
cost, the gradient and theta. Then do what the author did not do. Fix the program with as few changes as you can, and
delete the line that raises NotImplementedError.
"""
import numpy as np

from nn import flatten, random_init, sigmoid, sigmoid_gradient, unflatten

# the trained weights, which the author loaded from a file, of shapes (4, 7) and (3, 5)
t1, t2 = unflatten(random_init((6, 4, 3), np.random.default_rng(21), epsilon=1.5), (6, 4, 3))


def cost_and_gradient(theta, X, Y, layer_sizes, lambda_=0.0):
    """(J(θ), ∂J/∂θ)  with the penalty λ/(2m) Σ Θ², bias columns excluded

    theta       : (p,) all weights, layer by layer, row by row
    X           : (m, n) one example a row, bias not included
    Y           : (m, K) one-hot rows
    layer_sizes : (n, h, K) units of each layer without bias
    lambda_     : float >= 0, strength of regularization
    Returns     : (J, gradient): float, nats per example; (p,) array in the order of theta
    """
    raise NotImplementedError("cost_and_gradient: find the bug below, then delete this line")
    m = len(X)
    Theta1, Theta2 = unflatten(theta, layer_sizes)

    # feedforward
    a1 = np.insert(X, 0, 1, axis=1)
    z2 = a1 @ Theta1.T
    a2 = np.insert(sigmoid(z2), 0, 1, axis=1)
    h = sigmoid(a2 @ Theta2.T)

    # the cost
    J = -np.sum(Y * np.log(h) + (1 - Y) * np.log(1 - h)) / m
    J = J + lambda_ / (2 * m) * (np.sum(Theta1[:, 1:] ** 2) + np.sum(Theta2[:, 1:] ** 2))

    # backpropagation
    d3 = h - Y
    d2 = d3 @ Theta2[:, 1:] * sigmoid_gradient(z2)
    delta1 = d2.T @ a1 / m
    delta2 = d3.T @ a2 / m

    # the gradient of the penalty: 0 for the biases
    t1[:, 0] = 0
    t2[:, 0] = 0
    delta1 = delta1 + lambda_ / m * t1
    delta2 = delta2 + lambda_ / m * t2
    return J, flatten([delta1, delta2])
