"""A file that exists is only replaced by another of its kind: what somebody else called digits.png stays."""
from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from nn.files.networks import read_arrays

ENDS = 2000                             # bytes at the beginning and at the end of a file in which a mark is looked for


class Kind(NamedTuple):
    """What one of the commands writes."""
    name: str                           # as a message calls it
    mark: bytes                         # in the first or last bytes of such a file, and of no other


PAGE = Kind("a page of nn demo", b'<meta name="generator" content="nn demo">')
ANIMATIONS = {".html": Kind("an animation of nn figures", b'<meta name="generator" content="nn figures --animate">'),
              ".gif": Kind("a .gif of nn figures", b"\x21\xfe\x14nn figures --animate\0"),
              ".mp4": Kind("an .mp4 of nn figures", b"\0\0\0\x1cfreenn figures --animate")}

#: the command that draws a picture -> what it writes, a .png that names the command as its software
PICTURES = {command: Kind(f"a picture of {command}", b"Software\0" + command.encode())
            for command in ("nn figures", "nn predict", "nn check-gradient")}


def check_overwrite(path: Path, kind: Kind) -> None:
    """Raises ValueError where path is a file of another kind; an empty one, or none, may be written."""
    if is_written(path) and not is_kind(path, kind):
        refuse(path, kind.name)


def check_overwrite_weights(path: Path) -> None:
    """Raises ValueError where path is a file of anything but a network as nn train writes it, or a checkpoint."""
    if not is_written(path):
        return
    try:
        names = set(read_arrays(path))
    except ValueError:
        names = set()
    if not {"Theta1", "classes", "hidden", "output"} <= names or "costs" in names:
        refuse(path, "a network that nn train has written")


def refuse(path: Path, name: str) -> None:
    raise ValueError(f"{path} exists and is not {name}, so it stays as it is; choose another name, or delete it first")


def is_written(path: Path) -> bool:
    """Is it a file with something in it?"""
    return path.is_file() and path.stat().st_size > 0


def is_kind(path: Path, kind: Kind) -> bool:
    """Does a file bear the mark of a kind?"""
    with path.open("rb") as file:
        first = file.read(ENDS)
        file.seek(max(0, os.fstat(file.fileno()).st_size - ENDS))
        return kind.mark in first or kind.mark in file.read()


def with_mark(animation: bytes, suffix: str) -> bytes:
    """A .gif with a comment, an .mp4 with a box that players skip: by it, the next animation knows this one.

    Source : GIF89a, section 24; ISO/IEC 14496-12, section 8.1.2
    """
    mark = ANIMATIONS[suffix].mark
    if suffix == ".gif":
        return animation.removesuffix(b";") + mark + b";"           # ";" ends a .gif
    return animation + mark if suffix == ".mp4" else animation      # a page says it itself
