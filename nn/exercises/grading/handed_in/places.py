"""All names in a submission, in its folders and in its archives, with what cannot be read of them."""
from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from nn.exercises.grading.handed_in.archive import MOST_BYTES, Budget, Unreadable, opened
from nn.exercises.grading.handed_in.names import number_of, other_archive
from nn.exercises.grading.handed_in.trees import FILE, FOLDER, LINK, OUTSIDE, Node

DEEPEST = 4                         # folders, in a submission


class Place(NamedTuple):
    """A name somewhere in a submission."""
    path: str                       # in the submission
    depth: int                      # folders above it
    node: Node
    problem: str = ""               # why it, or what is in it, is not read


def places_at(node: Node, budget: Budget) -> Iterator[Place]:
    """All names of what was handed in, from the top down."""
    if node.kind == FOLDER:
        yield from places_below(node, "", 0, budget)
    elif node.kind == FILE or number_of(node.name):
        yield from places_in(node, node.name, 0, budget)
    else:
        yield Place(node.name, 0, node, node.kind)


def places_below(folder: Node, path: str, depth: int, budget: Budget, archived: bool = False) -> Iterator[Place]:
    """All names in a folder.

    path     : of the folder, in the submission
    archived : is it in an archive already? Then another one is not opened
    """
    try:
        nodes = folder.children()
    except OSError as error:
        yield Place(path or folder.name, depth, folder, reason(error))
        return
    for node in nodes:
        yield from places_in(node, f"{path}/{node.name}" if path else node.name, depth, budget, archived)


def places_in(node: Node, path: str, depth: int, budget: Budget, archived: bool = False) -> Iterator[Place]:
    """A name, and all names in it where it is a folder or an archive."""
    if node.kind in (LINK, OUTSIDE):
        yield Place(path, depth, node, f"unreadable archive: {node.kind}")
    elif node.kind == FILE and node.name.lower().endswith(".zip"):
        try:
            if archived:
                raise Unreadable("an archive in an archive: unpack it")
            budget.spend(archives=1)
            folder = opened(node.read(MOST_BYTES), node.name, budget)
        except Exception as error:                                  # it may lie in a damaged archive itself
            yield Place(path, depth, node, f"unreadable archive: {reason(error)}")
        else:
            yield from places_below(folder, path, depth, budget, archived=True)
    elif node.kind == FILE and (ending := other_archive(node.name)):
        yield Place(path, depth, node, f"unreadable archive: expected a .zip, not {ending}: unpack it into a folder, "
                                       f"or hand in a .zip")
    else:
        yield Place(path, depth, node)
        if node.kind == FOLDER and depth < DEEPEST:
            yield from places_below(node, path, depth + 1, budget, archived)


def reason(error: Exception) -> str:
    """Why something could not be read, without its path: "Permission denied"."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return str(error) if isinstance(error, Unreadable) else "damaged"
