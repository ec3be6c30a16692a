"""The text about a wrong answer that matches no known mistake: why it failed, or how it differs. At most 12 lines."""
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Any

import numpy as np

from nn.exercises.exercise import Exercise, Fact
from nn.exercises.sandbox.calls import Call, Failure, Observation
from nn.exercises.source import functions
from nn.exercises.verdict.compare import (
    as_real,
    difference_of_form,
    difference_of_numbers,
    factor,
    is_made,
    is_numeric,
    is_sequence,
    mismatched_sizes,
    same,
    shape_as_text,
)
from nn.exercises.verdict.observed import answer
from nn.gradient_check import Block, constant_ratio, relative_difference, what_differs
from nn.parameters import blocks, entry_name

# why a call failed

ENDINGS = ("time", "died", "missing", "SyntaxError", "IndentationError", "TabError")


def explain_failure(call: Call, failure: Failure, exercise: Exercise) -> Iterator[str]:
    """A failure and the student's line; then the sizes that do not match, and the call."""
    where = f"line {failure.line}: " if failure.line else ""
    code = f"    {failure.line} | {failure.text}" if failure.text else ""
    text = {
        "time": f"{where}still running after {failure.message}. Does a loop never end?",
        "died": f"{where}your code ended the Python process ({failure.message}).",
        "missing": f"the file does not define the function {failure.message}. Was it renamed?",
        "SystemExit": f"{where}your code exits Python here: remove exit().",
        "KeyboardInterrupt": f"{where}your code raises KeyboardInterrupt.",
        "EOFError": f"{where}it waits for keyboard input, and there is none here: remove input().",
        "MemoryError": f"{where}it asks for more memory than is available ({failure.message or 'MemoryError'}).",
        "NotImplementedError": f"{where}it still raises NotImplementedError: delete that line, too.",
        "RecursionError": f"{where}it calls itself endlessly.",
    }.get(failure.kind, f"{where}{failure.kind}: {failure.message or 'without a message'}")
    yield text
    if code:
        yield code
    sizes = mismatched_sizes(failure.message)
    if sizes:
        labels = [f"{size} = {name}" for size in sorted(sizes) if (name := name_of_size(size, call, exercise))]
        if labels:
            yield f"The sizes that do not match: {', '.join(labels)}."
    if failure.kind not in ENDINGS:
        yield f"The call: {call_as_text(call, exercise)}"


# how it differs

def describe(exercise: Exercise, wrong: Sequence[int], observations: Sequence[Observation]) -> Iterator[str]:
    """What is wrong with a value that matches no known mistake: its form, a relation of all numbers, the worst entries.

    wrong : the indices of the calls whose observation differs from the expected one
    """
    i = wrong[0]
    call, got = exercise.calls[i], observations[i]
    names = parameters(exercise, call)
    changed = [name for name, before, after in zip(names, call.arguments, got.arguments, strict=True)
               if not is_made(before) and not same(after, before)]
    if exercise.facts is not None and got.value is not None and not changed:
        yield from untrue(exercise.facts(call, got))
        yield f"The call: {call_as_text(call, exercise)}"
        return
    right = answer(exercise, call)
    if changed:
        yield f"it changes its argument {' and '.join(changed)}, which belongs to the caller: work on a copy."
    elif text := difference_of_form(got.value, right.value):
        yield text + "." * (text[-1] not in ".?")
    elif text := relation(exercise, wrong, observations):
        yield text
    else:
        agree = len(exercise.calls) - len(wrong)
        yield ("the numbers differ and match no known mistake."
               + (f" {agree} of {len(exercise.calls)} {exercise.noun} are right; this one is not:" if agree else ""))
    yield f"The call: {call_as_text(call, exercise)}"
    yield f"expected {shape_as_text(right.value)}, got {shape_as_text(got.value)}"
    yield from worst_entries(exercise, call, got.value, right.value)


def untrue(facts: Sequence[Fact], most: int = 6) -> Iterator[str]:
    """The statements on an answer that are not true; some are examined only where the ones before them are true."""
    statements = [fact.statement for fact in facts if not same(fact.found, fact.expected)]
    yield f"this is not true: {statements[0]}."
    yield from (f"nor is this: {statement}." for statement in statements[1:most])


def relation(exercise: Exercise, wrong: Sequence[int], observations: Sequence[Observation]) -> str:
    """One relation that is true of all wrong calls: "yours / expected = 5.000 = m everywhere", or ""."""
    pairs = [(observations[i].value, answer(exercise, exercise.calls[i]).value) for i in wrong]
    relations = {difference_of_numbers(*pair) for pair in pairs}
    if len(relations) == 1 and "" not in relations:
        text = relations.pop()
        return text + "." * (text[-1] not in ".?")
    factors = [c for pair in pairs if (c := factor(*pair)) is not None]
    if len(factors) < len(wrong):
        return ""
    names = [set(names_of_ratio(c, exercise.calls[i], exercise)) for c, i in zip(factors, wrong, strict=True)]
    common = set.intersection(*names)
    if common:
        return f"yours / expected = {factors[0]:.4g} = {min(common, key=len)} everywhere."
    if np.ptp(factors) <= 1e-5 * abs(factors[0]):
        return f"yours / expected = {factors[0]:.4g} everywhere."
    return ""


