"""What a student wrote, as it is run: a file, or one cell of a notebook."""
import os
from typing import Any, NamedTuple

import numpy as np


class Program(NamedTuple):
    """A student's source, and where it runs."""
    data: bytes | None              # the source; None: that of the file at path, which is opened where it is run
    path: str                       # absolute; of a cell, the notebook's folder and a name in it, such as "<cell>"
    before: str = ""                # runs before it in the same namespace: of a cell, the imports of its exercise


def file_at(path: str | os.PathLike) -> Program:
    """A student's file."""
    return Program(None, os.path.abspath(path))


def as_message(program: Program) -> tuple:
    """A program as what a message can contain: of bytes nothing is cut off or left out, as it is of texts."""
    data = None if program.data is None else as_array(program.data)
    return as_array(os.fsencode(program.path)), data, as_array(program.before.encode("utf-8"))


def of_message(message: tuple) -> Program:
    """The program of such a message."""
    path, data, before = message
    return Program(None if data is None else data.tobytes(), os.fsdecode(path.tobytes()),
                   before.tobytes().decode("utf-8"))


def as_array(data: bytes) -> Any:
    return np.frombuffer(data, np.uint8)
