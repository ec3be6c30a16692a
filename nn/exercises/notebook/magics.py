"""What %load_ext nn.exercises adds to IPython: %%check 6, %hint 6, %progress, %solution 6, %hunt.

    %load_ext nn.exercises

    %%check 6
    def cost(theta, X, Y, layer_sizes):
        …
"""
import ast
import importlib
import re
import sys
import tempfile
import warnings
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from nn.exercises import commands, course, report
from nn.exercises.exercise import Exercise, exercises
from nn.exercises.notebook.ahead import Ahead
from nn.exercises.notebook.alone import is_stub, program_of
from nn.exercises.notebook.others import OtherCells, last_function, names_defined, names_imported, names_used
from nn.exercises.notebook.run import as_shown, run_as_usual
from nn.exercises.notebook.verdict_html import verdict_html
from nn.exercises.pictures.show import NOTHING, no_picture, picture_file
from nn.exercises.pictures.which import has_picture
from nn.exercises.sandbox.in_process import in_process
from nn.exercises.sandbox.runner import Runner
from nn.exercises.source import KEY_MODULE, functions, imports_of
from nn.exercises.verdict.wording import Wording

SECONDS = re.compile(r"(?:^|\s)--seconds[ =](\d+(?:\.\d+)?)(?=\s|$)")
HUNT = re.compile(r"(?P<line>\d{1,6})|(?P<give_up>--give-up)|--seed[ =](?P<seed>\d{1,9})|")


INTERRUPTED = "Interrupted: the cell was not checked."
#: how it can fail outside the functions, where the notebook would not survive it: why it is not run
NOT_RUN = {"time": "outside the functions, its time was over", "EOFError": "it waits for keyboard input",
           "died": "it ends the Python process", "MemoryError": "it needs too much memory"}
NOT_PYTHON = ("SyntaxError", "IndentationError", "TabError")


class Checked(NamedTuple):
    """What the line behind %%check asks for."""
    name: str                       # of the exercise; "" where it is the one whose function the cell defines
    seconds: float | None           # None: those of the exercise
    show: bool = False              # a picture, too?


