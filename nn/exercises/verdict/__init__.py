"""Decides whether an answer is right, and if it is not, which mistake it is. Knows neither files nor processes.

    compare.py   are two values the same, and if not, how do they differ?
    observed.py  what our own answers and their variants give
    judge.py     the verdict, with the name of a known mistake
    describe.py  the text about a wrong value that matches no known mistake
    intermediates.py  the first of a student's intermediate values that differs
    failure.py   the text about a call that failed
    octave.py    what signs and habits of Octave and np.matrix are in NumPy
    wording.py   for whom a verdict is worded
"""
