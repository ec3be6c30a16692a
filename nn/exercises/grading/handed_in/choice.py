"""Which file is that of an exercise: by its name alone, as students, course sites and browsers rename it."""
from collections.abc import Collection, Iterable, Sequence

from nn.exercises.course import TESTS
from nn.exercises.grading.handed_in.names import copy_of, is_notebook, number_of
from nn.exercises.grading.handed_in.places import Place, reason
from nn.exercises.grading.handed_in.trees import FILE, FOLDER, OTHER, SYMLINK
from nn.exercises.grading.records import File
from nn.exercises.hunt import FILE as HUNTED
from nn.exercises.sandbox.opened import MOST_NOTEBOOK, MOST_SOURCE
from nn.exercises.sandbox.wire import printable

#: what nn start and nn hunt write beside the files of the exercises
OF_NN = (*TESTS, HUNTED)


def chosen(places: Sequence[Place], stems: Iterable[str]) -> tuple[dict[str, File], dict[str, list[str]]]:
    """(stem -> file, path of a file that was chosen -> those of the others that could have been)."""
    files: dict[str, File] = {}
    others: dict[str, list[str]] = {}
    read: dict[str, File] = {}                                      # by path: a notebook is read once
    for stem in stems:
        named = [place for place in places if number_of(place.node.name) == int(stem[2:4])]
        scripts = [place for place in named if not is_notebook(place.node.name)]
        candidates = sorted(scripts or named or notebooks(places), key=order)
        if candidates:
            first = candidates[0]
            files[stem] = read[first.path] = read.get(first.path) or file_at(first)
            others.setdefault(first.path, []).extend(place.path for place in [*candidates, *named])
    return files, {path: [other for other in dict.fromkeys(found) if other not in read]
                   for path, found in others.items()}


def notebooks(places: Sequence[Place]) -> list[Place]:
    """The notebooks that may be the file of every exercise: not named after one, or all that there is."""
    found = [place for place in places if place.node.kind != FOLDER and
             (is_notebook(place.node.name) or number_of(place.node.name))]
    return found if len(found) == 1 and is_notebook(found[0].node.name) else [
        place for place in found if not number_of(place.node.name)]


def order(place: Place) -> tuple:
    """The file that counts comes first: one that is a file, the last copy, the one nearest to the top, by name."""
    return place.node.kind != FILE, -copy_of(place.node.name), place.depth, place.path


def file_at(place: Place) -> File:
    """The file of an exercise, read."""
    notebook = is_notebook(place.node.name)
    file = File(printable(place.node.name), b"", "", notebook, printable(place.path))
    if place.node.kind != FILE:
        return file._replace(problem=SYMLINK if place.node.kind == SYMLINK else OTHER)
    try:
        return file._replace(data=place.node.read(MOST_NOTEBOOK if notebook else MOST_SOURCE))
    except OSError as error:
        return file._replace(problem=reason(error))
    except Exception:                                               # in the archive of the class
        return file._replace(problem="unreadable archive")


def of_no_exercise(places: Sequence[Place], numbers: Collection[int]) -> list[str]:
    """Paths of the scripts and notebooks that are not named after an exercise; without those that come from nn itself.

    numbers : of all exercises
    """
    packages = [place.path.removesuffix("__init__.py") for place in places
                if f"/{place.path}".endswith("/nn/__init__.py")]
    return [place.path for place in places
            if place.node.kind != FOLDER and place.node.name.lower().endswith((".py", ".ipynb"))
            and number_of(place.node.name) not in numbers and place.node.name not in OF_NN
            and not place.path.startswith(tuple(packages))]
