"""What is said of a wrong answer that is no known mistake: why there is none, or how it differs. At most 12 lines."""
from itertools import combinations

import numpy as np

from nn.exercises.source import functions
from nn.exercises.verdict.compare import (
    as_real,
    clash,
    difference_of_form,
    difference_of_numbers,
    factor,
    is_made,
    is_numeric,
    is_sequence,
    kind_of,
    same,
)
from nn.gradient_check import Block, constant_ratio, relative_difference, what_differs
from nn.parameters import blocks, entry_name

# why there is no answer

ENDINGS = ("time", "died", "missing", "SyntaxError", "IndentationError", "TabError")


def explain_failure(call, failure, exercise):
    """A failure in one line, with the student's line; and a second where the sizes tell more."""
    where = f"line {failure.line}: " if failure.line else ""
    code = f"    {failure.line} | {failure.text}" if failure.text else ""
    words = {
        "time": f"{where}still running after {failure.message}. Does a loop never end?",
        "died": f"{where}your code ended the Python process ({failure.message}).",
        "missing": f"the file defines no function {failure.message}. Was it renamed?",
        "SystemExit": f"{where}your code leaves Python here: take exit() out.",
        "KeyboardInterrupt": f"{where}your code raises KeyboardInterrupt.",
        "EOFError": f"{where}it waits for the keyboard, and nobody is there: take input() out.",
        "MemoryError": f"{where}it asks for more memory than there is ({failure.message or 'MemoryError'}).",
        "NotImplementedError": f"{where}it still raises NotImplementedError: delete that line, too.",
        "RecursionError": f"{where}it calls itself without end.",
    }.get(failure.kind, f"{where}{failure.kind}: {failure.message or 'without a message'}")
    yield words
    if code:
        yield code
    sizes = clash(failure.message)
    if sizes:
        named = [f"{size} = {name}" for size in sorted(sizes) if (name := name_of_size(size, call, exercise))]
        if named:
            yield f"The sizes that do not fit: {', '.join(named)}."
    if failure.kind not in ENDINGS:
        yield f"The call: {in_words(call, exercise)}"


# how it differs

def describe(exercise, wrong, observations, expected):
    """What is wrong with a value that is no known mistake: its form, a relation of all numbers, the worst entries."""
    i = wrong[0]
    call, got, want = exercise.calls[i], observations[i], expected[i]
    names = parameters(exercise, call)
    changed = [name for name, before, after in zip(names, want.arguments, got.arguments, strict=True)
               if not is_made(before) and not same(after, before)]
    if changed:
        yield f"it changes its argument {' and '.join(changed)}, which belongs to the caller: work on a copy."
    elif exercise.summary is not None and got.value is not None:
        yield from untrue(exercise.summary(call, got), exercise.summary(call, want))
        yield f"The call: {in_words(call, exercise)}"
        return
    elif words := difference_of_form(got.value, want.value):
        yield words + "." * (words[-1] not in ".?")
    elif words := relation(exercise, wrong, observations, expected):
        yield words
    else:
        agree = len(exercise.calls) - len(wrong)
        yield ("the numbers differ, and as in no mistake that is known here."
               + (f" {agree} of {len(exercise.calls)} {exercise.noun} are right; this one is not:" if agree else ""))
    yield f"The call: {in_words(call, exercise)}"
    yield f"expected {kind_of(want.value)}, got {kind_of(got.value)}"
    yield from worst_entries(exercise, call, got.value, want.value)


def untrue(got, expected, most=6):
    """The statements on an answer that are not so; some are looked at only where those before them are."""
    found = dict(got)
    statements = [statement for statement, value in expected if statement in found
                  and not same(found[statement], value)] or ["it has the form that is wanted"]
    yield f"this is not so: {statements[0]}."
    yield from (f"nor is this: {statement}." for statement in statements[1:most])


def relation(exercise, wrong, observations, expected):
    """One relation that holds on all calls that are wrong: "yours / expected = 5.000 = m everywhere"."""
    relations = {difference_of_numbers(observations[i].value, expected[i].value) for i in wrong}
    if len(relations) == 1 and "" not in relations:
        words = relations.pop()
        return words + "." * (words[-1] not in ".?")
    factors = [factor(observations[i].value, expected[i].value) for i in wrong]
    if None in factors:
        return ""
    names = [set(names_of_ratio(c, exercise.calls[i], exercise)) for c, i in zip(factors, wrong, strict=True)]
    common = set.intersection(*names)
    if common:
        return f"yours / expected = {factors[0]:.4g} = {min(common, key=len)} everywhere."
    if np.ptp(factors) <= 1e-5 * abs(factors[0]):
        return f"yours / expected = {factors[0]:.4g} everywhere."
    return ""


