"""`nn hunt`: a program with one wrong line, which is to be found by the table of nn.check_gradient.

    lines = serve("my-course")          # the open bug, or the next one; writes hunt.py
    found, lines = answer("my-course", 17)
    lines = give_up("my-course")

What is said are lines of text. Which bug is open is kept in .progress.json as a seed: what is wrong with a program is
written nowhere before it is found.
"""
import ast
import secrets
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import count
from pathlib import Path
from typing import NamedTuple

import numpy as np

from nn.exercises.bugs import HEAD, Bug, bug_of
from nn.exercises.course import find_course, read_progress, read_text, remember, write
from nn.gradient_check import Block

FILE = "hunt.py"
SEEDS = 10 ** 6

bug = lru_cache(8)(bug_of)
COMMAND = "nn hunt"                 # what hides a bug; in a notebook %hunt


class Hunt(NamedTuple):
    """How far a hunt is, as .progress.json keeps it."""
    seed: int = -1                  # of the last bug; -1 before the first
    open: bool = False              # is it still to be found?
    answers: int = 0                # wrong ones, to this bug
    streak: int = 0                 # bugs in a row that were found with the first answer
    longest: int = 0


def folder_of_hunt(folder: str | Path = ".") -> Path:
    """The folder with the exercises, or this one where there are none."""
    try:
        return find_course(folder)
    except ValueError:
        return Path(folder)


def read(folder: str | Path) -> Hunt:
    """The hunt in a folder."""
    row = read_progress(folder).get("hunt", {})
    return Hunt(**{name: row[name] for name in Hunt._fields if name in row}) if row.get("seed", -1) >= 0 else Hunt()


def keep(folder: str | Path, hunt: Hunt) -> None:
    remember(folder, "hunt", **hunt._asdict())


# a bug

def serve(folder: str | Path, seed: int | None = None, command: str = COMMAND) -> Iterator[str]:
    """Writes the open bug, or the next one, and shows it with its table.

    seed    : int >= 0, that of another bug than the open one
    command : what is called to answer
    Raises  : ValueError where there is a hunt.py that nn hunt did not write; OSError where it cannot be written
    """
    path, hunt = Path(folder) / FILE, read(folder)
    before = read_text(path)
    if before is not None and not before.startswith(HEAD):
        raise ValueError(f"{path} exists already, and nn hunt did not write it: rename it, or hunt in another folder")
    is_next = not hunt.open or seed not in (None, hunt.seed)
    if is_next:
        streak = 0 if hunt.open else hunt.streak                    # an open bug that is left is not found
        hunt = hunt._replace(seed=seed_after(hunt.seed) if seed is None else seed, open=True, answers=0, streak=streak)
    text = bug(hunt.seed).text
    if is_next or before is None:
        write(path, text)
    keep(folder, hunt)
    return about_the_program(bug(hunt.seed), path, not is_next and before not in (None, text), command)


def about_the_program(one: Bug, path: Path, changed: bool, command: str) -> Iterator[str]:
    """The functions and their table.

    changed : is the file no longer as it was written?
    """
    yield f"{path}: one line of these functions is wrong."
    yield ""
    yield from listing(one.text)
    yield ""
    if changed:
        yield f"(You changed {FILE}: the lines are counted as they are shown here.)"
    yield f"What check() at the end of {FILE} says:"
    yield ""
    yield from str(one.table).splitlines()
    yield ""
    yield f"Which line is wrong? Answer with {command} and its number:  {command} 17"


def seed_after(seed: int) -> int:
    """The next seed whose bug is another one; at the beginning, any."""
    if seed < 0:
        return secrets.randbelow(SEEDS)
    return next(after for after in count(seed + 1) if bug(after).right != bug(seed).right
                or bug(after).mistake != bug(seed).mistake)


def listing(text: str) -> Iterator[str]:
    """The functions with the numbers of their lines."""
    lines = text.splitlines()
    first, last = HEAD.count("\n"), lines.index(next(line for line in lines if line.startswith("def check(")))
    for number, line in enumerate("\n".join(lines[first:last]).rstrip().splitlines(), start=first + 1):
        yield f"{number:>3}  {line}".rstrip()


@lru_cache(8)
def statements(text: str) -> dict[int, str]:
    """Number -> line, of the lines in the functions which can be wrong: neither their name nor their equation."""
    lines = text.splitlines()
    return {node.lineno: lines[node.lineno - 1].strip() for function in ast.parse(text).body
            if isinstance(function, ast.FunctionDef) and function.name != "check" for node in function.body[1:]}


