"""Exercise 15. My network

All the parts are written: now put them together. They are your own this time, not the package's, so this network is
yours from the labels to the picture. Turn the labels into one-hot rows, draw a random theta, and train it with a
function f of theta, written here, that returns the regularized cost and its gradient. Then predict the examples, and
draw the hidden units of the trained network. It is checked on 30 artificial examples and on 250 real digits, which
takes a loop over the examples some seconds.
"""
import numpy as np

from ex01_one_hot import one_hot
from ex02_flatten import unflatten
from ex05_predict import predict
from ex07_regularized_cost import regularized_cost
from ex09_random_init import random_init
from ex12_regularized_gradient import regularized_gradient
from ex13_train import train_with_tnc
from ex14_draw_hidden_units import draw_hidden_units


def my_network(X, y, layer_sizes, lambda_, max_evaluations, rng):
    """θ* = argmin J(θ) + λ/(2m) Σ Θ²,  what it predicts, and what its hidden units look for

    X               : (m, n) one example a row, bias not included
    y               : (m,) labels 1..K, which the K output units stand for in this order
    layer_sizes     : (n, h, K) units of each layer without bias
    lambda_         : float >= 0, strength of regularization
    max_evaluations : int >= 1, how many times cost and gradient may be evaluated during training
    rng             : numpy.random.Generator, from which the first theta is drawn
    Returns         : (theta, accuracy, figure): (p,) array after training; the share of the examples that it predicts
                      correctly, a float in 0..1; the Figure of its hidden units
    """
    raise NotImplementedError("my_network: write it here, instead of this line")


if __name__ == "__main__":                          # python ex15_my_network.py: all 5,000 digits, in about ten seconds
    from nn import load_ex4
    theta, accuracy, figure = my_network(*load_ex4(), (400, 25, 10), 1.0, 400, np.random.default_rng(0))
    figure.savefig("my_hidden_units.png")
    print(f"{accuracy:.2%} of the 5,000 digits are predicted correctly; my_hidden_units.png shows your hidden units")