def sizes_of(call, exercise):
    """Name -> size of what a call is about: m, n, h, K, p."""
    given = dict(zip(parameters(exercise, call), call.arguments, strict=True))
    sizes = {}
    for name in ("X", "Y", "A", "Z"):
        if isinstance(given.get(name), np.ndarray) and given[name].ndim == 2:
            sizes.setdefault("m", len(given[name]))
    if isinstance(given.get("layer_sizes"), tuple):
        layer_sizes = given["layer_sizes"]
        sizes |= {"n": layer_sizes[0], "K": layer_sizes[-1]} | ({"h": layer_sizes[1]} if len(layer_sizes) == 3 else {})
    return sizes


def name_of_size(size, call, exercise):
    """ "n + 1 (with the bias)" for 7 where n is 6; "" where a size has no name."""
    for name, value in sizes_of(call, exercise).items():
        if size == value:
            return name
        if name in "nh" and size == value + 1:
            return f"{name} + 1, with the bias"
    return ""


def names_of_ratio(c, call, exercise):
    """The names that a factor can have: "m", "1/m", "−2", …"""
    named = {"2": 2.0} | sizes_of(call, exercise)
    named |= {f"{a}·{b}": named[a] * named[b] for a, b in combinations(named, 2)}
    for name, value in named.items():
        for text, number in ((name, value), (f"1/({name})" if "·" in name else f"1/{name}", 1 / value)):
            for sign, signed in (("", number), ("−", -number)):
                if np.isclose(c, signed, rtol=1e-5):
                    yield sign + text


def parameters(exercise, call):
    """The names of a call's arguments, in order."""
    arguments = functions(exercise.answer)[call.function].args.args
    return [argument.arg for argument in arguments][:len(call.arguments)]


def in_words(call, exercise):
    """A call as one would write it, arrays by their shapes: cost(theta (43,), X (11, 6), layer_sizes=(6, 4, 3))."""
    return f"{call.function}({', '.join(map(argument_in_words, parameters(exercise, call), call.arguments))})"


def argument_in_words(name, argument):
    if isinstance(argument, np.ndarray) and argument.size > 4:
        return f"{name} {argument.shape}"
    if isinstance(argument, np.ndarray):
        return f"{name}=np.array({argument.tolist()})"
    if is_sequence(argument) and (is_made(argument) or argument[:1] == ("spy",) or any(map(np.ndim, argument))):
        return name
    return f"{name}={argument!r}"


def worst_entries(exercise, call, got, expected):
    """The three entries that differ most, by name; for a flat theta the table of its blocks, too."""
    names = exercise.names.get(call.function, "")
    if is_sequence(expected):
        if not is_sequence(got) or len(got) != len(expected):
            return
        flat = [*leaves(got, expected, list(names) if is_sequence(names) else [])]
    else:
        flat = [(names, got, expected)]
    layer_sizes = dict(zip(parameters(exercise, call), call.arguments, strict=True)).get("layer_sizes")
    entries = []
    for name, g, e in flat:
        if not (is_numeric(g) and is_numeric(e)) or np.shape(g) != np.shape(e) or np.size(e) == 0:
            continue
        g, e = as_real(np.asarray(g)), as_real(np.asarray(e))
        error = np.nan_to_num(np.abs(g - e), nan=np.inf).ravel()
        for place in np.argsort(-error, kind="stable")[:3]:
            if error[place] > 0:
                index = np.unravel_index(place, e.shape)
                label = entry_name(place, layer_sizes) if name == "theta" else named(name, index)
                entries.append((error[place], f"    {label} expected {e[index]:.6g} got {g[index]:.6g}"))
    entries.sort(key=lambda entry: -entry[0])
    yield from (text for _, text in entries[:3])
    of_a_shape = is_numeric(got) and np.isrealobj(got) and np.shape(got) == np.shape(expected)
    if names == "theta" and of_a_shape and np.isfinite(got).all():
        yield from block_table(got, expected, layer_sizes, sizes_of(call, exercise).get("m"))


def leaves(got, expected, names):
    """(name, got, expected) of each array in a sequence, or in the sequences in it."""
    for position, (g, e) in enumerate(zip(got, expected, strict=True)):
        name = names[position] if position < len(names) else f"[{position}]"
        if is_sequence(e):
            if is_sequence(g) and len(g) == len(e):
                yield from leaves(g, e, list(name) if is_sequence(name) else [])
        else:
            yield name, g, e


def named(name, index):
    """ "a2[3, 1]", or "the result" for one number."""
    return f"{name}[{', '.join(map(str, index))}]" if index else name or "the result"


def block_table(got, expected, layer_sizes, m):
    """Each block of a flat gradient in a line: "Theta1 bias      ok"."""
    for name, where in blocks(layer_sizes).items():
        g, e = np.asarray(got, float)[where], np.asarray(expected, float)[where]
        faulty = not np.all(np.abs(g - e) <= 1e-6 * np.max(np.abs(expected)))
        block = Block(name, len(where), relative_difference(g, e), constant_ratio(e, g), None, faulty)
        yield f"    {name:<16} {what_differs(block, m) if faulty else 'ok'}"
