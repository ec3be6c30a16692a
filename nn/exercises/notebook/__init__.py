"""The exercises in a notebook.

    write.py  the notebook that nn start --notebook writes
    cells.py  a notebook read as data: which cell contains the answer to which exercise
"""
