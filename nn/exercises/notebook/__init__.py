"""The exercises in a notebook: one cell is checked as nn check checks a file. It begins with  %load_ext nn.exercises

    magics.py    the commands: %%check, %hint, %progress, %solution
    alone.py     a cell as a program of its own, with the imports of its exercise and nothing of the other cells
    others.py    which other cell defines a name that a checked cell lacks
    ahead.py     the worker for the next check is started while the student reads
    run.py       runs the rest of the cell in the notebook
    verdict_html.py  a verdict with colour, and the blocks of a gradient as a table
    write.py     exercises.ipynb, which nn start --notebook writes
    cells.py     a notebook read as data: which cell contains the answer to which exercise
"""
