"""exercises.ipynb, as `nn start --notebook` writes it: each exercise a cell with its task and a cell with its stub."""
import ast
import json
import re
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeGuard

from nn.exercises.exercise import Exercise
from nn.exercises.source import functions, is_key, stub

BEGINNING = """# The exercises

Run the cell below first, and again after each restart of the kernel; then running a cell that begins with `%%check`
says whether the function in it is right, and which mistake is in it if it is not. `%hint 6` gives a hint for exercise
6, and `%progress` shows how far you are."""
LOAD = "%load_ext nn.exercises"
AFTERWARDS = "# once all of these are passed: your network learns the 5,000 digits, in about ten seconds\n"
PICTURE = ('import matplotlib.pyplot as plt\nfrom IPython.display import Image\n'
           'plt.close(figure)                                   # where plt made it, it would be shown a second time\n'
           'Image("my_hidden_units.png")\n')

#: characters with which CommonMark or LaTeX begins something; an underscore inside a word is none
SPECIAL = re.compile(r"[\\`*<$]|(?<!\w)_|_(?!\w)")


def notebook(exercises: Sequence[Exercise]) -> dict[str, Any]:
    """A notebook of format 4.5 with these exercises, as what its JSON contains."""
    cells = [markdown_cell("start", BEGINNING), code_cell("load", LOAD)]
    for exercise in exercises:
        cells += cells_of(exercise)
        if example := example_of(exercise):
            cells.append(code_cell(f"{identity(exercise)}-example", example))
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return {"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}


def as_bytes(contents: dict[str, Any]) -> bytes:
    """The bytes of a notebook's file, as Jupyter writes them."""
    text = json.dumps(contents, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
    return text.encode("utf-8", "replace")                          # half of a UTF-16 pair is a "?"


def cells_of(exercise: Exercise) -> list[dict[str, Any]]:
    """The cell with the task of an exercise and the one with its stub."""
    return [markdown_cell(f"{identity(exercise)}-task", task(exercise)),
            code_cell(identity(exercise), stub_of_cell(exercise))]


def identity(exercise: Exercise) -> str:
    """The id of its cell: "ex06"."""
    return f"ex{exercise.number:02}"


def markdown_cell(name: str, text: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "id": name, "metadata": {}, "source": lines_of(text)}


def code_cell(name: str, text: str) -> dict[str, Any]:
    return {"cell_type": "code", "execution_count": None, "id": name, "metadata": {}, "outputs": [],
            "source": lines_of(text)}


def lines_of(text: str) -> list[str]:
    """The source of a cell as Jupyter stores it: its lines, of which the last one has no end."""
    return text.rstrip("\n").splitlines(keepends=True)


# the task

def task(exercise: Exercise) -> str:
    """Title, points, lecture and task; then each function with its equation and the shapes of its arguments."""
    title, _, text = docstring_of_file(exercise).partition("\n\n")
    points = f"{exercise.points} points" if exercise.points else "bonus" if exercise.bonus else "practice"
    return "\n\n".join([f"## {title}", f"*{points} · {exercise.lecture}*", escaped(text), *signatures(exercise)])


def docstring_of_file(exercise: Exercise) -> str:
    return ast.get_docstring(ast.parse(exercise.answer)) or ""


def signatures(exercise: Exercise) -> Iterator[str]:
    """Of each function the call, the equation, and a list of its arguments and of what it returns."""
    lines = exercise.answer.splitlines()
    for name, node in functions(exercise.answer).items():
        yield f"`{lines[node.lineno - 1].removeprefix('def ').removesuffix(':')}`"
        if name in exercise.formulas:
            yield f"$$\n{exercise.formulas[name]}\n$$"
        yield "\n".join(f"- {'Returns' if argument == 'Returns' else f'`{argument}`'}: {escaped(meaning)}"
                        for argument, meaning in arguments_of(ast.get_docstring(node) or ""))


def arguments_of(docstring: str) -> list[tuple[str, str]]:
    """(argument, what its line says) of a docstring, the last one "Returns"."""
    found = re.findall(r"^(\w+) *: ((?:.*\n?)(?:[ ]+.*\n?)*)", docstring, re.MULTILINE)
    return [(name, " ".join(text.split())) for name, text in found]


def escaped(text: str) -> str:
    """A text as Markdown that looks like it."""
    return SPECIAL.sub(r"\\\g<0>", text)


# the stub

def stub_of_cell(exercise: Exercise) -> str:
    """The cell that a student edits: the line with the magic, and the stub without what a cell does not need.

    That is the task, which is in the cell above; the imports of the student's own files, whose functions are in other
    cells; and what runs only where the file is the program.
    """
    source = stub(exercise)
    task, *nodes = ast.parse(source).body
    own = [node for node in nodes if is_own_import(node)]
    rest = without(source, [task, *own, *filter(is_main, nodes)])
    names = ", ".join(alias.name for node in own for alias in node.names)
    comment = textwrap.fill(f"your own functions, in the cells above: {names}", 100, initial_indent="# ",
                            subsequent_indent="# ") + "\n" if own else ""
    return f"%%check {exercise.number}\n{comment}{rest}"


def example_of(exercise: Exercise) -> str:
    """What a file does where it is the program, as a cell; "" where that is nothing."""
    source = stub(exercise)
    lines = source.splitlines(keepends=True)
    code = "".join("".join(lines[node.body[0].lineno - 1:node.end_lineno])
                   for node in ast.parse(source).body if is_main(node))
    return AFTERWARDS + textwrap.dedent(code) + PICTURE if code else ""


def is_own_import(node: ast.stmt) -> TypeGuard[ast.ImportFrom]:
    """Does it import one of the student's own files?"""
    return isinstance(node, ast.ImportFrom) and is_key(node.module or "")


def is_main(node: ast.stmt) -> TypeGuard[ast.If]:
    """Is it  if __name__ == "__main__"?"""
    return isinstance(node, ast.If) and "__name__" in ast.unparse(node.test)


def without(source: str, nodes: Iterable[ast.stmt]) -> str:
    """A source without the lines of some of its statements, and without the gaps that they leave."""
    gone = {number for node in nodes for number in range(node.lineno, (node.end_lineno or 0) + 1)}
    text = "".join(line for number, line in enumerate(source.splitlines(keepends=True), start=1) if number not in gone)
    return re.sub("\n{4,}", "\n\n\n", text).strip("\n") + "\n"
