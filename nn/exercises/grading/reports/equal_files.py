"""Files that are equal but for white space: who has the same one as whom. It costs no points; someone looks at it."""
from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from nn.exercises.exercise import exercises
from nn.exercises.grading.records import Row
from nn.exercises.grading.texts import one_line
from nn.exercises.source import functions

MOST_NAMED = 3                      # of those with the same file; of more, the first is named, and the number

#: an answer of fewer statements is written in the same way by many who have not seen each other's
FEW_STATEMENTS = 4


class Equal(NamedTuple):
    """Students with the same files."""
    rows: tuple[Row, ...]
    stems: tuple[str, ...]


def equal_files(rows: Iterable[Row]) -> list[Equal]:
    """Who has which files in common; those with the most of them first.

    The members of a group handed in one submission, and count as one; so do not those who wrote a short answer alike.
    """
    texts: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        for stem, text in row.same_text.items():
            if text and not is_short(stem):
                texts[stem, text].append(row)
    stems: dict[tuple[str, ...], list[str]] = defaultdict(list)
    owners: dict[tuple[str, ...], tuple[Row, ...]] = {}
    for (stem, _), having in sorted(texts.items()):
        if len({row.submission.name for row in having}) > 1:
            ids = tuple(row.submission.id for row in having)
            owners[ids] = tuple(having)
            stems[ids].append(stem)
    found = [Equal(owners[ids], tuple(stems[ids])) for ids in stems]
    return sorted(found, key=lambda one: (-len(one.stems), len(one.rows), one.rows[0].submission.id))


def same_as(rows: Sequence[Row]) -> dict[str, list[str]]:
    """ID -> ["same as Alan Turing (exercises 6 and 10)", …], for those who have a file in common with others."""
    lines: dict[str, list[str]] = defaultdict(list)
    for one in equal_files(rows):
        for row in one.rows:
            others = [other for other in one.rows if other.submission.name != row.submission.name]
            lines[row.submission.id].append(f"same as {names(others)} ({exercise_numbers(one.stems)})")
    return lines


def names(rows: Sequence[Row]) -> str:
    """ "Ada Lovelace and Alan Turing", "Ada Lovelace and 41 others"."""
    known = [one_line(row.submission.student or row.submission.name) or row.submission.id for row in rows]
    if len(known) > MOST_NAMED:
        return f"{known[0]} and {len(known) - 1} others"
    return enumerated(known)


def exercise_numbers(stems: Sequence[str]) -> str:
    """ "exercise 10", "exercises 6, 7 and 10"."""
    return f"exercise{'s' * (len(stems) > 1)} {enumerated([str(int(stem[2:4])) for stem in stems])}"


def enumerated(parts: Sequence[str]) -> str:
    """ "a, b and c"."""
    return " and ".join(filter(None, [", ".join(parts[:-1]), parts[-1]]))


@cache
def is_short(stem: str) -> bool:
    """Is the answer to an exercise so short that equal ones say nothing?"""
    answer = next((one.answer for one in exercises() if one.stem == stem), None)
    if answer is None:
        return False
    return sum(isinstance(node, ast.stmt) and not isinstance(node, (ast.Import, ast.ImportFrom, ast.Expr))
               for function in functions(answer).values() for part in function.body for node in ast.walk(part)
               ) < FEW_STATEMENTS
