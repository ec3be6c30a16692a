"""Feedforward and backpropagation of one minibatch after the other, through arrays that are made once.

The equations are those of nn/network.py and nn/backprop.py, which a reader should know first; a test compares them to
the last digit. What is different here is only where the results go:

- New memory costs more than the arithmetic on it, so every product writes into an array that is there already (out=),
  and every activation and δ changes in place.
- θ is one vector, all weights before all biases, and so is its gradient: the penalty and a solver's step are a few
  operations on long vectors, whatever the number of layers, and no product has to make room for a bias column.
- All is computed in the dtype of θ, float64 or float32; a sparse batch stays sparse.
"""
from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from nn.activations import HIDDEN
from nn.arguments import Matrix, Vector
from nn.estimator.loss import CLIPPED


class Workspace:
    """θ, its gradient, and for each layer the activations and δ of a batch."""

    def __init__(self, layer_sizes: Sequence[int], hidden: str, output: str, rows: int, dtype: Any,
                 sparse: bool = False):
        """
        layer_sizes    : units of each layer, input first
        hidden, output : the names of their activations, as for nn.feedforward
        rows           : int, the largest batch that will come
        sparse         : do the batches come as sparse matrices?  Then each unit's weights lie far apart, and an input's
                         side by side: a sparse product runs through the inputs that are not 0
        """
        self.hidden, self.output, self.layer_sizes, self.sparse = hidden, output, layer_sizes, sparse
        pairs = list(zip(layer_sizes[:-1], layer_sizes[1:], strict=True))
        self.weight_count = sum(n_in * n_out for n_in, n_out in pairs)
        p = self.weight_count + sum(layer_sizes[1:])
        self.theta, self.gradient, self.scratch = (np.zeros(p, dtype) for _ in range(3))
        self.weights, self.biases = parts(self.theta, layer_sizes, sparse)
        self.weight_gradients, self.bias_gradients = parts(self.gradient, layer_sizes, sparse)
        self.ones = np.ones(rows, dtype)
        self.activations = [np.empty((rows, units), dtype) for units in layer_sizes[1:-1]]
        self.activations += [np.empty((layer_sizes[-1], rows), dtype).T]    # softmax sums over units: examples abreast
        self.deltas = [np.empty_like(A) for A in self.activations[:-1]]     # the last layer's is made of a − y

    def load(self, coefs: list[Matrix], intercepts: list[Vector]) -> None:
        """θ from a classifier's coefs_ and intercepts_."""
        for W, coef in zip(self.weights, coefs, strict=True):
            W[...] = coef.T
        for b, intercept in zip(self.biases, intercepts, strict=True):
            b[...] = intercept

    def unload(self) -> tuple[list[Matrix], list[Vector]]:
        """(coefs_, intercepts_) of θ, as arrays of their own."""
        return [np.array(W.T, order="C") for W in self.weights], [b.copy() for b in self.biases]

    def outputs(self, X: Any) -> Matrix:
        """a⁽ᴸ⁾ of each row of X, without dropout."""
        return outputs(X, self.weights, self.biases, self.hidden, self.output)

    def forward(self, X: Any, masks: Sequence[Matrix]) -> list[Any]:
        """[a⁽¹⁾ = X, a⁽²⁾, …, a⁽ᴸ⁾],  z = W a + b,  a = g(z),  of hidden layers times the mask of dropout, if any."""
        A = [X, *(buffer[:X.shape[0]] for buffer in self.activations)]
        last = len(self.weights)
        for layer, (W, b) in enumerate(zip(self.weights, self.biases, strict=True), start=1):
            weighted_sums(A[layer - 1], W, b, out=A[layer])
            IN_PLACE[self.output if layer == last else self.hidden](A[layer])
            if masks and layer < last:
                A[layer] *= masks[layer - 1]
        return A

    def loss_and_gradient(self, X: Any, y: Any, w: Any, decay: float, masks: Sequence[Matrix] = (),
                          keep: float = 1.0) -> float:
        """J = Σᵢ wᵢ · lossᵢ + decay/2 Σ W²;  its gradient is then in self.gradient.

        X           : (m, n) the batch, in the dtype of θ; array or CSR
        y           : what the output units should show, see loss.py
        w           : (m, 1) weights of the examples, or a number, the weight of each: 1/m
        decay       : α/m
        masks, keep : those of dropout, see nn.solvers.dropout_masks; () and 1 without dropout
        """
        A, W = self.forward(X, masks), self.theta[:self.weight_count]
        loss, error = CLIPPED[self.output]
        J = np.sum(w * loss(A[-1], y)).item() + decay / 2 * np.dot(W, W).item()
        delta = error(A[-1], y)                     # a − y, in the place of a
        delta *= w
        self.backward(A, delta, masks, keep)
        self.gradient[:self.weight_count] += np.multiply(W, decay, out=self.scratch[:self.weight_count])
        return J

    def backward(self, A: list[Any], delta: Matrix, masks: Sequence[Matrix], keep: float) -> None:
        """∂J/∂W = δᵀ a,  ∂J/∂b = Σ δ,  and one layer down  δ ← δ W ∘ g′(z);  writes the gradient.

        With dropout  a = g(z) ∘ mask,  the mask 0 or 1/keep: then  g′(z) ∘ mask,  g′ from g(z) = keep · a.
        """
        for layer in reversed(range(len(self.weights))):
            weight_gradient(delta, A[layer], out=self.weight_gradients[layer])
            np.matmul(self.ones[:len(delta)], delta, out=self.bias_gradients[layer])    # BLAS adds faster than np.sum
            if layer:
                delta = np.matmul(delta, self.weights[layer], out=self.deltas[layer - 1][:len(delta)])
                delta *= HIDDEN[self.hidden].slope(keep * A[layer] if masks else A[layer])
                if masks:
                    delta *= masks[layer - 1]


