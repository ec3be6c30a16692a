"""Activation functions, each beside its derivative. All take any shape; all accept complex z (see gradient_check)."""
from functools import partial

import numpy as np

from nn.arguments import as_floats


def sigmoid(z):
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


def sigmoid_gradient(z):
    """g′(z) = g(z) (1 − g(z)),  the slope at the INPUT z of a unit: 1/4 at 0, 0 far out.

    z       : array of any shape, real or complex
    Returns : array of the same shape, between 0 and 1/4
    Source  : exercise 4, section 2.1

    >>> sigmoid_gradient(0.0)
    0.25
    """
    return sigmoid_slope(sigmoid(z))


def sigmoid_slope(a):
    """g′(z) = a (1 − a)  where a = g(z) is known already, as it is after feedforward."""
    return a * (1 - a)


def tanh(z):
    """g(z) = tanh z = (eᶻ − e⁻ᶻ) / (eᶻ + e⁻ᶻ),  between −1 and 1.

    >>> tanh(0.0)
    0.0
    """
    a = np.tanh(as_floats(z, "z"))
    return a if a.ndim else a.item()


def tanh_slope(a):
    """g′(z) = 1 − a²  where a = tanh z."""
    return 1 - a * a


def relu(z):
    """g(z) = max(0, z)  (of a complex z, the real part decides).

    >>> relu([-2.0, 3.0]).tolist()
    [0.0, 3.0]
    """
    z = as_floats(z, "z")
    a = np.maximum(z, 0) if z.dtype.kind == "f" else np.where(z.real > 0, z, 0)
    return a if a.ndim else a.item()


def relu_slope(a):
    """g′(z) = 1 where a = max(0, z) > 0, else 0  (at the kink the left slope, as is usual)."""
    return a.real > 0


def identity(z):
    """g(z) = z."""
    return as_floats(z, "z")


def identity_slope(a):
    """g′(z) = 1."""
    return np.ones_like(a.real)


def softmax(z):
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


#: name of a hidden activation -> (the function of z, its derivative from a = g(z))
HIDDEN = {
    "sigmoid": (sigmoid, sigmoid_slope),
    "tanh": (tanh, tanh_slope),
    "relu": (relu, relu_slope),
    "identity": (identity, identity_slope),
}

#: name of an output -> the function of z; cost.py holds the cost that belongs to it
OUTPUT = {"sigmoid": sigmoid, "softmax": softmax}


def layer_functions(hidden, output, layers):
    """The g of each layer of weights, and the slope of each hidden one.

    >>> [g.__name__ for g in layer_functions("tanh", "softmax", layers=3)[0]]
    ['tanh', 'tanh', 'softmax']
    """
    g, slope = HIDDEN[hidden]
    return [g] * (layers - 1) + [OUTPUT[output]], [slope] * (layers - 1)


def with_dropout(functions, slopes, rate, hidden_sizes, m, rng):
    """The layers' functions with a share of the hidden activations set to 0, the others scaled up: the mean stays.

    functions, slopes : as layer_functions returns them
    rate              : share >= 0 and < 1 that is set to 0, drawn anew at each call
    hidden_sizes, m   : units of each hidden layer, and examples
    rng               : source of random numbers with a method uniform
    Returns           : (functions, slopes)
    Source            : Srivastava et al., JMLR 15 (2014) 1929, "inverted": at prediction nothing is left to do
    """
    keep = 1 - rate
    masks = [(rng.uniform(size=(m, units)) < keep) / keep for units in hidden_sizes]
    return ([partial(dropped, g=g, mask=mask) for g, mask in zip(functions[:-1], masks, strict=True)] + functions[-1:],
            [partial(dropped_slope, slope=slope, mask=mask, keep=keep)
             for slope, mask in zip(slopes, masks, strict=True)])


def dropped(z, g, mask):
    """g(z) ∘ mask,  the entries of mask being 0 and 1/keep."""
    return g(z) * mask


def dropped_slope(a, slope, mask, keep):
    """∂a/∂z of dropped:  g′(z) ∘ mask,  g′ from the activation as it was before it was scaled."""
    return slope(a * keep) * mask
