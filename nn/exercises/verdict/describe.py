"""The text about a wrong value that matches no known mistake: how it differs from the right one. At most 12 lines."""
import re
from collections.abc import Iterator, Sequence
from itertools import combinations, permutations
from typing import Any

import numpy as np

from nn.exercises.exercise import Exercise, Fact
from nn.exercises.sandbox.calls import Call, Observation, Variable
from nn.exercises.source import functions
from nn.exercises.verdict.compare import (
    as_real,
    difference_of_form,
    difference_of_numbers,
    factor,
    is_made,
    is_numeric,
    is_sequence,
    rows_left_empty,
    same,
    shape_as_text,
)
from nn.exercises.verdict.intermediates import first_difference
from nn.exercises.verdict.observed import answer, facts
from nn.exercises.verdict.wording import DESK, Wording
from nn.gradient_check import Block, constant_ratio, relative_difference, what_differs
from nn.parameters import blocks, entry_name

#: names of weights and of data, as notebooks have them: theta, t1, Theta2, initial_nn_params, X, y_train
DATA = re.compile(r"((initial|nn|all|my|trained)_?)*(theta|t|w|weights?|params|parameters|x|y|data)s?_?\d*"
                  r"(_?(vec|train|data|flat|hat|matrix|onehot))?", re.IGNORECASE)

#: and of sizes: m, num_labels, hidden_layer_size, n_samples, input_size
SIZES = re.compile(r"[mnhk]|((n|no|num|number)_?)?(of_)?(train(ing)?_|input_?|hidden_?|output_?)*"
                   r"(layer_?)?(sizes?|labels?|class(es)?|units|neurons|nodes|examples|samples|features|inputs|hidden|"
                   r"outputs|dim)", re.IGNORECASE)

#: what a factor of the whole result means, by its name
MEANINGS = {"m": "it is not divided by m, the number of examples",
            "1/m": "it is divided by m once more than it should be",
            "K": "it is K times as large as it should be",
            "m/K": "it is divided by K, the number of classes, instead of m",
            "m/n": "it is divided by n, the number of inputs, instead of m",
            "m/h": "it is divided by h, the number of hidden units, instead of m",
            "1/K": "it is divided by K, too, but the formula sums over the output units",
            "1/(m·K)": "it is divided by m·K once more than it should be"}

#: and of the part that λ adds
MEANINGS_OF_PENALTY = {"λ": "λ counts twice in the penalty: it is λ² there", "1/λ": "the penalty does not contain λ",
                       "m": "the penalty is m times as large as it should be",
                       "1/m": "the penalty is divided by m twice",
                       "1/K": "the penalty is divided by K, too, as by Y.size, which is m·K",
                       "2": "the penalty is twice what it should be", "1/2": "the penalty is half of what it should be"}


def describe(exercise: Exercise, wrong: Sequence[int], observations: Sequence[Observation],
             wording: Wording = DESK) -> Iterator[str]:
    """What is wrong with a value that matches no known mistake: its form, a relation of all numbers, the worst entries.

    wrong : the indices of the calls whose observation differs from the expected one
    """
    i = wrong[0]
    call, got = exercise.calls[i], observations[i]
    names = parameters(exercise, call)
    changed = [name for name, before, after in zip(names, call.arguments, got.arguments, strict=True)
               if not is_made(before) and not same(after, before)]
    if exercise.facts is not None and (got.value is not None or exercise.summary) and not changed:
        summary = exercise.summary(exercise.calls, observations) if exercise.summary else ""
        lines = [*([summary] if summary else []), *untrue(facts(exercise, call, got), wording, summary)]
        yield from (line if i == 0 else line[:1].upper() + line[1:] for i, line in enumerate(lines))
        yield f"The call: {call_as_text(call, exercise, wording)}"
        return
    right = answer(exercise, call)
    if changed:
        yield f"it changes its argument {' and '.join(changed)}, which belongs to the caller: work on a copy."
    elif text := difference_of_return(got, right.value) or difference_of_form(got.value, right.value):
        yield text + "." * (text[-1] not in ".?")
    elif text := outside_as_text(got.outside, call, exercise):
        yield f"{text}."
    elif relations := [*relation(exercise, wrong, observations, wording)]:
        yield from relations
    else:
        agree = len(exercise.calls) - len(wrong)
        steps = first_difference(call, parameters(exercise, call), got.intermediates)
        are_right = (f" {agree} of {len(exercise.calls)} {exercise.noun} "
                     f"{'is' if agree == 1 else 'are'} right; this one is not:")
        yield f"the numbers differ and match no known mistake{steps and f': {steps}'}.{are_right * (agree > 0)}"
    yield f"The call: {call_as_text(call, exercise, wording)}"
    yield from form_as_text(right.value, got.value, wording)
    if not wording.numbers:
        yield from direction(exercise, wrong, observations)
    yield from worst_entries(exercise, call, got.value, right.value, wording)


