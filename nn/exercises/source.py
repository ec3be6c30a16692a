"""Sources: answers, stubs, variants."""
import ast
import builtins
import re
from functools import cache
from itertools import takewhile
from pathlib import Path
from types import SimpleNamespace

MARK = "# --- how it is checked ---"


KEY = Path(__file__).parent / "key"


OTHERS = "nn.exercises.key."


def answer_of(path):
    """The upper part of a key file, without what it imports for the lower one; key files become the student's own."""
    source = path.read_text(encoding="utf-8")
    upper, mark, _ = source.partition(MARK)
    if not mark:
        raise ValueError(f"{path} has no line {MARK!r}")
    lines = upper.splitlines()
    for node in ast.parse(upper).body:
        if isinstance(node, ast.ImportFrom) and node.module.startswith(OTHERS):
            lines[node.lineno - 1] = lines[node.lineno - 1].replace(OTHERS, "")
        elif isinstance(node, ast.ImportFrom) and node.module.startswith("nn.exercises"):
            lines[node.lineno - 1:node.end_lineno] = [None] * (node.end_lineno - node.lineno + 1)
    text = "\n".join(line for line in lines if line is not None).rstrip() + "\n"
    return re.sub("\n{4,}", "\n\n\n", text)                          # where imports were, there is a gap


def files_read(answer):
    """The other files of the student's that an answer imports: ("ex01_one_hot", …)."""
    return tuple(node.module for node in ast.parse(answer).body
                 if isinstance(node, ast.ImportFrom) and (KEY / f"{node.module}.py").exists())


def functions(answer):
    """The public functions of an answer, in order: name -> ast node."""
    return {node.name: node for node in ast.parse(answer).body
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")}


def stub(exercise):
    """What the student gets: the answer, each public function without its body, or whole but for the exercise's bug."""
    source = exercise.answer
    for right, wrong in exercise.bug.items():
        source = source.replace(right, wrong)
    task = "find the bug below, then delete" if exercise.bug else "write it here, instead of"
    lines = source.splitlines()
    for name, node in reversed(functions(source).items()):
        imports = takewhile(lambda line: isinstance(line, (ast.Import, ast.ImportFrom)), node.body[1:])
        first = [node.body[0], *imports][-1].end_lineno             # the last line of the docstring, or below it
        last = first if exercise.bug else node.end_lineno
        lines[first:last] = [f'    raise NotImplementedError("{name}: {task} this line")']
    return "\n".join(lines) + "\n"


def define(source):
    """The functions that a source text of ours defines: name -> function."""
    namespace = {"__name__": "answer", "__builtins__": vars(builtins) | {"__import__": import_for_an_answer}}
    exec(compile(source, "<answer>", "exec"), namespace)
    return namespace


def import_for_an_answer(name, *how):
    """import, which finds the answers to other exercises where a student's file would find the student's own."""
    return answer_module(name) if (KEY / f"{name}.py").exists() else __import__(name, *how)


@cache
def answer_module(stem):
    return SimpleNamespace(**define(answer_of(KEY / f"{stem}.py")))


@cache
def body(answer):
    """An answer without its docstrings, which would otherwise share their words with the code."""
    lines = answer.splitlines()
    for node in ast.walk(ast.parse(answer)):
        if isinstance(node, (ast.FunctionDef, ast.Module)) and ast.get_docstring(node) is not None:
            first, last = node.body[0].lineno, node.body[0].end_lineno
            lines[first - 1:last] = ["    ..." if isinstance(node, ast.FunctionDef) else ""] + [""] * (last - first)
    return "\n".join(lines) + "\n"


def variant(exercise, *mistakes):
    """The source of an answer with these mistakes in it, or None where two of them change the same place.

    Raises : ValueError where a mistake's text is not found exactly once
    """
    source = body(exercise.answer)
    places = []
    for mistake in mistakes:
        for right, wrong in mistake.edits.items():
            if source.count(right) != 1:
                raise ValueError(f"{mistake.slug}: {right!r} stands {source.count(right)} times in {exercise.stem}, "
                                 f"wanted once")
            start = source.index(right)
            places.append((start, start + len(right), wrong))
    places.sort()
    if any(end > start for (_, end, _), (start, _, _) in zip(places, places[1:], strict=False)):
        return None
    for start, end, wrong in reversed(places):
        source = source[:start] + wrong + source[end:]
    return source
