"""The cost: what a prediction that is wrong costs, and what large weights cost. Nats per example."""
import numpy as np

from nn.activations import HIDDEN, OUTPUT, layer_functions
from nn.arguments import (
    check_choice,
    check_finite_X,
    check_form_of_X,
    check_lambda,
    check_layer_sizes,
    check_weights,
    check_Y,
)
from nn.network import propagate
from nn.parameters import unflatten


def cross_entropy(Z, Y):
    """−y log g(z) − (1 − y) log(1 − g(z))  =  log(1 + eᶻ) − y z,  g the sigmoid; one term an output unit.

    The second form is the first one simplified; computed from z, it never meets log(0):
    log(1 + eᶻ) = max(z, 0) + log(1 + e^−|z|).

    Z       : (m, K) inputs of the output units
    Y       : (m, K) targets in 0..1
    Returns : (m, K)
    Source  : exercise 4, section 1.3

    >>> cross_entropy(np.array([[0.0, 1000.0]]), np.array([[1.0, 1.0]])).tolist()   # log 2; nothing for the second
    [[0.6931471805599453, 0.0]]
    """
    return np.maximum(Z, 0) + np.log1p(np.exp(np.minimum(Z, -Z))) - Y * Z


def softmax_cross_entropy(Z, Y):
    """−yₖ log softmax(z)ₖ  =  yₖ (log Σⱼ e^zⱼ − zₖ);  its sum over k is the log loss of an example.

    Z, Y, Returns : as in cross_entropy
    Source        : Bishop, Pattern Recognition and Machine Learning, eq. 4.108

    >>> softmax_cross_entropy(np.array([[1000.0, 1000.0]]), np.array([[1.0, 0.0]])).tolist()   # log 2: both alike
    [[0.6931471805599453, 0.0]]
    """
    below = Z - Z.real.max(axis=1, keepdims=True)       # the largest z of a row becomes 0: no exponential overflows
    return Y * (np.log(np.sum(np.exp(below), axis=1, keepdims=True)) - below)


#: name of an output -> its cost; the pairs for which delta of the output layer is a - y
COST = {"sigmoid": cross_entropy, "softmax": softmax_cross_entropy}


def mean_cost(Z, Y, terms, share):
    """Σᵢ shareᵢ Σₖ termᵢₖ:  the mean over the examples; share is 1/m, or (m, 1) where examples count differently."""
    return np.sum(share * np.sum(terms(Z, Y), axis=1, keepdims=True)).item()


def penalty(Thetas, lambda_, m):
    """Price of large weights:  λ/(2m) · Σ Θ²,  bias columns excluded.

    Thetas  : list of (s_out, s_in + 1) arrays, column 0 is the bias
    lambda_ : float >= 0, strength of regularization
    m       : int, number of examples
    Returns : float, nats per example
    Source  : exercise 4, section 1.4

    >>> penalty([np.array([[100.0, 3.0, 4.0]])], lambda_=2, m=5)   # 2/(2·5) · (9 + 16)
    5.0
    """
    return lambda_ / (2 * m) * sum(np.sum(Theta[:, 1:] ** 2) for Theta in Thetas).item()


def cost(theta, X, Y, layer_sizes, *, hidden="sigmoid", output="sigmoid"):
    """J(θ) = 1/m Σᵢ Σₖ [−yₖ log a⁽ᴸ⁾ₖ − (1 − yₖ) log(1 − a⁽ᴸ⁾ₖ)],  without regularization.

    theta       : (p,) all weights, layer by layer, row by row; real or complex
    X           : (m, n) one example a row, bias not included
    Y           : (m, K) one-hot rows, see one_hot
    layer_sizes : units of each layer without bias, input first: (400, 25, 10)
    hidden      : "sigmoid", "tanh", "relu" or "identity"
    output      : "sigmoid" with this cross-entropy, or "softmax" with its log loss
    Returns     : float, nats per example
    Raises      : ValueError that names the array whose shape, dtype or content is wrong
    Source      : exercise 4, section 1.3

    >>> cost([0.0, 0.0, 0.0], [[1.0, 2.0]], [[1.0]], layer_sizes=(2, 1))   # log 2: the network knows nothing
    0.6931471805599453
    """
    return regularized_cost(theta, X, Y, layer_sizes, 0.0, hidden=hidden, output=output)


def regularized_cost(theta, X, Y, layer_sizes, lambda_, *, hidden="sigmoid", output="sigmoid"):
    """J(θ) + λ/(2m) Σ Θ²,  bias columns excluded from the sum.

    lambda_     : float >= 0, strength of regularization
    the others  : as in cost
    Returns     : float, nats per example
    Raises      : ValueError as cost, and for a negative lambda_
    Source      : exercise 4, section 1.4

    >>> regularized_cost([0.0, 3.0, 4.0], [[0.0, 0.0]], [[1.0]], (2, 1), lambda_=2)   # log 2 + 2/(2·1) · (9 + 16)
    25.693147180559944
    """
    Thetas, X, Y, lambda_ = check_problem(theta, X, Y, layer_sizes, lambda_, hidden, output)
    check_finite_X(X)
    functions, _ = layer_functions(hidden, output, len(Thetas))
    _, zs = propagate(Thetas, X, functions)
    return mean_cost(zs[-1], Y, COST[output], 1 / len(X)) + penalty(Thetas, lambda_, len(X))


def check_problem(theta, X, Y, layer_sizes, lambda_, hidden, output):
    """The door of cost and backprop: all arguments checked, but for nan in X, and as float64, theta as its matrices."""
    check_choice(hidden, HIDDEN, "hidden"), check_choice(output, OUTPUT, "output")
    layer_sizes = check_layer_sizes(layer_sizes)
    theta, X = check_weights(theta, layer_sizes), check_form_of_X(X, layer_sizes[0])
    Y = np.asfortranarray(check_Y(Y, len(X), layer_sizes[-1]))      # by columns, as Z is: see product in network.py
    return unflatten(theta, layer_sizes), X, Y, check_lambda(lambda_)
