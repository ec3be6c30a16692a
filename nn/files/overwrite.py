"""A file that exists is only replaced by another of its kind: what somebody else called digits.png stays."""
from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

ENDS = 2000                             # bytes at the beginning and at the end of a file in which a mark is looked for


class Kind(NamedTuple):
    """What one of the commands writes."""
    name: str                           # as a message calls it
    mark: bytes                         # in the first or last bytes of such a file, and of no other


def check_overwrite(path: Path, kind: Kind) -> None:
    """Raises ValueError where path is a file of another kind; an empty one, or none, may be written."""
    if has_content(path) and not is_kind(path, kind):
        refuse(path, kind.name)


def refuse(path: Path, name: str) -> None:
    raise ValueError(f"{path} exists and is not {name}, so it stays as it is; choose another name, or delete it first")


def has_content(path: Path) -> bool:
    """Is it a file with something in it?"""
    return path.is_file() and path.stat().st_size > 0


def is_kind(path: Path, kind: Kind) -> bool:
    """Does a file bear the mark of a kind?"""
    with path.open("rb") as file:
        first = file.read(ENDS)
        file.seek(max(0, os.fstat(file.fileno()).st_size - ENDS))
        return kind.mark in first or kind.mark in file.read()