def form_as_text(expected: Any, got: Any, wording: Wording) -> Iterator[str]:
    """What was expected and what was returned, by shape and dtype; nothing where both are equal and numbers follow."""
    texts = shape_as_text(expected), shape_as_text(got)
    if texts[0] != texts[1]:
        yield f"expected {texts[0]}, got {texts[1]}"
    elif not wording.numbers:
        yield f"Its form is right: {texts[0]}."


def direction(exercise: Exercise, wrong: Sequence[int], observations: Sequence[Observation]) -> Iterator[str]:
    """Is a result that is one number too large or too small, and how often?"""
    pairs = [(observations[i].value, answer(exercise, exercise.calls[i]).value) for i in wrong]
    if not all(is_numeric(value) and np.ndim(value) == 0 and np.isrealobj(value) and np.isfinite(value)
               for pair in pairs for value in pair):
        return
    larger = sum(got > expected for got, expected in pairs)
    counts = {"large": larger, "small": len(pairs) - larger}
    n = len(exercise.calls)
    noun = exercise.noun.removesuffix("s") if n == 1 else exercise.noun
    parts = [f"too {word} on {count} of {n} {noun}" for word, count in counts.items() if count]
    yield f"The result is {', '.join(parts)}."


def untrue(found: Sequence[Fact], wording: Wording, said: str = "", most: int = 6) -> Iterator[str]:
    """The statements on an answer that are not true; some are examined only where the ones before them are true.

    said : what was found and need not be said again
    """
    false = [fact for fact in found if not same(fact.found, fact.expected)]
    for fact in false[:most]:
        note = fact.note if wording.numbers and fact.note else found_as_text(fact.found)
        note = "" if isinstance(fact.found, str) and fact.found in said else note
        sentence = fact.otherwise or f"this should be true, but is not: {fact.statement}"
        yield f"{sentence}.{note and f' {note}'}"


def found_as_text(found: Any) -> str:
    """What a fact is in the answer, or "" for what is not for the eyes."""
    if isinstance(found, str):
        return f"Yours: {found}" + "." * (found[-1:] not in ".?!")
    return f"Yours has the shape {found}." if isinstance(found, tuple) else ""


def difference_of_return(got: Observation, expected: Any) -> str:
    """What is wrong with what is returned, where the right numbers are printed or returned among others, or ""."""
    if got.value is None and got.printed.strip():
        return "it returns None: it prints something instead of returning it. The last line must be a return"
    if is_sequence(got.value) and not is_sequence(expected) and len(got.value) > 1:
        for position, item in enumerate(got.value):
            if same(item, expected):
                return (f"it returns a {type(got.value).__name__}, expected {shape_as_text(expected)}: item {position} "
                        f"of it is right, return that one alone")
    return ""


def relation(exercise: Exercise, wrong: Sequence[int], observations: Sequence[Observation],
             wording: Wording) -> Iterator[str]:
    """One relation that is true of all wrong calls, "yours / expected = 5.000 = m everywhere", and what it means."""
    calls, got = [exercise.calls[i] for i in wrong], [observations[i].value for i in wrong]
    expected = [answer(exercise, call).value for call in calls]
    if all(is_numeric(value) and not np.any(value) for value in got):
        yield "all numbers are 0: the result is never filled in, or another name is returned than the one you write to."
        return
    if text := name_of_rows_left_empty(exercise, calls, got, expected):
        yield text + "." * (text[-1] not in ".?")
        return
    relations = set(map(difference_of_numbers, got, expected))
    if len(relations) == 1 and "" not in relations:
        text = relations.pop()
        yield text + "." * (text[-1] not in ".?")
    elif ratio := common_factor(exercise, calls, got, expected):
        yield ratio_as_text(*ratio, MEANINGS, "", wording)
    elif all("lambda_" in parameters(exercise, call) for call in calls):
        yield from relation_of_penalty(exercise, calls, got, expected, wording)


