# expect: ff-transposed
# style: deeplearning.ai (columns are examples)
import numpy as np

from nn import sigmoid, unflatten


def linear_forward(A, W, b):
    return W.dot(A) + b


def feedforward(theta, X, layer_sizes):
    A = X.T
    activations, zs = [A], []
    for Theta in unflatten(theta, layer_sizes):
        Z = linear_forward(A, Theta[:, 1:], Theta[:, :1])
        A = sigmoid(Z)
        zs.append(Z)
        activations.append(A)
    return activations, zs
