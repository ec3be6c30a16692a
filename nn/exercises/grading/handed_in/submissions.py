"""What a class handed in: each name in a folder or a .zip is a submission, in which the files of exercises are found.

    layout, submissions = find("downloads/ex4", stems)

A file is bytes here: nothing of it is decoded, parsed or run, and nothing is written beside it. Names come from
students, too: they are compared with patterns, made printable, and never part of a path of ours.
"""
from __future__ import annotations

import os
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import chain, islice
from pathlib import Path
from typing import NamedTuple

from nn.exercises.exercise import exercises
from nn.exercises.exercise import find as find_exercise
from nn.exercises.grading.handed_in.archive import METHODS, Budget
from nn.exercises.grading.handed_in.choice import chosen, of_no_exercise
from nn.exercises.grading.handed_in.entry import Entry, are_results, is_submission, single, with_ids
from nn.exercises.grading.handed_in.names import number_of
from nn.exercises.grading.handed_in.places import Place, places_at
from nn.exercises.grading.handed_in.sites import SITES
from nn.exercises.grading.handed_in.trees import FILE, FOLDER, Node, OnDisk, folder_in_archive, folder_on_disk
from nn.exercises.grading.records import EMPTY, GRADED, UNREADABLE, Submission
from nn.exercises.sandbox.wire import printable

FOLDERS = "folders"
LAYOUTS = (FOLDERS, *SITES)
EXPECTED = "expected a folder or a .zip of submissions"
NOTHING = "no submissions in it; expected folders, .zip, .ipynb or .py, one a student"

MOST_PLACES = 10_000                # that are looked at in a submission
MOST_NOTES, MOST_NAMES = 10, 5      # of a kind, in a note


class Listing(NamedTuple):
    """The names in SUBMISSIONS."""
    layout: str                     # one of LAYOUTS
    entries: list[Entry]            # what was handed in, by name
    left_out: tuple[str, ...] = ()  # names that are not submissions, printable
    classes: tuple[tuple[str, str], ...] = ()   # (name, layout) of folders that look like a class themselves


def find(path: str | os.PathLike, stems: Sequence[str], layout: str = "auto") -> tuple[str, list[Submission]]:
    """(layout, all submissions of a class, sorted by name) with what is in them.

    path    : of a folder or a .zip
    stems   : of the exercises whose files are looked for: "ex10_backpropagation"
    layout  : one of LAYOUTS, or "auto"; what it was found to be is returned
    Raises  : ValueError where nothing is there, or it is not of this layout
    """
    found = listing(path, layout)
    return found.layout, [collect(entry, stems) for entry in found.entries]


def single_submission(path: str | os.PathLike, stems: Sequence[str]) -> Submission:
    """The one that a folder is: in Gradescope's container, in a student's repository.

    Raises : ValueError where it is not a folder
    """
    if not os.path.isdir(path):
        raise ValueError(f"{path} is not a folder")
    return collect(with_ids([single(folder_on_disk(path))])[0], stems)


def check_apart(submissions: str | os.PathLike, grades: str | os.PathLike) -> None:
    """Raises ValueError where one of the two lies in the other, or is the other: submissions stay as they are."""
    one, other = (Path(path).resolve() for path in (submissions, grades))
    if one == other or one in other.parents or other in one.parents:
        raise ValueError(f"{grades} and {submissions} lie in one another; choose a folder for the grades elsewhere")


# the names in SUBMISSIONS

def listing(path: str | os.PathLike, layout: str = "auto") -> Listing:
    """What was handed in, by name, without reading any of it: collect(entry, stems) does, one at a time.

    Raises : as find
    """
    try:
        found = listing_of(folder_of(path), layout)
    except OSError as error:
        raise ValueError(f"{path}: {error.strerror}") from None
    except ValueError as error:
        raise ValueError(f"{path}: {error}") from None
    if not found.entries:
        raise ValueError(f"{path}: {NOTHING}")
    return found._replace(entries=with_ids(found.entries))


def folder_of(path: str | os.PathLike) -> Node:
    """What lies in a folder or in the .zip of one, which can be of any size: it is the user's.

    Raises : ValueError for anything else
    """
    if os.path.isdir(path):
        return folder_on_disk(path)
    if not os.path.isfile(path) or not zipfile.is_zipfile(path):
        raise ValueError(EXPECTED if os.path.exists(path) else "does not exist")
    try:
        archive = zipfile.ZipFile(path)
    except Exception as error:                                      # a damaged one raises almost anything
        raise ValueError(f"unreadable archive: {printable(str(error))}") from None
    if any(info.flag_bits & 1 or info.compress_type not in METHODS for info in archive.infolist()):
        raise ValueError("unreadable archive: encrypted, or packed in an unusual way; unpack it first")
    return folder_in_archive(archive, Path(path).stem)