def name_of_rows_left_empty(exercise: Exercise, calls: Sequence[Call], got: Sequence, expected: Sequence) -> str:
    """ "of a2, only row 0 is filled in …" where the same is true at all calls of a matrix that is returned, or ""."""
    found = []
    for call, g, e in zip(calls, got, expected, strict=True):
        names = exercise.names.get(call.function, "")
        parts = leaves([g], [e], [names] if names else [])
        found.append({f"of {name}, {text}" if is_sequence(e) else text: None
                      for name, one, other in parts if (text := rows_left_empty(one, other))})
    return next((text for text in found[0] if all(text in one for one in found)), "")


def relation_of_penalty(exercise: Exercise, calls: Sequence[Call], got: Sequence, expected: Sequence,
                        wording: Wording) -> Iterator[str]:
    """How the parts that λ adds are related, where what is left without λ is right."""
    position = parameters(exercise, calls[0]).index("lambda_")
    zero = [call.arguments[:position] + (0.0,) + call.arguments[position + 1:] for call in calls]
    without = [answer(exercise, Call(call.function, arguments)).value
               for call, arguments in zip(calls, zero, strict=True)]
    if not all(is_numeric(g) and np.shape(g) == np.shape(e) for g, e in zip(got, expected, strict=True)):
        return
    penalties = [[value - rest for value, rest in zip(values, without, strict=True)] for values in (got, expected)]
    if ratio := common_factor(exercise, calls, *penalties):
        yield ratio_as_text(*ratio, MEANINGS_OF_PENALTY, "the penalty is wrong", wording)


def ratio_as_text(number: float, name: str, meanings: dict[str, str], otherwise: str, wording: Wording) -> str:
    """What a factor means, and the factor: "it is divided by K …: yours / expected = 3.667 = m/K everywhere.".

    Where numbers are not shown, a factor is shown by its name, as it may be that of an input.
    """
    meaning = meanings.get(name, otherwise)
    size = f"{number:.4g}"
    equal = " = ".join(dict.fromkeys([size, name] if name and wording.numbers else [name or size]))
    return f"{meaning}{': ' * bool(meaning)}yours / expected = {equal} everywhere."


def common_factor(exercise: Exercise, calls: Sequence[Call], got: Sequence,
                  expected: Sequence) -> tuple[float, str] | None:
    """(factor in the first call, its name or "") where there is one for all numbers of each call."""
    factors = [c for pair in zip(got, expected, strict=True) if (c := factor(*pair)) is not None]
    if len(factors) < len(calls):
        return None
    names = [set(names_of_ratio(c, call, exercise)) for c, call in zip(factors, calls, strict=True)]
    common = set.intersection(*names)
    if common:
        return factors[0], min(common, key=lambda name: (len(name), name))
    return (factors[0], "") if np.ptp(factors) <= 1e-5 * abs(factors[0]) else None


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
    given = dict(zip(parameters(exercise, call), call.arguments, strict=True))
    values = {"2": 2.0} | sizes_of(call, exercise) | ({"λ": given["lambda_"]} if given.get("lambda_") else {})
    products = {f"{a}·{b}": values[a] * values[b] for a, b in combinations(values, 2)}
    for a, b in permutations(values, 2):
        if np.isclose(c, values[a] / values[b], rtol=1e-5):
            yield f"{a}/{b}"
    for name, value in (values | products).items():
        for text, number in ((name, value), (f"1/({name})" if "·" in name else f"1/{name}", 1 / value)):
            for sign, signed in (("", number), ("−", -number)):
                if np.isclose(c, signed, rtol=1e-5):
                    yield sign + text


def parameters(exercise: Exercise, call: Call) -> list[str]:
    """The names of a call's arguments, in order."""
    arguments = functions(exercise.answer)[call.function].args.args
    return [argument.arg for argument in arguments][:len(call.arguments)]


def call_as_text(call: Call, exercise: Exercise, wording: Wording = DESK) -> str:
    """A call as one would write it, arrays by their shapes: cost(theta (43,), X (11, 6), layer_sizes=(6, 4, 3))."""
    texts = [argument_as_text(name, argument, wording)
             for name, argument in zip(parameters(exercise, call), call.arguments, strict=True)]
    return f"{call.function}({', '.join(texts)})"


