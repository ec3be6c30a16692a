"""What was handed in by one student, or by one group: which names belong together, before any of it is read."""
from collections.abc import Sequence
from typing import NamedTuple

from nn.exercises.course import TESTS
from nn.exercises.grading.handed_in.names import distinct, identifier, other_archive
from nn.exercises.grading.handed_in.trees import FILE, FOLDER, Node
from nn.exercises.grading.kept.journal import JOURNAL
from nn.exercises.grading.kept.run import RUN

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
    """Is it one by itself? A link, a pipe, or an archive of another kind is, too: its row says why it was not read."""
    if node.kind != FILE:
        return not are_results(node)
    return bool(node.name.lower().endswith(SUFFIXES) and node.name not in TESTS or other_archive(node.name))


def are_results(node: Node) -> bool:
    """Is this a folder that nn grade wrote?"""
    try:
        return node.kind == FOLDER and {RUN, JOURNAL} <= {child.name for child in node.children()}
    except OSError:
        return False


def single(node: Node) -> Entry:
    """A name in SUBMISSIONS that is a submission by itself."""
    return Entry(node.name, (node,))


def with_ids(entries: Sequence[Entry]) -> list[Entry]:
    """The entries by name, each with an ID: the site's number, or else its name without its ending, such as .zip."""
    ordered = sorted(entries, key=lambda entry: (entry.name, entry.number))
    ids = distinct(identifier(entry.number or base(entry)) for entry in ordered)
    return [entry._replace(id=unique) for entry, unique in zip(ordered, ids, strict=True)]


def base(entry: Entry) -> str:
    """The name of an entry, that of a file without its suffix."""
    is_folder = any(node.kind == FOLDER and node.name == entry.name for node in entry.nodes)
    name = entry.name
    if ending := "" if is_folder else other_archive(name):
        return name[:-len(ending)]
    return name.rpartition(".")[0] if not is_folder and name.lower().endswith(SUFFIXES) else name
