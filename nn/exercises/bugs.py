"""Programs with one wrong line: the course's functions, with a mistake of the catalogue in one of them.

A mistake is used where it changes one line, where the program still runs without a warning, and where the table of
nn.check_gradient shows it: the gradient is then not the derivative of the cost.
"""
import ast
import warnings
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

import numpy as np

from nn.exercises.exercise import Exercise, Mistake, find
from nn.exercises.probes import ORDERS, draw_lambda, draw_m, draw_sizes
from nn.exercises.source import body, define, functions, with_edits
from nn.gradient_check import GradientCheck

#: the exercises whose functions the program consists of, one each
FUNCTIONS = ("feedforward", "cost", "regularized_cost", "sigmoid_gradient", "backpropagation", "regularized_gradient")

#: in a line that stands for several lines of a student's, such as a loop, and would give itself away
GIVEN_AWAY = ("np.arange(m", "pass", "0 * ", "0 +", "+ 0", "2 * Theta", "np.tile", "np.full", "np.where", "Theta1.size",
              "uint8", "activations[-1] +")

#: the least relative difference that is served: of less, one could think that it is rounding
LEAST = 1e-3

COMMENTS = 52                       # column of the comments

HEAD = '''\
"""One line of these functions is wrong. Is it line 20?  nn hunt 20  answers, and  %hunt 20  in a notebook.

python hunt.py prints the table. Try check(lambda_=0), or another m: what changes in it?
"""
import numpy as np

from nn import check_gradient, flatten, sigmoid, unflatten


'''

TAIL = '''


def check(lambda_={lambda_}, m={m}, layer_sizes={layer_sizes}, seed={seed}):
    """Compare the gradient with finite differences of the cost, on a random network."""
    n, h, K = layer_sizes
    rng = np.random.default_rng(seed)
    theta = rng.normal(size=h * (n + 1) + K * (h + 1))
    X, Y = rng.uniform(-1, 1, size=(m, n)), np.eye(K)[rng.integers(K, size=m)]
    return check_gradient(lambda theta: regularized_cost(theta, X, Y, layer_sizes, lambda_),
                          lambda theta: regularized_gradient(theta, X, Y, layer_sizes, lambda_),
                          theta, layer_sizes, m=m)


if __name__ == "__main__":
    print(check())
'''


class Slip(NamedTuple):
    """A mistake of the catalogue, made in one line of the functions."""
    mistake: Mistake
    functions: str                  # the text of all of them
    line: int                       # in this text, from 0
    right: str                      # what the line should say


class Bug(NamedTuple):
    """A program with one wrong line."""
    mistake: Mistake
    text: str                       # of the program
    line: int                       # the wrong one, from 1
    right: str                      # what it should say
    table: GradientCheck            # what check() in the program gives
    without_penalty: GradientCheck  # what check(lambda_=0) gives


def bug_of(seed: int) -> Bug:
    """The bug of a seed, in a network of its own: the same everywhere."""
    rng = np.random.default_rng(seed)
    tail = tail_of(rng)
    return next(found for i in rng.permutation(len(slips())) if (found := served(slips()[i], tail)) is not None)


def tail_of(rng: np.random.Generator) -> str:
    """The part of the program that checks it, on a network of random size."""
    layer_sizes, m = draw_sizes(rng, ORDERS[rng.integers(3)]), draw_m(rng)
    return TAIL.format(lambda_=draw_lambda(rng), m=m, layer_sizes=layer_sizes, seed=rng.integers(1000))


def served(slip: Slip, tail: str) -> Bug | None:
    """The program with that mistake in it, or None where its table does not show it."""
    text = HEAD + slip.functions + tail
    tables = tables_of(text)
    if tables is None or not LEAST < tables[0].relative_error < np.inf:
        return None
    return Bug(slip.mistake, text, HEAD.count("\n") + slip.line + 1, slip.right, *tables)


def tables_of(text: str) -> tuple[GradientCheck, GradientCheck] | None:
    """What check() and check(lambda_=0) of a program give, or None where it fails or warns."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            check = define(text)["check"]
            return check(), check(lambda_=0)
        except Exception:                                           # a shape that does not fit, log of 0, …
            return None


@cache
def slips() -> list[Slip]:
    """All mistakes that change one line of the functions, and do not give themselves away there; none twice."""
    found = [slip_of(mistake, text) for name in FUNCTIONS for mistake, text in variants(find(name))]
    return [*{slip.functions: slip for slip in reversed(found) if slip is not None}.values()][::-1]


def variants(exercise: Exercise) -> Iterator[tuple[Mistake, str]]:
    """(mistake, the text of all functions with it) for the mistakes of one exercise, made in each of their ways."""
    for mistake in exercise.mistakes:
        for edits in (mistake.edits, *mistake.also):
            source = with_edits(body(exercise.answer), tuple(edits.items()))
            if source is not None:
                yield mistake, functions_with({exercise.stem: source})


def slip_of(mistake: Mistake, text: str) -> Slip | None:
    """A mistake with its line, or None where it changes more than one line, or gives itself away."""
    before, after = functions_with({}).splitlines(), text.splitlines()
    changes = [(i, before[i], line) for i, line in enumerate(after[:len(before)]) if line != before[i]]
    if len(before) != len(after) or len(changes) != 1:
        return None
    (line, right, wrong), = changes
    return None if any(code in wrong for code in GIVEN_AWAY) else Slip(mistake, text, line, right)


# the text of the functions

def functions_with(changed: Mapping[str, str]) -> str:
    """The text of all functions.

    changed : stem of an exercise -> its answer without docstrings, with a mistake in it
    """
    return "\n\n\n".join(function(find(name).stem, changed.get(find(name).stem)) for name in FUNCTIONS)


@cache
def function(stem: str, source: str | None = None) -> str:
    """The function of an exercise: its equation as docstring, and its lines with the comments below one another.

    source : of the answer without docstrings, with a mistake in it; otherwise the right one
    """
    answer = find(stem).answer
    source = source or body(answer)
    (name, node), *_ = functions(source).items()
    equation = (ast.get_docstring(functions(answer)[name]) or "").splitlines()[0]
    lines = source.splitlines()[node.body[0].lineno:node.end_lineno]
    return "\n".join([f"def {name}({ast.unparse(node.args)}):", f'    """{equation}"""',
                      *(with_comment(line) for line in lines if line.strip())])


def with_comment(line: str) -> str:
    """A line with its comment in the common column, if that is a shape; what else it says, its mistake could belie."""
    code, _, comment = line.partition("  #")
    return f"{code.rstrip():<{COMMENTS}}  # {comment.strip()}" if comment.startswith(" (") else code.rstrip()
