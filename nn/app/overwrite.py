"""A file that exists is only replaced by another of its kind: what somebody else called training.html stays."""
from pathlib import Path
from typing import NamedTuple


class Kind(NamedTuple):
    """What one of the commands writes."""
    name: str                           # as a message calls it
    mark: bytes                         # among the first bytes of such a file


PAGE = Kind("a page of nn demo", b'<meta name="generator" content="nn demo">')
ANIMATIONS = {".html": Kind("an animation of a training", b'<meta name="generator" content="nn figures --animate">'),
              ".gif": Kind("a .gif", b"GIF8"), ".mp4": Kind("an .mp4", b"ftyp")}
PICTURE = Kind("a picture", b"\x89PNG")


def check_overwrite(path: Path, kind: Kind, first: int = 2000) -> None:
    """Raises ValueError where path is a file of another kind; an empty one, or none, may be written.

    first : bytes of the file in which the mark is looked for
    """
    if not path.is_file():
        return
    with path.open("rb") as file:
        head = file.read(first)
    if head and kind.mark not in head:
        raise ValueError(f"{path} exists and is not {kind.name}, so it stays as it is; choose another name, or "
                         f"delete it first")
