"""GitHub Classroom: a folder ASSIGNMENT-submissions with clones ASSIGNMENT-LOGIN, as gh classroom clone makes them."""
from nn.exercises.grading.handed_in.entry import Entry, is_submission
from nn.exercises.grading.handed_in.trees import FOLDER, Node
from nn.exercises.sandbox.wire import printable

ENDING = "-submissions"
EXPECTED = ""                       # nothing: a clone may lie anywhere


def recognises(folder: Node) -> bool:
    """Is this such a folder, and most of what is in it a clone?"""
    nodes = folder.children()
    return folder.name.endswith(ENDING) and 2 * sum(is_clone(folder, node) for node in nodes) > len(nodes)


def is_clone(folder: Node, node: Node) -> bool:
    return node.kind == FOLDER and node.name.startswith(assignment(folder))


def is_its_own(name: str) -> bool:
    """Is this the name of a file that the site gives? It writes folders alone."""
    return False


def assignment(folder: Node) -> str:
    """How the name of each clone begins: "ex4-"; "" where the folder's name does not say so."""
    return folder.name.removesuffix(ENDING) + "-" if folder.name.endswith(ENDING) else ""


def entries(folder: Node) -> list[Entry]:
    """One entry a clone, with the login as the number."""
    return [Entry(node.name, (node,), number=printable(node.name.removeprefix(assignment(folder))))
            for node in folder.children() if is_submission(node)]
