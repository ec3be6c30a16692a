"""Gradescope's export: folders submission_N, and submission_metadata.yml, which says whose they are."""
from typing import Any

from nn.exercises.grading.handed_in.entry import Entry, is_submission, single
from nn.exercises.grading.handed_in.trees import FILE, Node
from nn.exercises.sandbox.wire import printable

METADATA = "submission_metadata.yml"
MOST_METADATA = 64 * 2 ** 20        # bytes; it repeats the results of all tests
EXPECTED = f"{METADATA} beside folders submission_N"


def recognises(folder: Node) -> bool:
    """Is this folder such an export?"""
    return any(node.name == METADATA and node.kind == FILE for node in folder.children())


def is_its_own(name: str) -> bool:
    """Is this a name that the site gives?"""
    return name == METADATA


def entries(folder: Node) -> list[Entry]:
    """One entry for each member of each group; folders that the metadata does not name are submissions, too.

    Raises : ValueError where the metadata cannot be read
    """
    nodes = {node.name: node for node in folder.children()}
    groups = members(nodes.pop(METADATA))
    named = [Entry(name, (nodes[name],) if name in nodes else (), printable(member.get(":name", "")),
                   printable(member.get(":email", "")), printable(member.get(":sid", "")), notes_on(name, group, nodes))
             for name, group in groups.items() for member in group or [{}]]
    return named + [single(node) for name, node in nodes.items() if name not in groups and is_submission(node)]


def notes_on(name: str, group: list, nodes: dict[str, Node]) -> tuple[str, ...]:
    """What the instructor is to know of a submission before it is read."""
    of_a_group = (f"{printable(name)} is of a group of {len(group)}",) if len(group) > 1 else ()
    return of_a_group if name in nodes else (*of_a_group, f"{METADATA} names {printable(name)}, which is not there")


def members(metadata: Node) -> dict[str, list[dict[str, str]]]:
    """Folder -> its submitters, each with those of ":name", ":sid" and ":email" that are known.

    Raises : ValueError
    """
    content = loaded(metadata)
    if not isinstance(content, dict):
        raise ValueError(f"{METADATA}: expected a mapping of folders to what is known of them")
    return {name: submitters(known) for name, known in content.items() if isinstance(name, str)}


def submitters(known: Any) -> list[dict[str, str]]:
    """The submitters of one folder."""
    listed = known.get(":submitters") if isinstance(known, dict) else None
    return [{key: value for key, value in member.items() if isinstance(key, str) and isinstance(value, str)}
            for member in listed if isinstance(member, dict)] if isinstance(listed, list) else []


def loaded(metadata: Node) -> Any:
    """What a YAML file contains: mappings, lists and texts.

    Raises : ValueError
    """
    try:
        import yaml
    except ImportError:
        raise ValueError(f"{METADATA} is read by PyYAML, which is not installed: "
                         f"pip install 'nn-from-scratch[grade]'") from None
    # as yaml.safe_load, but all values stay texts: a student number 0123 is not octal, an odd date not an error
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        return yaml.load(metadata.read(MOST_METADATA), loader)
    except OSError as error:
        raise ValueError(f"{METADATA}: {error.strerror}") from None
    except (yaml.YAMLError, UnicodeError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark else ""
        raise ValueError(f"{METADATA}{line}: damaged: it is not YAML; export the submissions once more") from None