def argument_as_text(name, argument, wording):
    if isinstance(argument, np.ndarray) and (argument.size > 4 or not wording.numbers):
        return f"{name} {argument.shape}"
    if isinstance(argument, np.ndarray):
        return f"{name}=np.array({argument.tolist()})"
    if not wording.numbers or is_sequence(argument) and (is_made(argument) or any(map(np.ndim, argument))):
        return name
    return f"{name}={argument!r}"


def worst_entries(exercise: Exercise, call: Call, got: Any, expected: Any, wording: Wording) -> Iterator[str]:
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
                entries.append((error[place], label, f"expected {e[index]:.6g} got {g[index]:.6g}"))
    entries.sort(key=lambda entry: -entry[0])
    if wording.numbers:
        yield from (f"    {label} {text}" for _, label, text in entries[:3])
    elif entries and (is_sequence(expected) or np.ndim(expected)):
        yield f"They differ most at {', '.join(label for _, label, _ in entries[:3])}."
    yield from (f"    {name:<16} {text}" for name, text in table_of_blocks(exercise, call, got))


def outside_as_text(variables: Sequence[Variable], call: Call, exercise: Exercise) -> str:
    """Weights, data or sizes assigned outside the functions that are not those of the arguments, or "".

    For example "t1 (25, 401) is assigned outside the function …", "num_labels = 10 is assigned …"
    """
    arrays = [argument for argument in call.arguments if isinstance(argument, np.ndarray)]
    sizes = {size for array in arrays for size in array.shape} | {
        size + one for size in sizes_of(call, exercise).values() for one in (0, 1)}
    others = [one for one in variables
              if one.kind != "int" and DATA.fullmatch(one.name) and not set(one.shape) <= sizes | {1}]
    if not others:
        numbers = [f"{one.name} = {one.number}" for one in variables
                   if one.kind == "int" and SIZES.fullmatch(one.name) and one.number not in sizes]
        return sizes_outside_as_text(numbers, parameters(exercise, call)) if sizes_of(call, exercise) else ""
    names = " and ".join(f"{one.name} {one.shape}" for one in others)
    many = len(others) > 1
    return (f"the array{'s' * many} {names} {'are' if many else 'is'} assigned outside the function, with "
            f"{'their' if many else 'its'} sizes not those of the arguments: use "
            f"{', '.join(parameters(exercise, call))} instead")


def sizes_outside_as_text(numbers: Sequence[str], names: Sequence[str]) -> str:
    """ "the number m = 5000 is assigned outside …: take it from X, Y, … instead"; "" for none."""
    if len(numbers) < 2:
        return (f"the number {numbers[0]} is assigned outside the function and is not a size of the arguments: take it "
                f"from {', '.join(names)} instead") if numbers else ""
    return (f"the numbers {' and '.join(numbers)} are assigned outside the function and are not sizes of the "
            f"arguments: take them from {', '.join(names)} instead")


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


def block_table(got: np.ndarray, expected: np.ndarray, layer_sizes: tuple[int, ...],
                m: int | None) -> list[tuple[str, str]]:
    """(name, what differs) of each block of a flat gradient: ("Theta1 bias", "ok")."""
    return [(name, block_as_text(name, np.asarray(got, float)[where], np.asarray(expected, float)[where],
                                 1e-6 * np.max(np.abs(expected)), m)) for name, where in blocks(layer_sizes).items()]


def block_as_text(name: str, got: np.ndarray, expected: np.ndarray, tolerance: float, m: int | None) -> str:
    """What differs in one block, or "ok"."""
    if np.all(np.abs(got - expected) <= tolerance):
        return "ok"
    return what_differs(Block(name, len(got), relative_difference(got, expected), constant_ratio(expected, got), None,
                              True), m)


def table_of_blocks(exercise: Exercise, call: Call, got: Any) -> list[tuple[str, str]]:
    """The block_table of what a call returned; [] where that is not a flat gradient of finite numbers."""
    layer_sizes = dict(zip(parameters(exercise, call), call.arguments, strict=True)).get("layer_sizes", ())
    if exercise.names.get(call.function, "") != "theta" or not layer_sizes:
        return []
    expected = answer(exercise, call).value
    if not (is_numeric(got) and np.isrealobj(got) and np.shape(got) == np.shape(expected) and np.isfinite(got).all()):
        return []
    return block_table(got, expected, layer_sizes, sizes_of(call, exercise).get("m"))
