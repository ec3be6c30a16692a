"""Ten right gradients for exercise 22, each written or computed differently: a test of backpropagation passes them all.

The last two are right to about nine digits, the others up to rounding.
"""
import ast
from functools import cache
from pathlib import Path

import numpy as np

from nn import cost, feedforward, flatten, sigmoid, sigmoid_gradient, unflatten


def with_matrices(theta, X, Y, layer_sizes):
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    (a1, a2, a3), (z2, z3) = feedforward(theta, X, layer_sizes)
    ones = np.ones((len(X), 1))
    delta3 = a3 - Y
    delta2 = delta3 @ Theta2[:, 1:] * sigmoid_gradient(z2)
    return flatten([delta2.T @ np.hstack([ones, a1]) / len(X), delta3.T @ np.hstack([ones, a2]) / len(X)])


def with_a_loop_over_the_examples(theta, X, Y, layer_sizes):
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    Delta1, Delta2 = np.zeros_like(Theta1), np.zeros_like(Theta2)
    for x, y in zip(X, Y, strict=True):
        a1 = np.insert(x, 0, 1)
        z2 = Theta1 @ a1
        a2 = np.insert(sigmoid(z2), 0, 1)
        delta3 = sigmoid(Theta2 @ a2) - y
        delta2 = (Theta2.T @ delta3)[1:] * sigmoid_gradient(z2)
        Delta1 += np.outer(delta2, a1)
        Delta2 += np.outer(delta3, a2)
    return flatten([Delta1, Delta2]) / len(X)


def with_the_examples_in_columns(theta, X, Y, layer_sizes):
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    A1 = np.vstack([np.ones(len(X)), X.T])
    A2 = np.vstack([np.ones(len(X)), sigmoid(Theta1 @ A1)])
    D3 = sigmoid(Theta2 @ A2) - Y.T
    D2 = (Theta2.T @ D3 * A2 * (1 - A2))[1:]
    return np.concatenate([(D2 @ A1.T / len(X)).ravel(), (D3 @ A2.T / len(X)).ravel()])


def with_the_mean_taken_first(theta, X, Y, layer_sizes):
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    (a1, a2, a3), _ = feedforward(theta, X, layer_sizes)
    delta3 = (a3 - Y) / len(X)
    delta2 = delta3 @ Theta2[:, 1:] * (a2 * (1 - a2))
    return flatten([np.column_stack([delta2.sum(axis=0), delta2.T @ a1]),
                    np.column_stack([delta3.sum(axis=0), delta3.T @ a2])])


def with_the_error_turned_round(theta, X, Y, layer_sizes):
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    (a1, a2, a3), (z2, z3) = feedforward(theta, X, layer_sizes)
    error3 = Y - a3
    error2 = error3 @ Theta2[:, 1:] * sigmoid_gradient(-z2)
    below = [np.insert(a, 0, 1, axis=1) for a in (a1, a2)]
    return -flatten([error2.T @ below[0], error3.T @ below[1]]) / len(X)


def with_einsum(theta, X, Y, layer_sizes):
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    (a1, a2, a3), (z2, z3) = feedforward(theta, X, layer_sizes)
    delta3 = a3 - Y
    delta2 = np.einsum("ik,kj,ij->ij", delta3, Theta2[:, 1:], sigmoid_gradient(z2))
    below = [np.insert(a, 0, 1, axis=1) for a in (a1, a2)]
    return flatten([np.einsum("ij,il->jl", *pair) for pair in zip((delta2, delta3), below, strict=True)]) / len(X)


def for_any_number_of_layers(theta, X, Y, layer_sizes):
    Thetas = unflatten(theta, layer_sizes)
    activations, zs = feedforward(theta, X, layer_sizes)
    delta, gradients = activations[-1] - Y, []
    for layer in reversed(range(len(Thetas))):
        gradients.insert(0, delta.T @ np.insert(activations[layer], 0, 1, axis=1) / len(X))
        if layer > 0:
            delta = delta @ Thetas[layer][:, 1:] * sigmoid_gradient(zs[layer - 1])
    return flatten(gradients)


def unit_by_unit(theta, X, Y, layer_sizes):
    n, h, K = layer_sizes
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    (a1, a2, a3), (z2, z3) = feedforward(theta, X, layer_sizes)
    slopes = []
    for j in range(h):
        delta = sum((a3[:, k] - Y[:, k]) * Theta2[k, j + 1] for k in range(K)) * sigmoid_gradient(z2[:, j])
        slopes += [np.mean(delta), *(np.mean(delta * a1[:, i]) for i in range(n))]
    for k in range(K):
        delta = a3[:, k] - Y[:, k]
        slopes += [np.mean(delta), *(np.mean(delta * a2[:, j]) for j in range(h))]
    return np.array(slopes)


def by_central_differences(theta, X, Y, layer_sizes):
    steps = 2e-5 * np.eye(len(theta))
    return np.array([(cost(theta + step, X, Y, layer_sizes) - cost(theta - step, X, Y, layer_sizes)) / 4e-5
                     for step in steps])


def by_more_differences(theta, X, Y, layer_sizes):
    def slope(step):
        near, far = ((cost(theta + s * step, X, Y, layer_sizes) - cost(theta - s * step, X, Y, layer_sizes)) / (2 * s)
                     for s in (1e-3, 2e-3))
        return (4 * near - far) / 3
    return np.array([slope(step) for step in np.eye(len(theta))])


@cache
def sources() -> dict[str, str]:
    """ "with einsum" -> the source of a program that defines this gradient, under the name gradient."""
    text = Path(__file__).read_text(encoding="utf-8")
    tree = ast.parse(text)
    imports = "\n".join(ast.unparse(node) for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)
                        and ast.unparse(node).startswith(("import numpy", "from nn import")))
    return {node.name.replace("_", " "): f"{imports}\n\n\n{ast.get_source_segment(text, node)}\n".replace(
                f"def {node.name}(", "def gradient(")
            for node in tree.body if isinstance(node, ast.FunctionDef) and node.args.args}
