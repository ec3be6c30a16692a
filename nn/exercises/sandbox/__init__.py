"""Runs a student's code in a process of its own: arrays go in, arrays come out, and nothing of it runs here.

    program.py what a student wrote, as it is run: a file, or a cell of a notebook
    ipython.py lines of a cell that are not Python
    calls.py   what is called, and what is observed of one call
    wire.py    numbers, texts and arrays as bytes, and back
    worker.py  the process that runs a student's file
    student_file.py  what the file says about itself: is it Python, what outside a function does it read
    private.py  what the worker does not get: the user's environment, the checker's memory
    opened.py  opens a file that somebody else has made
    answers.py  reading what a worker wrote, whatever the bytes are
    runner.py  starts a worker, sends it the calls, reads its answers, and ends it in time
"""
