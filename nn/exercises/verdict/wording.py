"""For whom a verdict is worded: a student at their own desk, who checks again, or one whose submission was graded."""
from bisect import bisect_right
from collections.abc import Mapping
from typing import NamedTuple


class Elsewhere(NamedTuple):
    """Where a name comes from that a cell uses and does not define."""
    cell: str = ""                  # "In[3]"; "" where it is not known which one
    imported: bool = False          # or defined


class Wording(NamedTuple):
    """What the text of a verdict may say, and how it names a place."""
    numbers: bool = True            # are expected numbers and inputs shown?
    graded: bool = False            # is it a submission? Then nothing is said about how to check it again
    cells: tuple[tuple[int, int], ...] = ()     # of a notebook: (cell, its first line in the source made of it)
    elsewhere: Mapping[str, Elsewhere] = {}     # of a cell that is checked alone: the names that other cells give
    checked: str = "file"           # what it is that is checked: "file" or "cell"
    of_cell: str = ""               # what that cell is called where its lines are counted: "cell of exercise 6"
    again: str = "nn check"         # the command that checks it, before the number of the exercise

    def line(self, line: int) -> int:
        """A line of the source as it is counted in its cell; the same where there are no cells."""
        return line - self.cell(line)[1] + 1

    def place(self, line: int) -> str:
        """ "line 12", or "cell 7, line 3" in a notebook."""
        cell, _ = self.cell(line)
        name = f"cell {cell}" if cell else self.of_cell
        return f"{name}, line {self.line(line)}" if name else f"line {line}"

    def cell(self, line: int) -> tuple[int, int]:
        """(cell, its first line) of a line of the source; (0, 1) where there are no cells."""
        found = bisect_right([first for _, first in self.cells], line)
        return self.cells[found - 1] if found else (0, 1)


#: at a student's own desk
DESK = Wording()
