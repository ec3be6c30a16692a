"""The command `nn`: its commands and options, and the one line that it prints when something fails."""
from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

import click

from nn import __version__
from nn.app.inputs import message_of
from nn.app.options import (
    ABOVE_ZERO,
    FILE,
    SHARE,
    Animation,
    ExerciseName,
    Folder,
    classes_option,
    data_options,
    figure_option,
    lambda_option,
    notebook_and_exercise,
    optional_path,
    order_option,
    out_option,
    seed_option,
    trained_weights_argument,
    weights_argument,
    whole,
)
from nn.solvers import SOLVERS
from nn.training import METHODS

COMPLETION = """\b
To complete commands and options with the Tab key, run this, or add it to the
startup file of your shell:
  bash  eval "$(_NN_COMPLETE=bash_source nn)"
  zsh   eval "$(_NN_COMPLETE=zsh_source nn)"
  fish  _NN_COMPLETE=fish_source nn | source"""


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command; returns the exit status: 0, 1 (failed) or 2 (wrong usage)."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")                    # a terminal without "×" gets a "?", not a crash
    try:
        return cli.main(argv, prog_name="nn", standalone_mode=False) or 0
    except click.UsageError as error:
        print(usage_message(error), file=sys.stderr)
        return 2
    except click.Abort:                                             # Ctrl-C
        print("nn: interrupted", file=sys.stderr)
    except (ValueError, OSError, ArithmeticError, MemoryError) as error:
        print(f"nn: error: {message_of(error)}", file=sys.stderr)
    return 1


def usage_message(error: click.UsageError) -> str:
    """What is wrong with the options, in one line."""
    command = error.ctx.command_path if error.ctx else "nn"
    text = " ".join(error.format_message().split()).removesuffix(".")
    return f"{command}: error: {text[:1].lower()}{text[1:]} (see {command} --help)"


def clash_of_options(hidden: tuple[int, ...] = (), checkpoint: str | None = None, resume: str | None = None,
                     method: str | None = None, data: str | None = None, labels: str | None = None,
                     order: str | None = None, weights: str | None = None, show: bool | None = None,
                     workers: int | None = None, scheduler: str | None = None, test_fraction: float | None = None,
                     **others: Any) -> str | None:
    """Which of a command's options do not go together, or None."""
    if 0 in hidden and len(hidden) > 1:
        return "--hidden 0 means no hidden layer; give it alone, or not at all"
    if (checkpoint or resume) and method in SOLVERS:
        return f"--checkpoint and --resume do not go with --method {method}"
    if checkpoint and not checkpoint.endswith(".npz"):
        return f"--checkpoint {checkpoint}: a checkpoint is an .npz file; expected that ending"
    if labels and data in (None, "mnist5k", "mnist"):
        return "--labels belongs to --data FILE, a file of IDX images"
    if order and not weights and data in (None, "mnist5k", "mnist"):
        return "--order belongs to --data FILE"
    if workers or scheduler:
        return clash_of_cluster(workers, scheduler, method, order, test_fraction)
    return None if show is None else clash_of_show(show, **others)


def clash_of_cluster(workers: int | None, scheduler: str | None, method: str | None, order: str | None,
                     test_fraction: float | None) -> str | None:
    """Which options of a training on a cluster do not go together, or None."""
    if workers and scheduler:
        return "--workers starts a cluster, --scheduler uses one that is there; expected one of them"
    option = "--workers" if workers else "--scheduler"
    if method in SOLVERS:
        return f"{option} does not go with --method {method}: minibatches come one after the other"
    if order or test_fraction:
        return f"{option} does not go with {'--order' if order else '--test-fraction'}"
    return None


def clash_of_show(show: bool, exercise: str | None, watch: bool, out: str | None, no_open: bool,
                  **_: Any) -> str | None:
    """Which of the options of nn check do not go together, or None."""
    if show and not exercise:
        return "--show belongs to one exercise, as in nn check 10 --show"
    if show and watch:
        return "--show does not go with --watch"
    if (out or no_open) and not show:
        return "--out and --no-open belong to --show"
    return None


