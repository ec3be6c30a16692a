"""What a layer does with its z: hidden functions beside their derivatives, outputs beside their cross-entropies.

All take any shape; all accept complex z (see numerical_gradient).
"""
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from nn.arguments import Matrix, as_floats, check_choice


def sigmoid(z: ArrayLike) -> Any:
    """g(z) = 1 / (1 + e⁻ᶻ)

    z       : array of any shape, real or complex
    Returns : array of the same shape, between 0 and 1
    Source  : exercise 4, section 1.3

    >>> sigmoid(0.0), sigmoid(-1000.0), sigmoid(1000.0)
    (0.5, 0.0, 1.0)
    """
    z = as_floats(z, "z")
    if z.dtype.kind == "c":
        z = np.maximum(z, -709)                     # a complex e^1000 is nan; a real one is inf, as it should be:
    with np.errstate(over="ignore"):                # 1 / (1 + inf) = 0
        a = 1 / (1 + np.exp(-z))
    return a if a.ndim else a.item()


def sigmoid_gradient(z: ArrayLike) -> Any:
    """g′(z) = g(z) (1 − g(z)),  the slope at the INPUT z of a unit: 1/4 at 0, 0 far out.

    z       : array of any shape, real or complex
    Returns : array of the same shape, between 0 and 1/4
    Source  : exercise 4, section 2.1

    >>> sigmoid_gradient(0.0)
    0.25
    """
    return sigmoid_slope(sigmoid(z))


def sigmoid_slope(a: Any) -> Any:
    """g′(z) = a (1 − a)  where a = g(z) is known already, as it is after feedforward."""
    return a * (1 - a)


def tanh(z: ArrayLike) -> Any:
    """g(z) = tanh z = (eᶻ − e⁻ᶻ) / (eᶻ + e⁻ᶻ),  between −1 and 1.

    >>> tanh(0.0)
    0.0
    """
    a = np.tanh(as_floats(z, "z"))
    return a if a.ndim else a.item()


def tanh_slope(a: Any) -> Any:
    """g′(z) = 1 − a²  where a = tanh z."""
    return 1 - a * a


def relu(z: ArrayLike) -> Any:
    """g(z) = max(0, z)  (of a complex z, the real part decides).

    >>> relu([-2.0, 3.0]).tolist()
    [0.0, 3.0]
    """
    z = as_floats(z, "z")
    a = np.maximum(z, 0) if z.dtype.kind == "f" else np.where(z.real > 0, z, 0)
    return a if a.ndim else a.item()


def relu_slope(a: Any) -> Any:
    """g′(z) = 1 where a = max(0, z) > 0, else 0  (at the kink the left slope, as is usual)."""
    return a.real > 0


def identity(z: ArrayLike) -> Any:
    """g(z) = z."""
    return as_floats(z, "z")


def identity_slope(a: Any) -> Any:
    """g′(z) = 1."""
    return np.ones_like(a.real)


# outputs

def cross_entropy(Z: Matrix, Y: Matrix) -> Matrix:
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


def softmax(z: ArrayLike) -> Matrix:
    """softmax(z)ₖ = e^zₖ / Σⱼ e^zⱼ  along the last axis: K numbers become K probabilities that sum to 1.

    z       : (..., K) array, real or complex
    Returns : array of the same shape
    Source  : Bishop, Pattern Recognition and Machine Learning, eq. 4.104; the row's maximum is taken off first, which
              changes nothing but keeps the exponentials finite

    >>> softmax([0.0, 0.0, 1000.0]).tolist()
    [0.0, 0.0, 1.0]
    """
    z = as_floats(z, "z")
    e = np.exp(z - z.real.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def softmax_cross_entropy(Z: Matrix, Y: Matrix) -> Matrix:
    """−yₖ log softmax(z)ₖ  =  yₖ (log Σⱼ e^zⱼ − zₖ);  its sum over k is the log loss of an example.

    Z, Y, Returns : as in cross_entropy
    Source        : Bishop, Pattern Recognition and Machine Learning, eq. 4.108

    >>> softmax_cross_entropy(np.array([[1000.0, 1000.0]]), np.array([[1.0, 0.0]])).tolist()   # log 2: both alike
    [[0.6931471805599453, 0.0]]
    """
    below = Z - Z.real.max(axis=1, keepdims=True)       # the largest z of a row becomes 0: no exponential overflows
    return Y * (np.log(np.sum(np.exp(below), axis=1, keepdims=True)) - below)


# layers

class Layer(NamedTuple):
    """What one layer does with its z."""
    g: Callable                         # a = g(z)
    slope: Any = None                   # g′(z), from a = g(z); of a hidden layer
    cost: Any = None                    # (z, y) -> one term a unit; of an output layer: the one whose ∂/∂z is a − y


HIDDEN = {"sigmoid": Layer(sigmoid, sigmoid_slope), "tanh": Layer(tanh, tanh_slope), "relu": Layer(relu, relu_slope),
          "identity": Layer(identity, identity_slope)}
OUTPUT = {"sigmoid": Layer(sigmoid, cost=cross_entropy), "softmax": Layer(softmax, cost=softmax_cross_entropy)}


def layers_of(layer_sizes: Sequence[int], hidden: str = "sigmoid", output: str = "sigmoid") -> list[Layer]:
    """One Layer for each Theta: hidden, …, hidden, output.

    Raises : ValueError for a name that is not in HIDDEN or OUTPUT

    >>> [layer.g.__name__ for layer in layers_of((4, 3, 3, 2), "tanh", "softmax")]
    ['tanh', 'tanh', 'softmax']
    """
    check_choice(hidden, HIDDEN, "hidden")
    check_choice(output, OUTPUT, "output")
    return [HIDDEN[hidden]] * (len(layer_sizes) - 2) + [OUTPUT[output]]