class Magics:
    """The commands, for one shell of IPython."""

    def __init__(self, shell: Any):
        self.shell = shell
        self.ahead: Ahead | None = None if has_no_processes() else Ahead()
        self.unwritten: tempfile.TemporaryDirectory | None = None

    def register(self) -> None:
        """Makes the commands known, with their completion, and starts the first worker."""
        self.shell.register_magic_function(self.check, "cell", "check")
        for function in (self.hint, self.progress, self.solution, self.hunt):
            self.shell.register_magic_function(function, "line", function.__name__)
        for name in ("%%check", "%hint", "%solution", "%hunt"):
            self.shell.set_hook("complete_command", complete, str_key=name)
        if self.ahead is not None:
            self.ahead.start()

    def forget(self) -> None:
        """Takes the commands away again."""
        self.shell.magics_manager.magics["cell"].pop("check", None)
        for name in ("hint", "progress", "solution", "hunt"):
            self.shell.magics_manager.magics["line"].pop(name, None)
        if self.ahead is not None:
            self.ahead.end()
        if self.unwritten is not None:
            self.unwritten.cleanup()

    # the commands; their docstrings are what %%check? shows

    def check(self, line: str, cell: str) -> None:
        """Checks this cell as `nn check` checks a file, and then runs it as usual.

            %%check 6                   # or its name: %%check cost
            def cost(theta, X, Y, layer_sizes):
                ...

        The cell stands alone: it is run in a process of its own, with the imports that the exercise begins with before
        it. Functions and variables of other cells are not there, so it makes no difference in which order the cells
        ran. Earlier exercises' functions come from nn. A loop that never ends is ended:

            %%check 6 --seconds 60      # gives it more time

        A picture shows this answer beside the right one:

            %%check 10 --show

        Whatever the verdict, the cell then runs in the notebook, unless the check shows that it never ends there.
        """
        try:
            try:
                result = self.checked(line, cell)
            except KeyboardInterrupt as interruption:
                raise as_shown(interruption, [INTERRUPTED]) from None
            if text := why_not_run(self.shell, cell, result):
                print(text)
            else:
                run_as_usual(self.shell, f"%%check {line}", cell)
        finally:
            if self.ahead is not None:
                self.ahead.start()

    def hint(self, line: str) -> None:
        """Shows one hint more at each call: %hint 6, or %hint for the next exercise that is not passed."""
        folder = self.folder()
        chosen = named_or_next(one_name(line.split(), f"%hint {line.strip()}", "%hint 6"), folder)
        self.say(report.hints(chosen, commands.next_hint(chosen, folder), "%hint"))

    def progress(self, line: str) -> None:
        """Shows which exercises are passed, and what is next."""
        if line.strip():
            raise usage_error(f"%progress {line.strip()}: expected %progress alone; it shows all exercises")
        folder = self.folder()
        self.say([*report.progress_table(results(folder)), "", *what_is_next(folder)])

    def solution(self, line: str) -> None:
        """Shows our own answer to an exercise that is passed: %solution 6, or %solution 6 --anyway."""
        words = line.split()
        names = [word for word in words if word != "--anyway"]
        if not names:
            raise usage_error("one exercise is expected, such as: %solution 6")
        folder = self.folder()
        chosen = exercise_of(one_name(names, f"%solution {line.strip()}", "%solution 6"), folder)
        known = course.remembered(chosen, folder)
        if "--anyway" not in words and known.state != "passed":
            raise usage_error(report.not_passed(known, "%%check", "%hint", "%solution"))
        print(chosen.answer, end="")

    def hunt(self, line: str) -> None:
        """Hides a bug in a program, to be found by the table of its gradient check: %hunt, then %hunt 17 for line 17.

        %hunt --give-up shows the bug, and %hunt --seed 3 hides the same one for a whole class.
        """
        from nn.exercises import hunt
        found, folder = HUNT.fullmatch(line.strip()), self.folder()
        if found is None:
            raise usage_error("expected %hunt alone, or %hunt 17 for line 17, %hunt --give-up or %hunt --seed 3")
        try:
            if found["line"]:
                self.say(hunt.answer(folder, int(found["line"]), "%hunt")[1])
            elif found["give_up"]:
                self.say(hunt.give_up(folder, "%hunt"))
            else:
                self.say(hunt.serve(folder, int(found["seed"]) if found["seed"] else None, "%hunt"))
        except (OSError, ValueError) as error:
            raise usage_error(str(error)) from None

    # how

    def checked(self, line: str, cell: str) -> course.Result | None:
        """Shows the verdict on a cell; None where it is not checked."""
        asked, folder = asked_for(line), self.folder()
        exercise = exercise_of(asked.name, folder) if asked.name else only_exercise_of(cell, folder)
        if text := of_another_exercise(exercise, cell):
            print(text)
            return None
        program = program_of(exercise, f"%%check\n{cell}", here())
        if is_stub(exercise, program):
            result = course.Result(exercise, "not started")
        else:
            wording = Wording(elsewhere=OtherCells(self.shell, cell), checked="cell", again="%%check")
            result = course.check_program(exercise, program, folder, asked.seconds, self.runner(), wording)
        self.show("\n".join(report.explain(result)), verdict_html(result))
        if result.state == "not started":
            print("Write your lines instead of the one that raises NotImplementedError, and run the cell again.")
        if asked.show:
            self.show_picture(result, asked.seconds)
        if result.state == "passed":
            self.say(not_imported(exercise, cell, self.shell.user_ns))
            self.say(what_is_next(folder))
        return result

    def show_picture(self, result: course.Result, seconds: float | None) -> None:
        """Shows the answer beside the right one."""
        data = picture_file(result, ".png", seconds, self.runner())
        if data is not None:
            self.shell.display_pub.publish({"text/plain": "<your answer and the right one>", "image/png": data})
        else:
            print(NOTHING if has_picture(result.exercise) else no_picture(result.exercise))

    def runner(self) -> Runner:
        """A worker that is waiting, or this interpreter where there are no processes."""
        return in_process if self.ahead is None else self.ahead

    def folder(self) -> Path:
        """Where the progress is kept: with the exercises, or where the notebook runs; where that cannot be written to,
        in a folder that lasts as long as the session."""
        try:
            folder = course.find_course(here())
        except ValueError:
            folder = here()
        if course.can_remember(folder):
            return folder
        if self.unwritten is None:
            print(f"Nothing can be written to {folder}: your progress is forgotten when this notebook is closed.")
            self.unwritten = tempfile.TemporaryDirectory()
            for stem, row in course.read_progress(folder).items():
                course.remember(self.unwritten.name, stem, **row)
        return Path(self.unwritten.name)

    def say(self, lines: Iterable[str]) -> None:
        for line in lines:
            print(line)

    def show(self, text: str, html: str) -> None:
        """Shows a text, or the HTML where the front end can."""
        sys.stdout.flush()
        self.shell.display_pub.publish({"text/plain": text, "text/html": html})


