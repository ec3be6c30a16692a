"""The exercises of the course, and the checker that names a mistake; README.md says how it works.

    key/         one file an exercise: its task, its answer, how it is called, its hints and its known mistakes
    exercise.py  what an exercise is and what a mistake is; finds all of them
    source.py    the texts made from an answer: the stub that a student edits, and variants with a mistake in them
    stand_ins.py what our own answers use in place of matplotlib and of one training after another
    probes.py    the networks on which answers are compared
    sandbox/     runs a student's file in a process of its own, and brings back what each call gave
    verdict/     is an answer right, and if not, which mistake is it?
    bugs.py      programs with one wrong line; hunt.py says what `nn hunt` says about them
    right_gradients.py   what a test of backpropagation must pass
    course.py    a student's folder: its files, its progress, one check of one file
    report.py    what is printed about a check; commands.py does it for `nn`, grader.py for pytest
    folder/      what `nn start` copies beside the stubs
"""
