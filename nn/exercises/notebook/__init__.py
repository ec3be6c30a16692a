"""The exercises in a notebook: one cell is checked as nn check checks a file.

    alone.py  a cell as a program of its own, with the imports of its exercise and nothing of the other cells
    write.py  the notebook that nn start --notebook writes
    cells.py  a notebook read as data: which cell contains the answer to which exercise
"""