# an answer

def answer(folder: str | Path, line: int, command: str = COMMAND) -> tuple[bool, Iterator[str]]:
    """(is it that line? what is said about it).

    Raises : ValueError where no bug is open, or where the line is not one of those that can be wrong
    """
    hunt = open_hunt(folder, command)
    one = bug(hunt.seed)
    if line not in statements(one.text):
        raise ValueError(f"line {line} of {FILE} is not one of the lines that can be wrong: those are the statements "
                         f"of the functions, from line {min(statements(one.text))} to {max(statements(one.text))}")
    if line != one.line:
        keep(folder, hunt._replace(answers=hunt.answers + 1, streak=0))
        return False, about_a_right_line(one, line, hunt.streak)
    streak = hunt.streak + 1 if not hunt.answers else 0
    hunt = hunt._replace(open=False, streak=streak, longest=max(streak, hunt.longest))
    keep(folder, hunt)
    return True, about_the_bug(one, f"Yes, line {line}", about_the_streak(hunt, command))


def give_up(folder: str | Path, command: str = COMMAND) -> Iterator[str]:
    """Shows the bug.

    Raises : ValueError where none is open
    """
    hunt = open_hunt(folder, command)._replace(open=False, streak=0)
    keep(folder, hunt)
    one = bug(hunt.seed)
    return about_the_bug(one, f"The wrong line is {one.line}", f"The next one:  {command}")


def open_hunt(folder: str | Path, command: str) -> Hunt:
    hunt = read(folder)
    if not hunt.open:
        raise ValueError(f"no bug is hidden at the moment; {command} hides one")
    return hunt


def about_a_right_line(one: Bug, line: int, streak: int) -> Iterator[str]:
    """A line that was taken for the wrong one."""
    yield f"Line {line} is right:  {statements(one.text)[line]}"
    yield what_the_table_says(one)
    if streak:
        yield f"Your streak of {streak} has ended; it counts the bugs that are found at the first attempt."


def about_the_bug(one: Bug, beginning: str, end: str) -> Iterator[str]:
    """All about a bug: its name, what the line should say, why."""
    yield f"{beginning}: {one.mistake.name}."
    yield f"  it says:     {statements(one.text)[one.line]}"
    yield f"  should be:   {one.right.strip()}"
    yield one.mistake.explanation
    yield end


def about_the_streak(hunt: Hunt, command: str) -> str:
    if not hunt.streak:
        return (f"It took {hunt.answers + 1} attempts; a streak counts the bugs that are found at the first attempt. "
                f"The next one:  {command}")
    longest = f", your longest {hunt.longest}" if hunt.longest > hunt.streak else ""
    return f"Streak: {hunt.streak}{longest}. The next one:  {command}"


def what_the_table_says(one: Bug) -> str:
    """A question that follows from what differs in the table, and is not answered by it."""
    if one.without_penalty.passed:
        return "With check(lambda_=0) the check passes: which lines have a part in the penalty?"
    faulty = {block.name for block in one.table.blocks if block.faulty}
    if len(faulty) == len(one.table.blocks):
        return of_all_blocks(one.without_penalty.blocks)
    for part, question in QUESTIONS.items():
        if all(part in name for name in faulty):
            return question
    right = " and ".join(block.name for block in one.table.blocks if not block.faulty)
    return f"In the table, all blocks but {right} differ: what is used for them, and not for {right}?"


#: what is part of the names of all blocks that differ -> what to ask then
QUESTIONS = {"bias": "In the table, only biases differ: which lines treat the bias, or the bias unit, differently from "
                     "the other inputs?",
             "Theta1": "In the table, only Theta1 differs: what does backpropagation need for Theta1 and not for "
                       "Theta2, and does it fit the forward pass?",
             "Theta2": "In the table, only Theta2 differs: what is its gradient computed from, and does it fit the "
                       "forward pass?",
             "weights": "In the table, only weights differ, and no biases: which lines treat the two differently?"}


def of_all_blocks(blocks: Sequence[Block]) -> str:
    """The question where all blocks differ.

    blocks : of the table of check(lambda_=0)
    """
    ratios = [block.ratio or np.nan for block in blocks]
    if np.ptp(ratios) < 1e-4 * abs(ratios[0]):
        return ("With check(lambda_=0), all blocks differ by the same factor: where is everything multiplied, or "
                "divided, at once?")
    return "In the table, all blocks differ: which lines do all of them depend on, in the cost or in the gradient?"
