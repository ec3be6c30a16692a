"""The network: from the pixels to the prediction."""
from typing import NamedTuple

import numpy as np

from nn.activations import HIDDEN, OUTPUT, layer_functions
from nn.arguments import check_choice, check_layer_sizes, check_weights, check_X
from nn.labels import check_classes, from_one_hot
from nn.parameters import unflatten


class Network(NamedTuple):
    """A saved network: all that predict wants."""
    theta: np.ndarray               # (p,)
    layer_sizes: tuple              # (400, 25, 10)
    classes: np.ndarray             # (K,) labels in the order of the output units
    hidden: str = "sigmoid"
    output: str = "sigmoid"


class Snapshot(NamedTuple):
    """A network at one moment of its training: the best weights so far."""
    evaluations: int                # of cost and gradient up to then; 1 is the start
    cost: float                     # of these weights, nats per example
    theta: np.ndarray               # (p,)


def feedforward(theta, X, layer_sizes, *, hidden="sigmoid", output="sigmoid"):
    """a⁽¹⁾ = x,  z⁽ˡ⁺¹⁾ = Θ⁽ˡ⁾ [1; a⁽ˡ⁾],  a⁽ˡ⁺¹⁾ = g(z⁽ˡ⁺¹⁾)

    theta       : (p,) all weights, layer by layer, row by row
    X           : (m, n) one example a row, bias not included
    layer_sizes : units of each layer without bias, input first: (400, 25, 10)
    hidden      : "sigmoid", "tanh", "relu" or "identity", the hidden layers' g
    output      : "sigmoid" or "softmax", the last layer's g
    Returns     : (activations, zs): [a⁽¹⁾ = X, a⁽²⁾, …, a⁽ᴸ⁾] and [z⁽²⁾, …, z⁽ᴸ⁾], each (m, s_l)
    Raises      : ValueError that names the array whose shape, dtype or content is wrong
    Source      : exercise 4, section 1.3; Nielsen, Neural Networks and Deep Learning, eq. 25

    >>> activations, zs = feedforward([0.0, 0.5, -0.5], [[2.0, 2.0]], layer_sizes=(2, 1))
    >>> zs[-1].item(), activations[-1].item()
    (0.0, 0.5)
    """
    layer_sizes = check_layer_sizes(layer_sizes)
    check_choice(hidden, HIDDEN, "hidden"), check_choice(output, OUTPUT, "output")
    theta = check_weights(theta, layer_sizes)
    functions, _ = layer_functions(hidden, output, layers=len(layer_sizes) - 1)
    return propagate(unflatten(theta, layer_sizes), check_X(X, layer_sizes[0]), functions)


def propagate(Thetas, X, functions):
    """Feedforward without the checks, on matrices; functions holds the g of each layer."""
    activations, zs = [X], []
    for Theta, g in zip(Thetas, functions, strict=True):
        zs.append(weighted_sums(Theta, activations[-1]))
        activations.append(g(zs[-1]))
    return activations, zs


def weighted_sums(Theta, A):
    """z = Θ [1; a]  of every example. The bias unit is always 1, so its weight is simply added.

    Theta   : (s_out, s_in + 1)
    A       : (m, s_in)
    Returns : (m, s_out)
    """
    Z = product(A, Theta[:, 1:].T)                  # (m, s_in) @ (s_in, s_out) -> (m, s_out)
    Z += Theta[:, 0]
    return Z


def product(A, B):
    """A B,  for many examples as (Bᵀ Aᵀ)ᵀ: the same numbers, but faster with the long side last.

    A       : (m, s_in) one example a row
    B       : (s_in, s_out)
    Returns : (m, s_out), stored column by column where m > s_in
    """
    return (B.T @ A.T).T if len(A) > len(B) else A @ B


def predict(theta, X, layer_sizes, classes, *, hidden="sigmoid", output="sigmoid"):
    """ŷ = classes[argmaxₖ a⁽ᴸ⁾ₖ],  the class whose output unit is the most active.

    theta, X, layer_sizes, hidden, output : as in feedforward
    classes : (K,) the labels in the order of the output units; range(1, 11) in exercise 4
    Returns : (m,) labels
    Raises  : ValueError as feedforward, and where the number of classes is not the last of layer_sizes

    >>> predict([-1.0, 0.0, 1.0, 0.0], [[5.0], [6.0]], layer_sizes=(1, 2), classes=["no", "yes"]).tolist()
    ['yes', 'yes']
    """
    classes, layer_sizes = check_classes(classes), check_layer_sizes(layer_sizes)
    if len(classes) != layer_sizes[-1]:
        raise ValueError(f"{len(classes)} classes {classes.tolist()} for {layer_sizes[-1]} output units; "
                         f"layer_sizes={layer_sizes} ends with the number of classes")
    activations, _ = feedforward(theta, X, layer_sizes, hidden=hidden, output=output)
    return from_one_hot(np.asarray(activations[-1].real), classes)
