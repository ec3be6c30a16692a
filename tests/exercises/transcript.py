"""The run that nn/exercises/README.md shows, from nn start to full marks.

    python tests/exercises/transcript.py    # writes it, and the table of the exercises in a student's README.md
"""
import contextlib
import io
import os
import tempfile
from pathlib import Path

from variants import variant

import nn.exercises
from nn.app.cli import main
from nn.exercises.exercise import exercises, find
from nn.exercises.source import body, stub

README = Path(nn.exercises.__file__).parent / "README.md"
STUDENTS = README.parent / "folder" / "README.md"
#: what the student of the transcript gets wrong before it is right: slugs, two for a pair
MISTAKES = [("oh-no-minus-1",), ("u-start-plus-1",), ("sig-sign",), ("ff-bias-squashed",), ("p-no-plus-1",),
            ("cost-no-m",), ("rc-bias-included",), ("sg-of-activation",), ("init-positive",),
            ("g-theta1-no-m", "g-sg-of-a2"), ("ng-precedence",), ("rg-mutates-theta",), ("t-maxiter",),
            ("v-drop-last",)]


def exercise_table():
    """The exercises as rows of a Markdown table."""
    for exercise in exercises():
        points = exercise.points or ("bonus" if exercise.bonus else "practice")
        yield f"| {exercise.number} | {exercise.title} | {exercise.lecture} | {points} | {exercise.file} |"


def transcript(folder):
    """Lines of a session in a new folder: commands, what the student writes, and what nn says."""
    yield from run(f"nn start {folder}")
    os.chdir(folder)
    yield from run("nn", last=3)
    for slugs in MISTAKES:
        exercise, mistakes = found(slugs)
        source = variant(exercise, *mistakes)
        yield ""
        yield from written(exercise, source)
        yield from run(f"nn check {exercise.number}")
        if slugs == ("sig-sign",):
            yield from run(f"nn check {exercise.number}")
            yield from run(f"nn hint {exercise.number}")
            yield from run(f"nn check {exercise.number}")
        save(exercise, exercise.answer)
        yield from run(f"nn check {exercise.number}", first=1)
    yield from unusual("sigmoid", "    while True: z = 1 / (1 + np.exp(-z))\n", "nn check 3 --seconds 1")
    yield from unusual("cost", "    return 0.5 * np.sum((sigmoid(X) - X) ** 2\n", "nn check 6")
    yield from unusual("cost", "    return float(np.mean(np.abs(theta)))\n", "nn check 6")
    for exercise in exercises():
        save(exercise, exercise.answer)
    yield ""
    yield from run("nn check")


def unusual(name, lines, command):
    """What is said of a function with that body, which is not a known mistake."""
    exercise = find(name)
    save(exercise, stub(exercise).partition("    raise NotImplementedError")[0] + lines)
    yield ""
    yield from (f"# {exercise.stem}.py: {line}" for line in lines.splitlines())
    yield from run(command)


def found(slugs):
    """(exercise, mistakes) of slugs."""
    for exercise in exercises():
        first = {mistake.slug: mistake for mistake in reversed(exercise.mistakes)}     # of several forms
        if first.keys() >= set(slugs):
            return exercise, [first[slug] for slug in slugs]
    raise ValueError(f"no exercise has the mistakes {slugs}")


def written(exercise, source):
    """Saves what a student wrote, and shows its lines that are not in the answer."""
    save(exercise, source)
    right = set(body(exercise.answer).splitlines())
    yield from (f"# {exercise.stem}.py: {line.split('  #')[0]}" for line in source.splitlines() if line not in right)


def save(exercise, source):
    Path(f"{exercise.stem}.py").write_text(source, encoding="utf-8")


def run(command, first=0, last=0):
    """A command and what it prints, or the first or the last lines of that."""
    yield f"$ {command}"
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        main(command.split()[1:])
    lines = printed.getvalue().splitlines()
    yield from lines[:first] if first else lines[-last:] if last else lines


def students_readme(text):
    """A student's README.md with the table as it comes out now."""
    start = text.index("| 1 | ")
    end = text.index("\n\n", start)
    return text[:start] + "\n".join(exercise_table()) + text[end:]


def readme(text):
    """README.md with the transcript as it comes out now."""
    with tempfile.TemporaryDirectory() as folder:
        here = os.getcwd()
        os.chdir(folder)
        try:
            lines = list(transcript("my-course"))
        finally:
            os.chdir(here)
    start = text.index("    $ nn start my-course")
    end = text.index("\n\n## How it works")
    return text[:start] + "\n".join(f"    {line}".rstrip() for line in lines) + text[end:]


if __name__ == "__main__":
    for path, made in ((README, readme), (STUDENTS, students_readme)):
        path.write_text(made(path.read_text(encoding="utf-8")), encoding="utf-8")
