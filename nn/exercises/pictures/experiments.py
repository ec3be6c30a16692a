"""What a student's function does when it is used: pictures show more of it than the calls that are checked.

In the worker, a few lines of GLUE that run before a student's program define a function that one call can ask for.
"""
from collections.abc import Callable, Sequence
from functools import partial

import numpy as np

from nn import cost
from nn.exercises.sandbox.calls import bowl


def descent(step: Callable, theta: np.ndarray, memory: np.ndarray, target: np.ndarray, settings: Sequence[float],
            steps: int) -> np.ndarray:
    """The costs that steps of exercise 17 or 18 meet in a bowl, one step after the other.

    step     : (theta, memory, gradient, *settings) -> (theta, memory)
    settings : learning rate, and momentum or the largest norm
    Returns  : (steps,) costs, the first one at theta
    """
    costs = []
    with np.errstate(all="ignore"):                                 # steps that grow and grow
        for _ in range(steps):
            J, gradient = bowl(theta, target)
            costs.append(J)
            theta, memory = step(theta.copy(), memory.copy(), gradient, *settings)
    return np.array(costs)


def network_gradient(numerical_gradient: Callable, theta: np.ndarray, X: np.ndarray, Y: np.ndarray,
                     layer_sizes: tuple[int, ...], epsilon: float) -> np.ndarray:
    """The gradient of a network's cost by the function of exercise 11: (p,) array.

    epsilon : large, so that one sees whether the differences are taken to both sides
    """
    return numerical_gradient(partial(cost, X=X, Y=Y, layer_sizes=layer_sizes), theta, epsilon)


#: function that a call asks for -> source that defines it; it calls what the student's program will have defined
GLUE = {name: f"\ndef {name}(*arguments):\n    from nn.exercises.pictures import experiments\n"
              f"    return experiments.{experiment}({function}, *arguments)\n"
        for name, experiment, function in (("descent_of_momentum", "descent", "momentum_step"),
                                           ("descent_of_adagrad", "descent", "adagrad_step"),
                                           ("gradient_of_network", "network_gradient", "numerical_gradient"))}
