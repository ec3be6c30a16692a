"""The values that options accept, how the shell completes them, and the options that several commands have."""
from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click
from click.shell_completion import CompletionItem

FILE = click.Path(readable=False)                                   # whether it can be read is found out on reading

#: what nn train writes, and what nn figures and nn demo take where they are not told otherwise
TRAINED = "nn-results/weights.npz"


class Number(click.ParamType):
    """A number of a certain kind; anything else is refused with its name."""

    def __init__(self, name: str, parse: Callable[[str], Any], accepts: Callable[[Any], bool]):
        self.name, self.parse, self.accepts = name, parse, accepts

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        try:
            number = self.parse(value)
        except ValueError:
            self.fail(f"{value!r} is not {self.name}", param, ctx)
        if not self.accepts(number):
            self.fail(f"{value!r} is not {self.name}", param, ctx)
        return number


def whole(least: int) -> Number:
    """Accepts whole numbers >= least."""
    return Number(f"a whole number >= {least}", int, lambda number: number >= least)


AT_LEAST_ZERO = Number("a number >= 0", float, lambda number: 0 <= number < float("inf"))
ABOVE_ZERO = Number("a number > 0", float, lambda number: 0 < number < float("inf"))
SHARE = Number("a number greater than 0 and less than 1", float, lambda number: 0 < number < 1)


class Folder(click.ParamType):
    """A folder; the command itself refuses a file."""
    name = "folder"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        return [CompletionItem(incomplete, type="dir")]


class Animation(click.ParamType):
    """A path whose ending is that of an animation; "" where the option is given without one."""
    name = "path"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if value and not value.endswith((".html", ".gif", ".mp4")):
            self.fail(f"{value!r} does not end in .html, .gif or .mp4; put WEIGHTS before --animate", param, ctx)
        return value

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        return FILE.shell_complete(ctx, param, incomplete)


class Picture(click.ParamType):
    """A path whose ending is .png."""
    name = "file"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if not value.lower().endswith(".png"):
            self.fail(f"{value!r} does not end in .png", param, ctx)
        return value

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        return FILE.shell_complete(ctx, param, incomplete)


class Data(click.ParamType):
    """A file, or the name of a data set."""
    name = "file"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        names = [name for name in ("mnist5k", "mnist") if name.startswith(incomplete)]
        return [CompletionItem(name) for name in names] or FILE.shell_complete(ctx, param, incomplete)


class ExerciseName(click.ParamType):
    """The number or the name of an exercise; the command itself refuses what is neither."""
    name = "exercise"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        from nn.exercises.exercise import exercises
        numbers = {str(exercise.number): exercise.title for exercise in exercises()}
        names = {exercise.stem: exercise.title for exercise in exercises()} if incomplete else {}
        notebooks = [CompletionItem(incomplete, type="file")] if param.nargs == -1 and incomplete else []
        return [CompletionItem(name, help=title) for name, title in (numbers | names).items()
                if name.startswith(incomplete)] or notebooks


def notebook_and_exercise(metavar: str) -> Callable:
    """[NOTEBOOK] [N]: the parameters notebook, a path, and exercise; each is None where it is not given."""
    return click.argument("exercise", nargs=-1, type=ExerciseName(), metavar=metavar, callback=split)


def split(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> str | None:
    """Of several values, the one that is a notebook becomes a parameter of its own; the other one is the exercise."""
    notebooks = [value for value in values if value.endswith(".ipynb")]
    others = [value for value in values if value not in notebooks]
    for extra in (*notebooks[1:], *others[1:]):
        raise click.UsageError(f"got unexpected extra argument ({extra})", ctx)
    ctx.params["notebook"] = next(iter(notebooks), None)
    return next(iter(others), None)


weights_argument = click.argument("weights", metavar="WEIGHTS", type=FILE)
trained_weights_argument = click.argument("weights", metavar="[WEIGHTS]", type=FILE, default=TRAINED)


def optional_path(name: str, metavar: str, text: str) -> Callable:
    """--name PATH; "" where it is not given."""
    return click.option(name, metavar=metavar, type=FILE, default="", show_default=False, help=text)


lambda_option = click.option("--lambda", "lambda_", metavar="L", type=AT_LEAST_ZERO, default=1,
                             help="Strength of regularization.")
out_option = click.option("--out", metavar="FOLDER", type=Folder(), default="nn-results", help="Where to write.")


def figure_option(shows: str) -> Callable:
    """--figure, with what it shows."""
    return click.option("--figure", metavar="FILE", type=Picture(), help=f"Also draw {shows}, as .png.")


def seed_option(chooses: str) -> Callable:
    """--seed, with what it chooses."""
    return click.option("--seed", metavar="N", type=whole(0), default=0, help=f"Chooses {chooses}.")


def order_option(of: str) -> Callable:
    """--order, with whose pixels it describes."""
    return click.option("--order", type=click.Choice(["C", "F"]),
                        help=f"The pixels in {of}: C for row by row, F for column by column, as MATLAB unrolls images "
                             "(default: tried on the embedded digits).")


classes_option = click.option(
    "--classes", type=click.Choice(["1..10", "0..9"]),
    help="What the ten output units stand for, where WEIGHTS does not say it: 1..10, as in exercise 4, where 10 is the "
         "digit 0, or 0..9 (default: tried on the embedded digits).")


def data_options(command: Callable) -> Callable:
    """--data and --labels"""
    data = click.option(
        "--data", metavar="FILE", type=Data(),
        help="Digits of your own: .npz or .mat with X and y, .csv with the label first, or MNIST's IDX images; "
             "\"mnist5k\": the embedded digits at 28×28 (default: at 20×20); \"mnist\": the full MNIST after nn data "
             "fetch, 60,000 to train on and 10,000 kept out of training. Keras' mnist.npz, too, has such a part.")
    labels = click.option("--labels", metavar="FILE", type=FILE,
                          help="The IDX labels, where they are not beside the images.")
    return data(labels(command))
