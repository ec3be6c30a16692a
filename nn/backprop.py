"""Backpropagation: the gradient of the cost for all weights, at the price of about two feedforwards."""
import numpy as np

from nn.activations import layer_functions
from nn.arguments import all_finite, check_finite_X
from nn.cost import COST, check_problem, mean_cost, penalty
from nn.network import product, propagate
from nn.parameters import flatten


def cost_and_gradient(theta, X, Y, layer_sizes, lambda_=0.0, *, hidden="sigmoid", output="sigmoid"):
    """(J(θ), ∂J/∂θ)  from one feedforward and one backpropagation: what an optimizer asks for.

    theta       : (p,) all weights, layer by layer, row by row
    X           : (m, n) one example a row, bias not included
    Y           : (m, K) one-hot rows, see one_hot
    layer_sizes : units of each layer without bias, input first: (400, 25, 10)
    lambda_     : float >= 0, strength of regularization
    hidden      : "sigmoid", "tanh", "relu" or "identity"
    output      : "sigmoid" with its cross-entropy, or "softmax" with log loss
    Returns     : (float in nats per example, (p,) array in the order of theta)
    Raises      : ValueError that names the array whose shape, dtype or content is wrong

    >>> J, gradient = cost_and_gradient([0.0, 0.0], [[3.0]], [[1.0]], layer_sizes=(1, 1))
    >>> J, gradient.tolist()                                # log 2, and (a - y) times 1 and x
    (0.6931471805599453, [-0.5, -1.5])
    """
    Thetas, X, Y, lambda_ = check_problem(theta, X, Y, layer_sizes, lambda_, hidden, output)
    functions, slopes = layer_functions(hidden, output, len(Thetas))
    with np.errstate(invalid="ignore"):
        J, gradients = cost_and_gradients(Thetas, X, Y, lambda_, COST[output], functions, slopes)
    gradient = flatten(gradients)
    if not all_finite(gradient):                    # any nan or inf in X comes out here: so X is searched only now
        check_finite_X(X)
    return J, gradient


def gradient(theta, X, Y, layer_sizes, *, hidden="sigmoid", output="sigmoid"):
    """∂J/∂θ  of the cost without regularization; arguments and errors as in cost_and_gradient.

    Returns : (p,) array in the order of theta
    Source  : exercise 4, section 2.3

    >>> gradient([0.0, 0.0], [[3.0]], [[1.0]], layer_sizes=(1, 1)).tolist()
    [-0.5, -1.5]
    """
    return regularized_gradient(theta, X, Y, layer_sizes, 0.0, hidden=hidden, output=output)


def regularized_gradient(theta, X, Y, layer_sizes, lambda_, *, hidden="sigmoid", output="sigmoid"):
    """∂J/∂θ + λ/m · Θ,  the second term 0 in the bias columns; arguments and errors as in cost_and_gradient.

    Returns : (p,) array in the order of theta
    Source  : exercise 4, section 2.5

    >>> regularized_gradient([0.0, 7.0], [[0.0]], [[1.0]], layer_sizes=(1, 1), lambda_=2).tolist()
    [-0.5, 14.0]
    """
    return cost_and_gradient(theta, X, Y, layer_sizes, lambda_, hidden=hidden, output=output)[1]


def cost_and_gradients(Thetas, X, Y, lambda_, terms, functions, slopes, weights=None):
    """cost_and_gradient without the checks, on matrices.

    terms     : the cost, from (Z, Y) to one term an output unit: an entry of COST
    functions : the g of each layer; slopes: the g′ of each hidden layer, from a = g(z)
    weights   : (m,) how much each example counts; default: 1
    Returns   : (J, list of gradients, each of its Theta's shape)
    """
    m = len(X) if weights is None else weights.sum()
    share = 1 / m if weights is None else weights[:, None] / m      # of each example in the mean
    activations, zs = propagate(Thetas, X, functions)
    J = mean_cost(zs[-1], Y, terms, share) + penalty(Thetas, lambda_, m)
    return J, backpropagate(Thetas, activations, Y, slopes, share, lambda_ / m)


def backpropagate(Thetas, activations, Y, slopes, share, decay):
    """δ⁽ᴸ⁾ = 1/m (a⁽ᴸ⁾ − y),   δ⁽ˡ⁾ = δ⁽ˡ⁺¹⁾ Θ⁽ˡ⁾ ∘ g′(z⁽ˡ⁾),   ∂J/∂Θ⁽ˡ⁾ = δ⁽ˡ⁺¹⁾ᵀ [1, a⁽ˡ⁾] + λ/m [0, Θ⁽ˡ⁾]

    Thetas      : list of (s_out, s_in + 1) arrays
    activations : [a⁽¹⁾, …, a⁽ᴸ⁾] as propagate returns them, each (m, s_l)
    Y           : (m, K) targets
    slopes      : the g′ of each hidden layer, computed from a = g(z)
    share       : 1/m, or (m, 1) the share of each example in the mean
    decay       : λ/m
    Returns     : list of gradients, each of its Theta's shape
    Source      : exercise 4, sections 2.3 and 2.5; Nielsen, eqs. BP1 to BP4. 1/m (a − y) is ∂J/∂z for the sigmoid with
                  cross-entropy and for the softmax with log loss alike
    """
    deltas = [share * (activations[-1] - Y)]        # (m, K)
    hidden_layers = list(zip(Thetas[1:], activations[1:-1], slopes, strict=True))
    for Theta, A, slope in reversed(hidden_layers):
        deltas.append(product(deltas[-1], Theta[:, 1:]) * slope(A))     # (m, s_out) @ (s_out, s_in), bias unit left out
    return [gradient_of_layer(Theta, delta, A, decay)
            for Theta, delta, A in zip(Thetas, reversed(deltas), activations[:-1], strict=True)]


def gradient_of_layer(Theta, delta, A, decay):
    """δᵀ [1, a] + λ/m [0, Θ]:  column 0 belongs to the bias, whose input is always 1 and which is not punished.

    Theta   : (s_out, s_in + 1)
    delta   : (m, s_out) ∂J/∂z of the layer above
    A       : (m, s_in) activations of the layer below
    decay   : λ/m
    Returns : (s_out, s_in + 1)
    """
    block = decay * Theta
    block[:, 0] = np.ones(len(delta)) @ delta       # the sum over the examples
    block[:, 1:] += delta.T @ A                     # (s_out, m) @ (m, s_in) -> (s_out, s_in)
    return block
