"""points.cfg: how many points each exercise has, as an instructor gives them."""
import configparser
import re
from pathlib import Path
from typing import NoReturn

from nn.exercises.exercise import exercises
from nn.exercises.sandbox.calls import one_line
from nn.exercises.sandbox.opened import NotRead, regular_file
from nn.exercises.sandbox.wire import printable

SECTION = "points"
MOST_SETTINGS = 2 ** 20             # bytes
EXPECTED = "an exercise, such as ex06_cost, and a whole number from 0 to 9999"


def read_points(path: str | Path) -> dict[str, int]:
    """Stem -> points, from the section [points] of a file like points.cfg; {} where that section is missing.

    Raises : ValueError with the line where it contains something else; OSError where it cannot be read
    """
    lines = text_of(path).split("\n")
    parser = configparser.ConfigParser(interpolation=None)
    try:
        parser.read_string("\n".join(lines))
    except configparser.Error as error:
        refuse(path, *explained(error, lines))
    given = dict(parser[SECTION]) if parser.has_section(SECTION) else {}
    known = {exercise.stem for exercise in exercises()}
    for stem, points in given.items():
        if stem not in known or not re.fullmatch("[0-9]{1,4}", points):
            refuse(path, line_of(stem, lines), f"{shown(f'{stem} = {points}')}; expected {EXPECTED}")
    return {stem: int(points) for stem, points in given.items()}


def text_of(path: str | Path) -> str:
    """What is in the file.

    Raises : as read_points
    """
    try:
        data = regular_file(path, MOST_SETTINGS)
    except NotRead as error:
        raise ValueError(f"{path}: {error}") from None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        refuse(path, data.count(b"\n", 0, error.start) + 1, "it is not UTF-8; expected a text file in UTF-8")


def refuse(path: str | Path, line: int, message: str) -> NoReturn:
    """Raises ValueError; line 0 is a line that is not known."""
    raise ValueError(f"{path}{f', line {line}' * bool(line)}: {message}")


def explained(error: configparser.Error, lines: list[str]) -> tuple[int, str]:
    """(line, what is expected) where configparser does not understand a file."""
    match error:
        case configparser.MissingSectionHeaderError(lineno=line):
            return line, f"{shown(lines[line - 1])} stands in no section; expected the line [{SECTION}] above it"
        case configparser.DuplicateOptionError(lineno=int(line), option=name):
            return line, f"{shown(name)} is there twice; expected each exercise once"
        case configparser.DuplicateSectionError(lineno=int(line), section=name):
            return line, f"[{shown(name)}] is there twice; expected each section once"
        case configparser.ParsingError(errors=[(line, _), *_]):
            return line, f"{shown(lines[line - 1])} has no value; expected {EXPECTED}, with = between them"
    return 0, f"{shown(str(error))}; expected lines such as ex06_cost = 30 below [{SECTION}]"


def line_of(stem: str, lines: list[str]) -> int:
    """The number of the line that gives points to an exercise, 0 where it is not found.

    [DEFAULT] is configparser's section whose lines belong to all others.
    """
    section = ""
    for number, line in enumerate(lines, start=1):
        header = re.match(r"\[(.+)\]", line.strip())
        section = header[1] if header else section
        if section in (SECTION, "DEFAULT") and re.match(rf"{re.escape(stem)}\s*[=:]", line.strip(), re.IGNORECASE):
            return number
    return 0


def shown(text: str) -> str:
    """What stands in a file, as part of a message of one line."""
    return one_line(printable(text))[:100]
