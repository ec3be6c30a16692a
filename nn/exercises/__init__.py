"""The exercises of the course, and the checker that names a mistake; README.md says how it works.

    key/         one file an exercise: its task, its answer, how it is called, its hints and its known mistakes
    exercise.py  what an exercise is and what a mistake is; finds all of them
    source.py    the texts made from an answer: the stub that a student edits, and variants with a mistake in them
    stand_ins.py what our own answers use in place of matplotlib and of one training after another
    probes.py    the networks on which answers are compared
    sandbox/     runs what a student wrote in a process of its own, and brings back what each call gave
    verdict/     is an answer right, and if not, which mistake is it?
    written.py   what a student has written, in files or in the cells of a notebook
    course.py    a student's folder: its progress, one check of one exercise
    points.py    points.cfg: how many points each exercise has, as an instructor gives them
    notebook/    the exercises in a notebook; %%check: a cell is checked as a file is
    bugs.py      programs with one wrong line; hunt.py says what `nn hunt` says about them
    right_gradients.py   what a test of backpropagation must pass
    report.py    what is printed about a check; commands.py does it for `nn`, grader.py for pytest
    pictures/    `nn check --show`: an answer beside the right one, as a picture
    folder/      what `nn start` copies beside the stubs
"""
from typing import Any


def load_ipython_extension(shell: Any) -> None:
    """%load_ext nn.exercises: the commands %%check, %hint, %progress and %solution."""
    from nn.exercises.notebook import magics
    magics.load(shell)


def unload_ipython_extension(shell: Any) -> None:
    """%unload_ext nn.exercises"""
    from nn.exercises.notebook import magics
    magics.unload(shell)
