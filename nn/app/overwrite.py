"""The files that the commands write, each with the mark of its kind."""
from __future__ import annotations

from pathlib import Path

from nn.files.networks import read_arrays
from nn.files.overwrite import Kind, has_content, refuse

PAGE = Kind("a page of nn demo", b'<meta name="generator" content="nn demo">')
ANIMATIONS = {".html": Kind("an animation of nn figures", b'<meta name="generator" content="nn figures --animate">'),
              ".gif": Kind("a .gif of nn figures", b"\x21\xfe\x14nn figures --animate\0"),
              ".mp4": Kind("an .mp4 of nn figures", b"\0\0\0\x1cfreenn figures --animate")}

#: the command that draws a picture -> what it writes, a .png that names the command as its software
PICTURES = {command: Kind(f"a picture of {command}", b"Software\0" + command.encode())
            for command in ("nn figures", "nn predict", "nn check-gradient")}


def check_overwrite_weights(path: Path) -> None:
    """Raises ValueError where path is a file of anything but a network as nn train writes it, or a checkpoint."""
    if not has_content(path):
        return
    try:
        names = set(read_arrays(path))
    except ValueError:
        names = set()
    if not {"Theta1", "classes", "hidden", "output"} <= names or "costs" in names:
        refuse(path, "a network that nn train has written")


def with_mark(animation: bytes, suffix: str) -> bytes:
    """A .gif with a comment, an .mp4 with a box that players skip: by it, the next animation knows this one.

    Source : GIF89a, section 24; ISO/IEC 14496-12, section 8.1.2
    """
    mark = ANIMATIONS[suffix].mark
    if suffix == ".gif":
        return animation.removesuffix(b";") + mark + b";"           # ";" ends a .gif
    return animation + mark if suffix == ".mp4" else animation      # a page says it itself
