"""The exercises of the course, and the checker that names a mistake; README.md tells how they are used.

    wire.py      numbers and arrays as bytes, and back: all that a worker and the checker exchange
    worker.py    the process that imports a student's file and calls its functions
    runner.py    starts workers, sends calls, takes answers, and ends what does not end by itself
    exercise.py  what an exercise is, and where all of them are found
    judge.py     is an answer right, and if not, which mistake is it?
    describe.py  what is said where it is none that is known
    key/         one file an exercise: its task, its answer, how it is checked, and its known mistakes
    ex01_….py    what a student edits; made from key/
"""
