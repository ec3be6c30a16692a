"""The network: from the pixels to the prediction."""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from nn.activations import HIDDEN, OUTPUT, Layer, layers_of
from nn.arguments import Matrix, Vector, check_choice, check_layer_sizes, check_weights, check_X
from nn.labels import check_classes, from_one_hot
from nn.parameters import unflatten


class Network(NamedTuple):
    """All that a prediction needs."""
    theta: Vector                       # (p,)
    layer_sizes: tuple[int, ...]        # (400, 25, 10)
    classes: Vector                     # (K,) labels in the order of the output units
    hidden: str = "sigmoid"
    output: str = "sigmoid"

    def feedforward(self, X: Matrix) -> tuple[list[Matrix], list[Matrix]]:
        """(activations, zs) of these examples, as nn.feedforward returns them."""
        return feedforward(self.theta, X, self.layer_sizes, hidden=self.hidden, output=self.output)

    def predict(self, X: Matrix) -> Vector:
        """(m,) labels, as nn.predict returns them."""
        return predict(self.theta, X, self.layer_sizes, self.classes, hidden=self.hidden, output=self.output)


class Snapshot(NamedTuple):
    """The best weights that a training had found after so many evaluations."""
    evaluations: int                    # of cost and gradient; 1 is the start
    cost: float                         # of these weights, nats per example
    theta: Vector                       # (p,)


def feedforward(theta: Vector, X: Matrix, layer_sizes: Sequence[int], *, hidden: str = "sigmoid",
                output: str = "sigmoid") -> tuple[list[Matrix], list[Matrix]]:
    """a⁽¹⁾ = x,   z⁽ˡ⁺¹⁾ = Θ⁽ˡ⁾ [1; a⁽ˡ⁾],   a⁽ˡ⁺¹⁾ = g(z⁽ˡ⁺¹⁾)

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
    layers = layers_of(layer_sizes, hidden, output)
    Thetas = unflatten(check_weights(theta, layer_sizes), layer_sizes)
    return forward(Thetas, check_X(X, layer_sizes[0]), layers)


def forward(Thetas: list[Matrix], X: Matrix, layers: list[Layer]) -> tuple[list[Matrix], list[Matrix]]:
    """Feedforward of arguments that are checked already; one Theta and one Layer for each step."""
    activations, zs = [X], []
    for Theta, layer in zip(Thetas, layers, strict=True):
        zs.append(weighted_sums(Theta, activations[-1]))
        activations.append(layer.g(zs[-1]))
    return activations, zs


def weighted_sums(Theta: Matrix, A: Matrix) -> Matrix:
    """z = Θ [1; a]  of every example. The bias unit is always 1, so its weight is simply added.

    Theta   : (s_out, s_in + 1)
    A       : (m, s_in) one example a row
    Returns : (m, s_out)
    """
    Z = (Theta[:, 1:] @ A.T).T                      # one example a column, as in the equation, and back -> (m, s_out)
    Z += Theta[:, 0]
    return Z


def output_activations(Thetas: list[Matrix], X: Matrix, layers: list[Layer], block: int = 1000) -> Matrix:
    """a⁽ᴸ⁾ alone, where nobody asks for the other layers: each a takes the place of the one before it.

    A block of examples at a time, so that little memory is needed, however many there are.

    Thetas, X, layers : as in forward
    block             : int, examples in a block
    Returns           : (m, K)
    """
    outputs = []
    for start in range(0, len(X), block):
        A = X[start:start + block]
        for Theta, layer in zip(Thetas, layers, strict=True):
            A = layer.g(weighted_sums(Theta, A))
        outputs.append(A)
    return np.concatenate(outputs)


def predict(theta: Vector, X: Matrix, layer_sizes: Sequence[int], classes: Iterable, *,
            hidden: str = "sigmoid", output: str = "sigmoid") -> Vector:
    """ŷ = classes[argmaxₖ a⁽ᴸ⁾ₖ],  the class whose output unit is the most active.

    theta, X, layer_sizes, hidden, output : as in feedforward
    classes : (K,) the labels in the order of the output units; range(1, 11) in exercise 4
    Returns : (m,) labels
    Raises  : ValueError as feedforward, and where the number of classes is not the last of layer_sizes

    >>> predict([-1.0, 0.0, 1.0, 0.0], [[5.0], [6.0]], layer_sizes=(1, 2), classes=["no", "yes"]).tolist()
    ['yes', 'yes']
    """
    layer_sizes = check_layer_sizes(layer_sizes)
    classes = check_classes(classes, layer_sizes)
    layers = layers_of(layer_sizes, hidden, output)
    Thetas = unflatten(check_weights(theta, layer_sizes), layer_sizes)
    A = output_activations(Thetas, check_X(X, layer_sizes[0]), layers)
    return from_one_hot(A.real, classes)


def check_network(network: Network) -> Network:
    """The network with its parts as arrays.

    Raises : ValueError where they do not fit together, theta contains nan, or an activation is unknown
    """
    if not isinstance(network, Network):
        raise ValueError(f"network has the type {type(network).__name__}, expected a Network: "
                         f"nn.Network(theta, layer_sizes, classes)")
    layer_sizes = check_layer_sizes(network.layer_sizes)
    check_choice(network.hidden, HIDDEN, "hidden")
    check_choice(network.output, OUTPUT, "output")
    return network._replace(theta=check_weights(network.theta, layer_sizes), layer_sizes=layer_sizes,
                            classes=check_classes(network.classes, layer_sizes))
