"""What was handed in by one student, or by one group: which names belong together, before any of it is read."""
from collections.abc import Sequence
from typing import NamedTuple

from nn.exercises.grading.handed_in.names import distinct, identifier
from nn.exercises.grading.handed_in.trees import FILE, FOLDER, Node

SUFFIXES = (".zip", ".ipynb", ".py")


class Entry(NamedTuple):
    """A submission that is still to be read."""
    name: str                       # in SUBMISSIONS, as it is there
    nodes: tuple[Node, ...]         # what was handed in; each name as the student knows it
    student: str = ""               # as the course site writes it, and so on; "" where it does not
    email: str = ""
    number: str = ""
    notes: tuple[str, ...] = ()
    id: str = ""                    # of the files about it; set by with_ids


def is_submission(node: Node) -> bool:
    """Is it one by itself? A link or a pipe is, too: its row says why it was not read."""
    return node.kind != FILE or node.name.lower().endswith(SUFFIXES)


def single(node: Node) -> Entry:
    """A name in SUBMISSIONS that is a submission by itself."""
    return Entry(node.name, (node,))


def with_ids(entries: Sequence[Entry]) -> list[Entry]:
    """The entries by name, each with an ID: the site's number, or else its name without .zip, .ipynb or .py."""
    ordered = sorted(entries, key=lambda entry: (entry.name, entry.number))
    ids = distinct(identifier(entry.number or base(entry)) for entry in ordered)
    return [entry._replace(id=unique) for entry, unique in zip(ordered, ids, strict=True)]


def base(entry: Entry) -> str:
    """The name of an entry, that of a file without its suffix."""
    is_folder = any(node.kind == FOLDER and node.name == entry.name for node in entry.nodes)
    name = entry.name
    return name.rpartition(".")[0] if not is_folder and name.lower().endswith(SUFFIXES) else name
