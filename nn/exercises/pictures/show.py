"""nn check --show: an answer beside the right one, as a page or as a picture, opened in the browser."""
import webbrowser
from collections.abc import Iterator
from pathlib import Path

from nn.exercises.course import Result
from nn.exercises.exercise import Exercise, exercises
from nn.exercises.pictures.further import observe_further
from nn.exercises.pictures.which import has_picture, picture_of
from nn.exercises.sandbox.runner import Runner, in_worker
from nn.files.atomic import atomic_write
from nn.files.overwrite import Kind, check_overwrite

PAGE = "nn-check.html"              # where it is written
NOTHING = "There is nothing to draw."
SOFTWARE = "nn check --show"

#: ending -> what is written
KINDS = {".html": Kind("a page of nn check --show", b'<meta name="generator" content="nn: answer">'),
         ".png": Kind("a picture of nn check --show", b"Software\0" + SOFTWARE.encode())}
KINDS[".htm"] = KINDS[".html"]


def check_picture_path(path: Path) -> None:
    """Raises : ValueError where a page or a picture cannot be written to a path, or it is somebody else's file"""
    if path.is_dir():
        raise ValueError(f"{path} is a folder; expected a file to write to, such as {PAGE}")
    if path.suffix not in KINDS:
        raise ValueError(f"{path}: expected the ending .html, for the words and the picture, or .png, for the picture")
    check_overwrite(path, KINDS[path.suffix])


def show_answer(result: Result, path: Path, opened: bool, seconds: float | None = None) -> Iterator[str]:
    """Writes the picture of an answer, and the words beside it, and opens the file; the lines that say so.

    opened  : is the file to be opened in the browser?
    seconds : wall-clock limit of the further calls; default: that of the exercise
    Raises  : OSError
    """
    if not has_picture(result.exercise):
        yield no_picture(result.exercise)
        return
    data = picture_file(result, path.suffix, seconds)
    if data is None:
        yield NOTHING
        return
    with atomic_write(path) as file:
        file.write(data)
    yield f"Written: {path}"
    if opened and not webbrowser.open(path.resolve().as_uri()):
        yield "No browser was found; open the file in one."


def no_picture(exercise: Exercise) -> str:
    """Which exercises have a picture."""
    drawn = [str(one.number) for one in exercises() if has_picture(one)]
    return f"Exercise {exercise.number} has no picture; exercises {', '.join(drawn)} have one."


def picture_file(result: Result, suffix: str, seconds: float | None = None, run: Runner = in_worker) -> bytes | None:
    """What is written: a page, or a .png; None where there is nothing to draw."""
    if result.program is None or any(one.failure is not None for one in result.observations):
        return None
    further = observe_further(result.exercise, result.program, seconds, run)
    figure = picture_of(result.exercise, result.observations, further, result.verdict)
    if figure is None:
        return None
    from nn.exercises.pictures.page import answer_page  # slow to import, as matplotlib is
    from nn.visualize.style import as_png
    return as_png(figure, software=SOFTWARE) if suffix == ".png" else answer_page(result, figure)
