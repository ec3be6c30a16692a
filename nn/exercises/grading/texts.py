"""Text that a student wrote, made fit for a report: printable, and as long as there is room for.

Each report escapes it in its own way after that: HTML, XML, CSV and the commands of GitHub Actions differ.
"""
import re

from nn.exercises.sandbox.wire import UNPRINTABLE

MOST = 200                          # characters of one message
MOST_PRINTED = 2000                 # bytes of what a student's code printed

#: half of a character, and two that are none: no file of UTF-8, or no XML, may contain them
UNWRITABLE = re.compile("[\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    """A text without characters that move the cursor, reverse the direction of writing, or cannot be written.

    >>> printable("Ada\\x1b[31m \\u202eevil\\ud800")
    'Ada[31m evil\ufffd'
    """
    return UNWRITABLE.sub("\ufffd", UNPRINTABLE.sub("", text))


def one_line(text: str, most: int = MOST) -> str:
    """A printable text on one line, at most that many characters long.

    >>> one_line("first\\n second", most=8)
    'first s…'
    """
    line = " ".join(printable(text).split())
    return line if len(line) <= most else line[:most - 1].rstrip() + "…"


def how_many(n: int, noun: str) -> str:
    """A number with its noun.

    >>> [how_many(n, "line") for n in (1, 7)]
    ['1 line', '7 lines']
    """
    return f"{n} {noun}{'s' * (n != 1)}"


def beginning(text: str, most: int = MOST_PRINTED) -> str:
    """The first bytes of a text, in UTF-8, as printable text."""
    return printable(text).encode("utf-8")[:most].decode("utf-8", "ignore")
