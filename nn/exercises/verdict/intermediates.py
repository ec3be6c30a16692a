"""The first of a student's intermediate values that differs: "a1, z2, a2 are as expected; delta2 is the first that …"

Students name them as the course does (a2, z2, delta2, Theta1_grad) or otherwise (A1, Z1, dZ1, l1), count from 0 or 1,
keep a column of ones or not, and transpose. So a name only says the kind, and the shape says which one it is: in the
networks that are asked, no two have the same. What does not fit is left out: a wrong hint is worse than none.
"""
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from nn import feedforward, sigmoid_gradient, unflatten
from nn.exercises.sandbox.calls import Call
from nn.exercises.verdict.compare import same

#: kind of value -> the names that it has
KINDS = {"Theta": r"(theta|t|w)_?\d",
         "a": r"(a|l|act)_?\d?(\[\d\])?|(activations|acts)\[\d\]|h|hyp\w*|h_theta|y_?hat|outputs?",
         "z": r"z_?\d|(z|zs)\[\d\]",
         "delta": r"(delta|d|dz)_?\d",
         "Delta": r"(delta|d|grad|gradient)_?\d|(theta|t|w)_?\d_?(grad|gradient)"}
FUNCTIONS = ("feedforward", "predict", "cost", "regularized_cost", "gradient", "regularized_gradient")


class Step(NamedTuple):
    """A value that is computed on the way to the result."""
    kind: str                       # a key of KINDS
    value: np.ndarray
    bias: bool = False              # can it have a column for the bias unit, in front?
    other: np.ndarray | None = None     # what may have this name on purpose: in some books, z is the activation


def first_difference(call: Call, parameters: Sequence[str], found: Sequence[tuple[str, np.ndarray]]) -> str:
    """ "z2 and a2 are as expected; delta2 is the first value that differs", or "" where nothing is known."""
    if call.function not in FUNCTIONS or not found:
        return ""
    arguments = dict(zip(parameters, call.arguments, strict=True))
    arguments.pop("classes", None)
    right: list[str] = []
    for step in steps(**arguments):
        for name, array in found:
            if re.fullmatch(KINDS[step.kind], name, re.IGNORECASE):
                agrees = agreement(step, array, len(arguments["X"]))
                if agrees is False and step.other is not None:
                    agrees = None if agreement(step._replace(value=step.other), array, len(arguments["X"])) else False
                if agrees is False and step.kind == "Theta":
                    return f"{name} contains the right numbers in the wrong places. In theta, they are row by row"
                if agrees is False:
                    return f"{listed(right)}{name} is the first value on the way that differs"
                if agrees and name not in right:
                    right.append(name)
    return f"{listed(right)}look at what follows" if right else ""


def listed(names: Sequence[str]) -> str:
    """ "a1, z2 and a2 are as expected; ", or "" for no names."""
    if not names:
        return ""
    some = f"{', '.join(names[:-1])} and {names[-1]} are" if len(names) > 1 else f"{names[0]} is"
    return f"{some} as expected; "


def steps(theta: np.ndarray, X: np.ndarray, layer_sizes: tuple[int, ...], Y: np.ndarray | None = None,
          lambda_: float | None = None) -> Iterator[Step]:
    """The expected values in the order in which they are computed."""
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    (a1, a2, a3), (z2, z3) = feedforward(theta, X, layer_sizes)
    yield from (Step("Theta", Theta1), Step("Theta", Theta2), Step("a", a1, True), Step("z", z2, True, other=a2),
                Step("a", a2, True, other=z2), Step("z", z3, other=a3), Step("a", a3, other=z3))
    if Y is None:
        return
    delta3, ones = a3 - Y, np.ones((len(X), 1))
    error2 = delta3 @ Theta2[:, 1:]
    delta2 = error2 * sigmoid_gradient(z2)
    yield from (Step("delta", delta3), Step("delta", delta2, True, other=error2))
    if lambda_ is None:                             # otherwise the penalty may have been added to them
        yield from (Step("Delta", delta2.T @ np.hstack([ones, a1])), Step("Delta", delta3.T @ np.hstack([ones, a2])))


def agreement(step: Step, array: np.ndarray, m: int) -> bool | None:
    """Is an array the expected value, in one of its forms? None where nothing can be said, most often by its shape."""
    rows, columns = step.value.shape
    widths = (columns, columns + 1) if step.bias else (columns,)
    if step.kind in ("a", "z", "delta") and array.size in widths and max(array.shape) == array.size:
        row = array.reshape(1, -1)                  # of one example of a loop: of which one is not known
        return any(equals(step._replace(value=one[None]), row, m) for one in step.value)
    if array.ndim != 2:
        return None
    if array.shape not in [(rows, width) for width in widths]:
        array = array.T
    if array.shape not in [(rows, width) for width in widths]:
        return None
    if step.kind == "Theta" and not is_reordered(array, step.value):
        return None                                 # often changed on purpose: only another order is an error
    if step.kind == "Delta" and m * np.max(np.abs(array)) < 1e-12:
        return None                                 # zeros that are filled in elsewhere
    return equals(step, array, m)


def is_reordered(array: np.ndarray, expected: np.ndarray) -> bool:
    """Are the same numbers in other places?"""
    return same(np.sort(array, axis=None), np.sort(expected, axis=None)) and not same(array, expected)


def equals(step: Step, array: np.ndarray, m: int) -> bool:
    """Is it the expected value, without regard to sign and 1/m, which can come later, and to the bias unit?"""
    if array.shape[1] > step.value.shape[1]:
        if step.kind == "a" and not same(array[:, 0], np.ones(len(array))):
            return False
        array = array[:, 1:]
    factors = {"delta": (1, -1, 1 / m, -1 / m), "Delta": (1, -1, 1 / m, -1 / m)}.get(step.kind, (1,))
    return any(same(array, factor * step.value) for factor in factors)
