"""Reader of Octave's text files: what `save file.mat` writes in Octave unless it is told to write MATLAB's format."""
import math
import re

import numpy as np
from numpy.typing import NDArray

#: how such a file begins: with the program that wrote it, or, where that line was removed, with the first variable
OCTAVE_TEXT = (b"# Created by Octave", b"# name: ")

#: the types that are arrays of real numbers, such as "matrix", "int32 scalar", "bool"
NUMBERS = re.compile(r"(?:(float|bool|u?int(?:8|16|32|64)) )?(?:matrix|scalar)|(bool)")

REMEDY = "in Octave, save -v7 FILE makes one that can be read"


def parse_octave(text: str) -> dict[str, NDArray]:
    """The arrays in the text of such a file, by name.

    text    : of the whole file
    Returns : dict of arrays of real numbers, at least two axes each, and of texts
    Raises  : ValueError where it is cut short, or contains something else, such as a struct

    >>> parse_octave("# name: A\\n# type: matrix\\n# rows: 2\\n# columns: 2\\n 1 2\\n 3 4\\n")["A"].tolist()
    [[1.0, 2.0], [3.0, 4.0]]
    """
    text = text.replace("\r\n", "\n")
    if not text.endswith("\n"):
        raise ValueError("it is cut short: its last line does not end")
    _, *variables = re.split(r"^# name: *", text, flags=re.MULTILINE)
    return dict(map(parse_variable, variables))


def parse_variable(text: str) -> tuple[str, NDArray]:
    """The name and the array of one variable: a header of lines "# key: value", then numbers."""
    name, *lines = text.splitlines()
    header = dict(re.findall(r"^# (\w+): *(.*?) *$", text, flags=re.MULTILINE))
    lines = [line for line in lines if line.strip() and not line.startswith("#")]
    kind = header.get("type", "")
    if numbers := NUMBERS.fullmatch(kind):
        dtype = numbers[1] or numbers[2] or "float64"
        return name.strip(), parse_numbers(name, header, lines, np.dtype("float32" if dtype == "float" else dtype))
    if kind in ("string", "sq_string") and len(lines) == int(header["elements"]):
        return name.strip(), np.array(lines)
    raise ValueError(f"it contains {name}, of type {kind or 'unknown'}, or is cut short there; {REMEDY}")


def parse_numbers(name: str, header: dict[str, str], lines: list[str], dtype: np.dtype) -> NDArray:
    """The numbers of one variable in the shape that its header, or the first line after "# ndims", says."""
    if "ndims" in header:                                           # then the numbers follow column by column
        shape, lines = tuple(map(int, lines[0].split())), lines[1:]
    else:
        shape = (int(header.get("rows", 1)), int(header.get("columns", 1)))
    read_as = float if dtype.kind == "b" else dtype
    values = np.loadtxt(lines, read_as, comments=None, ndmin=2) if lines else np.empty((0, 0))
    if values.size != math.prod(shape):
        raise ValueError(f"it is cut short, or damaged: {name} has {values.size} numbers for the shape {shape}")
    return values.astype(dtype).reshape(shape, order="F" if "ndims" in header else "C")