def sizes_of(call: Call, exercise: Exercise) -> dict[str, int]:
    """Name -> size in a call: m, n, h, K."""
    given = dict(zip(parameters(exercise, call), call.arguments, strict=True))
    sizes: dict[str, int] = {}
    for name in ("X", "Y", "A", "Z"):
        if isinstance(given.get(name), np.ndarray) and given[name].ndim == 2:
            sizes.setdefault("m", len(given[name]))
    if isinstance(given.get("layer_sizes"), tuple):
        layer_sizes = given["layer_sizes"]
        sizes |= {"n": layer_sizes[0], "K": layer_sizes[-1]} | ({"h": layer_sizes[1]} if len(layer_sizes) == 3 else {})
    return sizes


def name_of_size(size: int, call: Call, exercise: Exercise) -> str:
    """ "n + 1, with the bias" for 7 where n is 6; "" where a size has no name."""
    for name, value in sizes_of(call, exercise).items():
        if size == value:
            return name
        if name in "nh" and size == value + 1:
            return f"{name} + 1, with the bias"
    return ""


def names_of_ratio(c: float, call: Call, exercise: Exercise) -> Iterator[str]:
    """The names that a factor can have: "m", "1/m", "−2", …"""
    values = {"2": 2.0} | sizes_of(call, exercise)
    values |= {f"{a}·{b}": values[a] * values[b] for a, b in combinations(values, 2)}
    for name, value in values.items():
        for text, number in ((name, value), (f"1/({name})" if "·" in name else f"1/{name}", 1 / value)):
            for sign, signed in (("", number), ("−", -number)):
                if np.isclose(c, signed, rtol=1e-5):
                    yield sign + text


def parameters(exercise: Exercise, call: Call) -> list[str]:
    """The names of a call's arguments, in order."""
    arguments = functions(exercise.answer)[call.function].args.args
    return [argument.arg for argument in arguments][:len(call.arguments)]


def call_as_text(call: Call, exercise: Exercise) -> str:
    """A call as one would write it, arrays by their shapes: cost(theta (43,), X (11, 6), layer_sizes=(6, 4, 3))."""
    return f"{call.function}({', '.join(map(argument_as_text, parameters(exercise, call), call.arguments))})"


def argument_as_text(name, argument):
    if isinstance(argument, np.ndarray) and argument.size > 4:
        return f"{name} {argument.shape}"
    if isinstance(argument, np.ndarray):
        return f"{name}=np.array({argument.tolist()})"
    if is_sequence(argument) and (is_made(argument) or any(map(np.ndim, argument))):
        return name
    return f"{name}={argument!r}"


def worst_entries(exercise: Exercise, call: Call, got: Any, expected: Any) -> Iterator[str]:
    """The three entries that differ most, by name; for a flat theta the table of its blocks, too."""
    names = exercise.names.get(call.function, "")
    if is_sequence(expected):
        if not is_sequence(got) or len(got) != len(expected):
            return
        flat = [*leaves(got, expected, list(names) if is_sequence(names) else [])]
    else:
        flat = [(names, got, expected)]
    layer_sizes = dict(zip(parameters(exercise, call), call.arguments, strict=True)).get("layer_sizes", ())
    entries = []
    for name, g, e in flat:
        if not (is_numeric(g) and is_numeric(e)) or np.shape(g) != np.shape(e) or np.size(e) == 0:
            continue
        g, e = as_real(np.asarray(g)), as_real(np.asarray(e))
        error = np.nan_to_num(np.abs(g - e), nan=np.inf).ravel()
        for place in np.argsort(-error, kind="stable")[:3]:
            if error[place] > 0:
                index = np.unravel_index(place, e.shape)
                label = entry_name(place, layer_sizes) if name == "theta" else entry_label(name, index)
                entries.append((error[place], f"    {label} expected {e[index]:.6g} got {g[index]:.6g}"))
    entries.sort(key=lambda entry: -entry[0])
    yield from (text for _, text in entries[:3])
    comparable = is_numeric(got) and np.isrealobj(got) and np.shape(got) == np.shape(expected)
    if names == "theta" and layer_sizes and comparable and np.isfinite(got).all():
        yield from block_table(got, expected, layer_sizes, sizes_of(call, exercise).get("m"))


def leaves(got: Sequence, expected: Sequence, names: Sequence) -> Iterator[tuple[str, Any, Any]]:
    """(name, got, expected) of each array in a sequence, or in the sequences in it."""
    for position, (g, e) in enumerate(zip(got, expected, strict=True)):
        name = names[position] if position < len(names) else f"[{position}]"
        if is_sequence(e):
            if is_sequence(g) and len(g) == len(e):
                yield from leaves(g, e, list(name) if is_sequence(name) else [])
        else:
            yield name, g, e


def entry_label(name: str, index: tuple[int, ...]) -> str:
    """ "a2[3, 1]", or "the result" for one number."""
    return f"{name}[{', '.join(map(str, index))}]" if index else name or "the result"


def block_table(got: np.ndarray, expected: np.ndarray, layer_sizes: tuple[int, ...], m: int | None) -> Iterator[str]:
    """One line for each block of a flat gradient: "Theta1 bias      ok"."""
    for name, where in blocks(layer_sizes).items():
        g, e = np.asarray(got, float)[where], np.asarray(expected, float)[where]
        faulty = not np.all(np.abs(g - e) <= 1e-6 * np.max(np.abs(expected)))
        block = Block(name, len(where), relative_difference(g, e), constant_ratio(e, g), None, faulty)
        yield f"    {name:<16} {what_differs(block, m) if faulty else 'ok'}"