class Command(click.Command):
    """A command that refuses options which do not go together, and is named in all errors about its options."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx
            raise

    def invoke(self, ctx: click.Context) -> Any:
        if clash := clash_of_options(**ctx.params):
            ctx.fail(clash)
        return super().invoke(ctx)


class Group(click.Group):
    """Commands, listed in the order in which they are defined."""
    command_class = Command

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


@click.group(cls=Group, invoke_without_command=True, epilog=COMPLETION, context_settings={
    "help_option_names": ["-h", "--help"], "show_default": True})
@click.version_option(__version__, message="nn %(version)s")
@click.pass_context
def cli(context: click.Context) -> int | None:
    """A neural network from scratch, trained on real handwritten digits.

    Without a command, in a folder with exercises, nn shows how far you are.
    """
    if context.invoked_subcommand is not None:
        return None
    from nn.exercises import commands
    return commands.progress()


# the exercises

@cli.command(short_help="Begin the exercises: write them to a folder.")
@click.argument("folder", type=Folder(), metavar="FOLDER")
@click.option("--notebook", is_flag=True, help="Write one notebook, exercises.ipynb, for Jupyter or VS Code.")
def start(**options: Any) -> None:
    """Write the exercises to FOLDER, such as my-course. Files that exist already stay as they are."""
    from nn.exercises import commands
    commands.start(**options)


@cli.command(short_help="Check the exercises, or one of them.")
@notebook_and_exercise("[NOTEBOOK] [N]")
@click.option("--watch", is_flag=True, help="Check a file whenever it is saved, until Ctrl-C.")
@click.option("--seconds", metavar="S", type=ABOVE_ZERO,
              help="Time limit of an exercise (default: 10; for exercise 15: 60).")
@click.option("--show", is_flag=True, help="Also draw your answer beside the right one, on a page in the browser.")
@click.option("--out", metavar="FILE", type=FILE,
              help="Where --show writes: .html, or .png for the picture alone (default: nn-check.html).")
@click.option("--no-open", is_flag=True, help="Only write what --show draws.")
def check(**options: Any) -> int:
    """Check the exercises in this folder and say which mistake is in them.

    N is the number or the name of one exercise (default: all). NOTEBOOK is an .ipynb with cells that begin with %%check
    (default: exercises.ipynb, in a folder without exNN_….py).
    """
    from nn.exercises import commands
    return commands.check(**options)


@cli.command(short_help="Get a hint for an exercise, then a better one.")
@click.argument("exercise", type=ExerciseName(), metavar="[N]", required=False)
def hint(**options: Any) -> None:
    """Three hints for each exercise, one more at each call.

    N is the number or the name of an exercise (default: the first that is not passed).
    """
    from nn.exercises import commands
    commands.hint(**options)


@cli.command(short_help="Start an exercise over.")
@notebook_and_exercise("[NOTEBOOK] N")
def reset(**options: Any) -> None:
    """Put the empty exercise back; a copy of yours is kept beside it.

    N is the number or the name of an exercise. NOTEBOOK is the .ipynb with its cell (default: exercises.ipynb, in a
    folder without exNN_….py).
    """
    from nn.exercises import commands
    if not options["exercise"]:
        raise click.UsageError("expected N, the number or the name of an exercise")
    commands.reset(**options)


@cli.command(short_help="Show the answer to an exercise that you have passed.")
@click.argument("exercise", type=ExerciseName(), metavar="N")
@click.option("--anyway", is_flag=True, help="Also if it is not passed yet.")
def solution(**options: Any) -> None:
    """Show how the course itself solves an exercise that you have passed.

    N is the number or the name of an exercise.
    """
    from nn.exercises import commands
    commands.solution(**options)


@cli.command(short_help="Find a bug by the table of the gradient check.")
@click.argument("line", type=whole(1), metavar="[LINE]", required=False)
@click.option("--give-up", is_flag=True, help="Show the bug.")
@click.option("--seed", metavar="N", type=whole(0), help="Hide bug number N, which is the same everywhere.")
def hunt(**options: Any) -> int:
    """Write hunt.py, the functions of the network with one wrong line, and show what its gradient check says.

    LINE is your answer, the number of that line. There is always another bug; each is from the list of known mistakes.
    """
    if options["line"] and (options["give_up"] or options["seed"] is not None) or (
            options["give_up"] and options["seed"] is not None):
        raise click.UsageError("expected one of LINE, --give-up and --seed")
    from nn.exercises import commands
    return commands.hunt(**options)


# the network

@cli.command(short_help="Grade a class: a folder of submissions, one command.")
@click.argument("submissions", metavar="[SUBMISSIONS]", type=FILE, default="")
@optional_path("--out", "GRADES", "Folder of the results; the same one continues.")
@optional_path("--roster", "FILE", "The course site's list, to be filled in.")
@click.option("--assignment", metavar="NAME", help="The column of Canvas' gradebook to fill.")
@click.option("--exercises", metavar="N,N…|all", default="", show_default=False,
              help="Which are graded; if not given, those with points.")
@optional_path("--points", "FILE", "Your points.cfg; a student's is never read.")
@optional_path("--extra", "FILE.py", "Your own hidden calls.")
@click.option("--seconds", metavar="S", type=ABOVE_ZERO,
              help="Processor time of a file; if not given, 3 (30 for exercises 13 to 15).")
@click.option("--jobs", metavar="N", type=whole(1), help="Submissions at a time; if not given, the cores there are.")
@click.option("--isolation", metavar="LEVEL", type=click.Choice(["auto", "strong", "strict", "none"]), default="auto",
              help="auto, strong, strict or none.")
@click.option("--layout", metavar="LAYOUT", default="auto", help="auto, folders, gradescope, canvas, moodle or github.",
              type=click.Choice(["auto", "folders", "gradescope", "canvas", "moodle", "github"]))
@click.option("--numbers", is_flag=True, help="Feedback may show expected numbers.")
@click.option("--again", is_flag=True, help="Grade also what has not changed.")
@click.option("--format", metavar="FORMAT", type=click.Choice(["class", "gradescope", "github"]), default="class",
              help="class; or gradescope, github: one submission there.")
@optional_path("--report", "GRADES", "Only write all reports again.")
def grade(report: str, **options: Any) -> int:
    """SUBMISSIONS is a folder or a .zip: each file in it runs where it can do no harm, on networks nobody has seen.

    Results: class.html for you, feedback/ for students, grades.csv. Linux, also WSL2. See GRADING.md.
    """
    if not sys.platform.startswith("linux"):
        raise click.UsageError("students' code can be confined on Linux only, also in Windows' WSL2; run it there")
    from nn.exercises.grading import commands
    if report:
        if options["submissions"]:
            raise click.UsageError("--report runs nothing; expected no SUBMISSIONS")
        return commands.report(report)
    if options["format"] != "class" and (options["roster"] or options["assignment"]):
        raise click.UsageError("--roster and --assignment belong to a class; --format is that of one submission")
    if options["format"] != "github" and not (options["submissions"] and options["out"]):
        raise click.UsageError("expected SUBMISSIONS and --out GRADES")
    return commands.grade(commands.Options(**options))


@cli.command(short_help="Train a network: the main job.")
@data_options
@order_option("FILE")
@click.option("--hidden", metavar="UNITS", type=whole(0), multiple=True,
              help="Units of a hidden layer; repeat it for further layers; 0 for none (default: 25).")
@lambda_option
@click.option("--max-evaluations", metavar="N", type=whole(1), default=400,
              help="Evaluations of cost and gradient, for SciPy's optimizers.")
@click.option("--epochs", metavar="N", type=whole(1), default=10, help="For minibatches.")
@click.option("--learning-rate", metavar="ETA", type=ABOVE_ZERO, default=0.01, help="For minibatches.")
@click.option("--batch-size", metavar="N", type=whole(1), default=200, help="For minibatches.")
@click.option("--method", type=click.Choice([*METHODS, *SOLVERS]), default="TNC",
              help="An optimizer of SciPy on all examples at once, or sgd, adam, adagrad on minibatches, with a "
                   "softmax output.")
@click.option("--activation", type=click.Choice(["sigmoid", "tanh", "relu"]), default="sigmoid",
              help="Activation function of the hidden layers.")
@seed_option("the first weights and the split")
@click.option("--test-fraction", metavar="SHARE", type=SHARE,
              help="Keep this share of each class out of training and report scores on it, such as 0.2; the "
                   "saved weights say which digits these were.")
@out_option
@click.option("--checkpoint", metavar="FILE", type=FILE,
              help="Write the state of the training to this .npz as it proceeds.")
@click.option("--resume", metavar="FILE", type=FILE, help="Continue from such a file (and keep it up to date).")
@click.option("--workers", metavar="N", type=whole(1),
              help="Train with so many processes, on Dask (the extra dask). --data may then be a pattern in quotes, "
                   "such as 'chunks/*.npz', and the digits need not fit into memory: see nn data chunk.")
@click.option("--scheduler", metavar="HOST:PORT", help="The same on the workers of a Dask scheduler.")
@click.option("--no-figures", is_flag=True, help="Write the weights only.")
@click.option("--json", is_flag=True, help="Print one JSON object on stdout, everything else on stderr.")
def train(**options: Any) -> int:
    """Train a network and write its weights and pictures to a folder."""
    from nn.app import commands
    from nn.app.training import TrainOptions
    return commands.train(TrainOptions(**options))


@cli.command(short_help="Recognize digits in image files.")
@weights_argument
@click.argument("images", metavar="IMAGE...", type=FILE, nargs=-1, required=True)
@order_option("WEIGHTS")
@classes_option
@figure_option("each photograph, the image that is read in it, and the activations")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list on stdout, one object for each image.")
def predict(**options: Any) -> int:
    """Say which digit an image shows.

    WEIGHTS is an .npz or .mat file with Theta1, Theta2, …; an IMAGE is a PNG, JPEG, … of one digit. The digit is
    found, scaled and centred as the training digits were; dark ink on light paper or the other way round.
    """
    from nn.app import commands
    return commands.predict(**options)


@cli.command("check-gradient", short_help="Check that backpropagation is right.")
@click.option("--full", is_flag=True, help="400-25-10 on all 5,000 digits instead of 6-4-3 on 11 examples.")
@lambda_option
@click.option("--method", type=click.Choice(["central", "complex"]), default="central",
              help="Central differences, or complex steps, which are exact.")
@seed_option("the weights")
@figure_option("each slope by backpropagation over the numerical one")
def check_gradient(**options: Any) -> int:
    """Compare backpropagation with numerical derivatives, on a small network or on the whole of exercise 4."""
    from nn.app import commands
    return commands.check_gradient(**options)


@cli.command(short_help="Draw the pictures of a saved network.")
@trained_weights_argument
@data_options
@order_option("WEIGHTS and in FILE")
@classes_option
@click.option("--animate", "animate_to", metavar="[PATH]", type=Animation(), is_flag=False, flag_value="",
              help="Also animate the training whose snapshots are in WEIGHTS, as .html (plays in any browser, "
                   "offline), .gif or .mp4 (without PATH: training.html in the folder of --out).")
@seed_option("the 100 digits")
@out_option
def figures(**options: Any) -> None:
    """Draw the pictures of a saved network: some digits, what its units look for, its mistakes.

    WEIGHTS is an .npz or .mat file with Theta1, Theta2, … (default: nn-results/weights.npz, which nn train writes).
    Where it contains snapshots of its training, cost.png shows the cost at each of them. Where it says which digits
    were kept out of its training, accuracy and cost are given of both parts.
    """
    from nn.app import commands
    commands.figures(**options)


@cli.command(short_help="Write a page on which one draws a digit.")
@click.argument("weights", metavar="[WEIGHTS]...", type=FILE, nargs=-1)
@click.option("--out", metavar="FILE", type=FILE, default="nn-demo.html", help="Where to write.")
@click.option("--no-open", is_flag=True, help="Only write the page.")
def demo(**options: Any) -> None:
    """Write a page on which one draws a digit and watches the network read it, and open it in the browser.

    It is one file that needs neither a server nor the internet. With several WEIGHTS, it switches between them; each is
    an .npz or .mat file with Theta1, Theta2, …, of 400 or 784 inputs. Without any, nine networks are trained in half a
    minute by 200 evaluations each, of 10, 25 and 50 hidden units and λ = 0, 1 and 10, on 4,000 of the digits: the other
    1,000 are kept out of training. Their training is replayed. The page opens with nn-results/weights.npz, where nn
    train has written one.
    """
    from nn.app import commands
    commands.demo(**options)


@cli.group(cls=Group, no_args_is_help=False, short_help="Download the full MNIST; cut a large file into chunks.")
def data() -> None:
    """Digits that the package does not contain.

    (It contains 5,000 of MNIST's, and trains on them by default.)
    """


@data.command(short_help="Download a data set.")
@click.argument("name", type=click.Choice(["mnist"]), metavar="NAME")
def fetch(name: str) -> None:
    """Download a data set to the cache folder.

    NAME is mnist: MNIST's four full files (11 MB), verified. Run it again to download what is still missing. Set
    NN_CACHE to choose the folder.
    """
    from nn.app import commands
    commands.fetch()


@data.command("chunk", short_help="Cut a large file into chunks.")
@click.argument("file", type=FILE, metavar="FILE")
@click.option("--out", metavar="FOLDER", type=Folder(), required=True, help="Where to write the chunks.")
@click.option("--examples", metavar="N", type=whole(1), default=10_000, help="In a chunk.")
@click.option("--labels", metavar="FILE", type=FILE,
              help="The labels of an .npy or IDX file, where they are not beside it.")
def chunk(**options: Any) -> None:
    """Cut a large file into .npz chunks, for nn train --workers or --scheduler, with a manifest of them.

    FILE is an .npz, .npy or IDX file, which may be larger than memory, or any other that nn train reads. What is there
    already is kept: run it again after an interruption.
    """
    from nn.app import chunked
    chunked.chunk(**options)