def listing_of(folder: Node, layout: str) -> Listing:
    """What a folder lists, or the only folder in it, which most programs put into a .zip.

    Raises : ValueError where it is not of this layout
    """
    if are_results(folder):
        raise ValueError("these are results of nn grade, and not submissions")
    inner = only_folder(folder)
    for name, site in SITES.items():
        for candidate in (folder, inner):
            if candidate and layout in (name, "auto") and site.recognises(candidate):
                return Listing(name, site.entries(candidate), tuple(left_out(candidate, site.is_its_own)))
    if layout == "github":
        return Listing(layout, SITES[layout].entries(folder), tuple(left_out(folder)))
    if layout in SITES:
        raise ValueError(f"this is not what {layout} writes: expected {SITES[layout].EXPECTED}")
    if inner and not isinstance(folder, OnDisk) and is_class(inner):
        folder = inner
    return Listing(FOLDERS, [single(node) for node in folder.children() if is_submission(node)],
                   tuple(left_out(folder)), tuple(classes_in(folder)))


def left_out(folder: Node, is_its_own: Callable[[str], bool] = lambda name: False) -> Iterator[str]:
    """The names in a class that are not submissions, and not files of the site's own: other files, and our results."""
    for node in folder.children():
        if not is_submission(node) and not (node.kind == FILE and is_its_own(node.name)):
            yield printable(node.name) + " (results of nn grade)" * (node.kind == FOLDER)


def classes_in(folder: Node) -> Iterator[tuple[str, str]]:
    """(name, layout) of the folders in a folder that look like the submissions of a class themselves."""
    for node in folder.children():
        with suppress(OSError):
            yield from islice(((printable(node.name), name) for name, site in SITES.items()
                               if node.kind == FOLDER and site.recognises(node)), 1)


def only_folder(folder: Node) -> Node | None:
    """The only name in a folder, where it is one of a folder."""
    nodes = folder.children()
    return nodes[0] if len(nodes) == 1 and nodes[0].kind == FOLDER else None


def is_class(folder: Node) -> bool:
    """Does a folder have several submissions in it, and not the files of one?"""
    nodes = folder.children()
    return len(nodes) > 1 and not any(number_of(node.name) for node in nodes)


# what is in one of them

def collect(entry: Entry, stems: Sequence[str]) -> Submission:
    """A submission with the files of the exercises that are in it, and of those that they read; whatever is wrong with
    it is in its notes.

    stems : of the exercises that are graded
    """
    budget = Budget()
    places = list(islice(chain.from_iterable(places_at(node, budget) for node in entry.nodes), MOST_PLACES))
    readable = [place for place in places if not place.problem]
    files, others = chosen(readable, with_what_they_read(stems))
    problems = [f"{printable(place.path)}: {place.problem}" for place in places if place.problem][:MOST_NOTES]
    status = GRADED if any(stem in files for stem in stems) else UNREADABLE if problems else EMPTY
    notes = (*entry.notes, *islice(passed_over(others), MOST_NOTES), *problems,
             *not_graded(readable, others) * (status != EMPTY),
             *[nothing_found(places)] * (status == EMPTY),
             *[f"only the first {MOST_PLACES} names were looked at"] * (len(places) == MOST_PLACES))
    return Submission(printable(entry.name), entry.id, entry.student, entry.email, entry.number, files, status, notes)


def with_what_they_read(stems: Sequence[str]) -> list[str]:
    """Stems, and those of the student's own other files that these exercises import."""
    return [*dict.fromkeys([*stems, *chain.from_iterable(find_exercise(stem).reads for stem in stems)])]


def passed_over(others: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Which file was graded, where there are others for the same exercise."""
    for path, found in others.items():
        if found:
            yield f"graded: {printable(path)}; also there: {listed(found)}"


def not_graded(places: Sequence[Place], others: Mapping[str, Sequence[str]]) -> list[str]:
    """Which scripts and notebooks were not graded for their names, in one note, where there are any.

    others : as chosen returns them, with the paths of what was read
    """
    said = {*others, *chain.from_iterable(others.values())}
    numbers = [exercise.number for exercise in exercises()]
    names = [path for path in of_no_exercise(places, numbers) if path not in said]
    return [f"not graded: {listed(names)}; the file of an exercise is named exNN….py"] if names else []


def nothing_found(places: Sequence[Place]) -> str:
    """That there is no file of an exercise, and what there is."""
    names = [place.node.name for place in places if place.node.kind != FOLDER]
    others = any(number_of(place.node.name) for place in places)
    missing = "no file of an exercise that is graded was found" if others else "no exNN….py was found"
    there_are = "there is" if len(names) == 1 else "there are"
    return f"{missing}; {f'{there_are}: {listed(names)}' if names else 'it is empty'}"


def listed(names: Sequence[str], most: int = MOST_NAMES) -> str:
    """ "ex10.py, hw.docx"; of many, the first ones."""
    return ", ".join([*map(printable, names[:most]), *["…"] * (len(names) > most)])
