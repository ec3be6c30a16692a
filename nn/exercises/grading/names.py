"""Names of our own files, made of names that students gave."""
import re
from collections import Counter
from collections.abc import Iterable

MOST_IDENTIFYING = 100              # characters, so that ID.html and the names of temporary files are short enough


def identifier(name: str) -> str:
    """A name for files made of a student's: letters, digits, ".", "_" and "-"; neither hidden nor like an option.

    >>> [identifier(name) for name in ("Ada Lovelace", "../x", "-rf", "")]
    ['Ada_Lovelace', '_._x', '_rf', '_']
    """
    safe = re.sub(r"[^A-Za-z0-9._-]", "_", name)[:MOST_IDENTIFYING]
    return re.sub(r"^[.-]", "_", safe) or "_"


def distinct(names: Iterable[str]) -> list[str]:
    """Names with a number where two are equal, also where a file system ignores the case of letters.

    >>> distinct(["ada", "Ada", "ada-2", "bob"])
    ['ada', 'Ada-2', 'ada-2-2', 'bob']
    """
    taken: set[str] = set()
    counts: Counter[str] = Counter()
    made = []
    for name in names:
        unique = name
        while unique.lower() in taken:
            counts[name.lower()] += 1
            unique = f"{name}-{counts[name.lower()] + 1}"
        taken.add(unique.lower())
        made.append(unique)
    return made