def has_no_processes() -> bool:
    """Is it a browser's Python?"""
    return sys.platform == "emscripten"


def here() -> Path:
    """The folder in which the notebook runs.

    Raises : UsageError where it was deleted
    """
    try:
        return Path.cwd()
    except FileNotFoundError:
        raise usage_error("the folder in which this notebook runs was deleted; open the notebook where it is now"
                          ) from None


def why_not_run(shell: Any, cell: str, result: course.Result | None) -> str:
    """Why a cell is not run after its check: it would hang the notebook, or say again what the verdict said; or ""."""
    seen = result.observations if result is not None else ()
    failure = next((one.failure for one in seen if one.failure is not None), None)
    if failure is None:
        return ""
    if failure.loading and failure.kind in NOT_RUN:
        return f"The cell was not run in the notebook: {NOT_RUN[failure.kind]}."
    if failure.kind in NOT_PYTHON and not compiles(shell, cell):
        return "The cell was not run in the notebook: it is not Python."
    return ""


def compiles(shell: Any, cell: str) -> bool:
    """Is a cell Python for IPython, which reads its own commands, and await outside functions, too?"""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            compile(shell.transform_cell(cell), "<cell>", "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return False
    return True


def not_imported(exercise: Exercise, cell: str, known: Collection[str]) -> Iterator[str]:
    """What to import in a cell that is passed, because the check has these imports and the notebook has not.

    known : the names in the notebook
    """
    lacking = names_used(cell) - names_imported(cell, in_functions=True) - names_defined(cell) - {*known}
    lines = [line for node in ast.parse(imports_of(exercise.answer)).body if (line := import_of(node, lacking))]
    if lines:
        yield f"Here in the notebook, this cell also needs: {'; '.join(lines)}"


def import_of(node: ast.stmt, names: Collection[str]) -> str:
    """The import of some names, of those that a statement imports; of another exercise's function, its name; or ""."""
    assert isinstance(node, (ast.Import, ast.ImportFrom))
    aliases = [alias for alias in node.names if (alias.asname or alias.name) in names]
    if not aliases:
        return ""
    if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(KEY_MODULE):
        return f"your {' and '.join(alias.name for alias in aliases)}, from its own cell"
    if isinstance(node, ast.ImportFrom):
        return ast.unparse(ast.ImportFrom(node.module, aliases, node.level))
    return ast.unparse(ast.Import(aliases))


def asked_for(line: str) -> Checked:
    """What stands behind %%check.

    Raises : UsageError for more than an exercise and its seconds
    """
    found = SECONDS.search(line)
    rest = SECONDS.sub(" ", line).split()
    words = [word for word in rest if word != "--show"]
    for word in words:
        if word.startswith("--seconds"):
            raise usage_error(f"%%check {line.strip()}: --seconds needs a number above 0, such as --seconds 60")
        if word.startswith("-"):
            raise usage_error(f"%%check {line.strip()}: {word} is not an option; those are --seconds 60 and --show")
    if found and not float(found[1]):
        raise usage_error(f"%%check {line.strip()}: --seconds needs a number above 0, such as --seconds 60")
    name = one_name(words, f"%%check {line.strip()}", "%%check 6, with --seconds 60 or --show")
    return Checked(name, float(found[1]) if found else None, "--show" in rest)


def one_name(words: Sequence[str], line: str, example: str) -> str:
    """The number or the name of an exercise, or its title, which may have several words; "" where there are none.

    Raises : UsageError that names the word which is too many
    """
    if len(words) > 1 and " ".join(words).casefold() not in [one.title.casefold() for one in exercises()]:
        raise usage_error(f"{line}: {words[1]} is too much; expected one exercise, such as {example}")
    return " ".join(words)


def exercise_of(name: str, folder: Path) -> Exercise:
    """The exercise of that name, with the points that the folder gives it.

    Raises : UsageError
    """
    try:
        return commands.one_of(course.course_exercises(folder), name)
    except (OSError, ValueError) as error:
        raise usage_error(str(error)) from None


def named_or_next(name: str, folder: Path) -> Exercise:
    """The exercise of that name; without one, the next that is not passed.

    Raises : UsageError where all are passed
    """
    if name:
        return exercise_of(name, folder)
    waiting = [result.exercise for result in results(folder) if result.state != "passed"]
    if not waiting:
        raise usage_error("all exercises are passed; name one, such as: %hint 3")
    return waiting[0]


def only_exercise_of(cell: str, folder: Path) -> Exercise:
    """The exercise whose function a cell defines, where %%check names none.

    Raises : UsageError where it is none, or one of several
    """
    defined = names_defined(cell)
    found = [one for one in exercises() if defined & functions(one.answer).keys()]
    if len(found) != 1:
        raise usage_error("name the exercise, such as: %%check 6")
    return exercise_of(found[0].stem, folder)


def of_another_exercise(exercise: Exercise, cell: str) -> str:
    """What is said about a cell that defines none of the exercise's functions, but that of another one; or ""."""
    asked, found = functions(exercise.answer), last_function(cell)
    if names_defined(cell) & asked.keys():
        return ""
    return next((f"This cell defines {found}, which is exercise {other.number}, {other.title}: %%check {other.number}. "
                 f"Exercise {exercise.number}, {exercise.title}, asks for {' and '.join(asked)}."
                 for other in exercises() if found in functions(other.answer)), "")


def results(folder: Path) -> list[course.Result]:
    """What is known of each exercise; in a notebook none is missing."""
    found = [course.remembered(exercise, folder) for exercise in course.course_exercises(folder)]
    return [one._replace(state="not started") if one.state == "missing" else one for one in found]


def what_is_next(folder: Path) -> Sequence[str]:
    """The first exercise that is not passed, and how to check it."""
    waiting = next((one.exercise for one in results(folder) if one.state != "passed"), None)
    if waiting is None:
        return ["All exercises are passed."]
    return [f"Next: exercise {waiting.number}, {waiting.title} ({waiting.lecture})",
            f"      %%check {waiting.number}    stuck? %hint {waiting.number}"]


def complete(shell: Any, event: Any) -> list[str]:
    """The exercises, by number and by name, behind a command."""
    if event.command == "%hunt":
        return ["--give-up", "--seed"]
    names = [name for one in exercises() for name in (str(one.number), one.stem, one.stem[5:])]
    return names + {"%solution": ["--anyway"], "%%check": ["--seconds", "--show"]}.get(event.command, [])


def usage_error(text: str) -> Exception:
    """The error that IPython shows without a traceback."""
    return importlib.import_module("IPython.core.error").UsageError(text)


#: shell -> its commands
LOADED: dict[int, Magics] = {}


def load(shell: Any) -> None:
    """%load_ext nn.exercises"""
    unload(shell)
    LOADED[id(shell)] = Magics(shell)
    LOADED[id(shell)].register()


def unload(shell: Any) -> None:
    """%unload_ext nn.exercises"""
    if id(shell) in LOADED:
        LOADED.pop(id(shell)).forget()
