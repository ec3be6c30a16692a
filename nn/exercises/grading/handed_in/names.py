"""Names of files: which exercise they are of, and names of our own that are made of a student's."""
import re
from collections import Counter
from collections.abc import Iterable

MOST_IDENTIFYING = 100              # characters, so that ID.html and the names of temporary files are short enough

#: ex10_backpropagation.py, and as course sites and browsers rename it: -1.py, (2).py
EXERCISE = re.compile(r"ex([0-9]{2})(?![0-9]).*\.(?:py|ipynb)", re.IGNORECASE | re.DOTALL)
COPY = re.compile(r"(?:-([0-9]{1,4})|\(([0-9]{1,4})\))\.[a-z]+$", re.IGNORECASE)

#: archives that are not read, longest ending first
OTHER_ARCHIVES = (".tar.gz", ".tar.bz2", ".tar.xz", ".tgz", ".tar", ".rar", ".7z")


def number_of(name: str) -> int:
    """Of the exercise whose file has this name; 0 for any other.

    >>> [number_of(name) for name in ("ex10_backpropagation (2).py", "EX06.ipynb", "ex1.py")]
    [10, 6, 0]
    """
    found = EXERCISE.fullmatch(name)
    return int(found[1]) if found else 0


def copy_of(name: str) -> int:
    """The number that a course site or a browser gave a file because there was one of its name.

    >>> [copy_of(name) for name in ("ex10.py", "ex10-1.py", "ex10 (12).py")]
    [0, 1, 12]
    """
    found = COPY.search(name)
    return int(found[1] or found[2]) if found else 0


def is_notebook(name: str) -> bool:
    return name.lower().endswith(".ipynb")


def other_archive(name: str) -> str:
    """The ending of an archive that is not read; "" for any other name.

    >>> [other_archive(name) for name in ("hw.RAR", "hw.tar.gz", "hw.zip")]
    ['.rar', '.tar.gz', '']
    """
    return next((ending for ending in OTHER_ARCHIVES if name.lower().endswith(ending)), "")


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