def parts(theta: Vector, layer_sizes: Sequence[int], sparse: bool) -> tuple[list[Matrix], list[Vector]]:
    """The weights, (s_out, s_in) each, and the biases, (s_out,) each, as views of θ: all weights, then all biases."""
    weights, biases, start = [], [], 0
    for n_in, n_out in zip(layer_sizes[:-1], layer_sizes[1:], strict=True):
        block = theta[start:start + n_in * n_out]
        weights.append(block.reshape(n_in, n_out).T if sparse and start == 0 else block.reshape(n_out, n_in))
        start += n_in * n_out
    for n_out in layer_sizes[1:]:
        biases.append(theta[start:start + n_out])
        start += n_out
    return weights, biases


def weighted_sums(A: Any, W: Matrix, b: Vector, out: Matrix) -> None:
    """z = W a + b  of every example; A may be sparse."""
    if isinstance(A, np.ndarray):
        np.matmul(A, W.T, out=out)
    else:
        out[...] = A @ W.T
    out += b


def weight_gradient(delta: Matrix, A: Any, out: Matrix) -> None:
    """∂J/∂W = δᵀ a,  summed over the examples; A may be sparse."""
    if isinstance(A, np.ndarray):
        np.matmul(delta.T, A, out=out)
    else:
        out.T[...] = A.T @ delta


# a = g(z) in the place of z: the functions of nn/activations.py

def sigmoid(Z: Matrix) -> None:
    np.negative(Z, out=Z)
    with np.errstate(over="ignore"):
        np.exp(Z, out=Z)
    Z += 1
    np.reciprocal(Z, out=Z)


def softmax(Z: Matrix) -> None:
    Z -= Z.max(axis=1, keepdims=True)
    np.exp(Z, out=Z)
    Z /= Z.sum(axis=1, keepdims=True)


IN_PLACE = {"identity": lambda Z: None, "sigmoid": sigmoid, "tanh": lambda Z: np.tanh(Z, out=Z),
            "relu": lambda Z: np.maximum(Z, 0, out=Z), "softmax": softmax}


def outputs(X: Any, weights: list[Matrix], biases: list[Vector], hidden: str, output: str, block: int = 1000) -> Matrix:
    """a⁽ᴸ⁾ of each row of X, a block of examples at a time and only one layer of it: that needs little memory.

    X               : (m, n) array of any dtype, or CSR
    weights, biases : of each layer, (s_out, s_in) and (s_out,)
    Returns         : (m, K), float32 where weights and X are, otherwise float64
    """
    m, dtype = X.shape[0], np.result_type(X.dtype, weights[0].dtype)
    result = np.empty((m, len(biases[-1])), dtype)
    for start in range(0, m, block):
        A = (X if m <= block else X[start:start + block]).astype(dtype, copy=False)
        for layer, (W, b) in enumerate(zip(weights, biases, strict=True), start=1):
            Z = np.empty((A.shape[0], len(b)), dtype)
            weighted_sums(A, W, b, out=Z)
            IN_PLACE[output if layer == len(weights) else hidden](Z)
            A = Z
        result[start:start + block] = A
    return result
