"""The `nn` command: what can be asked for, and how it is said when something fails."""
import argparse
import os
import sys

from nn import __version__
from nn.app.inputs import in_words
from nn.estimator.classifier import STOCHASTIC
from nn.training import METHODS


def main(argv=None):
    """Runs one command; returns the exit status: 0, 1 (failed) or 2 (wrong usage, raised by argparse)."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")                    # a terminal without "×" gets a "?", not a crash
    parser = build_parser()
    arguments = parser.parse_args(argv)
    if clash := clash_of_options(**vars(arguments)):
        parser.error(clash)
    try:
        return getattr(commands_of(arguments), arguments.command)(arguments) or 0
    except KeyboardInterrupt:
        print("nn: interrupted", file=sys.stderr)
    except BrokenPipeError:                                         # nn | head: nobody reads on
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (ValueError, OSError, ArithmeticError, MemoryError) as error:
        print(f"nn: error: {in_words(error)}", file=sys.stderr)
    return 1


def clash_of_options(hidden=None, checkpoint=None, resume=None, method=None, data=None, labels=None, **_):
    """Which of a command's options do not go together, or None."""
    if 0 in (hidden or []) and len(hidden) > 1:
        return "--hidden 0 means no hidden layer; give it alone, or not at all"
    if (checkpoint or resume) and method in STOCHASTIC:
        return f"--checkpoint and --resume do not go with --method {method}"
    if checkpoint and not checkpoint.endswith(".npz"):
        return f"--checkpoint {checkpoint}: a checkpoint is an .npz file; wanted that ending"
    if labels and data in (None, "mnist5k", "mnist"):
        return "--labels belongs to --data FILE, a file of IDX images"
    return None


def commands_of(arguments):
    """The module whose function does the work; it loads what --help does not need."""
    if arguments.exercises:
        from nn.exercises import commands
    else:
        from nn.app import commands
    return commands


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one line."""

    def error(self, message):
        self.exit(2, f"{self.prog}: error: {message} (see {self.prog} --help)\n")


def build_parser():
    parser = Parser(prog="nn", description="A neural network from scratch, trained on real handwritten digits. "
                                           "Alone, in a folder with exercises, it tells how far you are.")
    parser.add_argument("--version", action="version", version=f"nn {__version__}")
    parser.set_defaults(command="progress", exercises=True)         # nn alone, in a folder with exercises
    commands = parser.add_subparsers(metavar="COMMAND", parser_class=Parser)
    add_exercises(commands)
    add_train(commands)
    add_predict(commands)
    add_check_gradient(commands)
    add_figures(commands)
    add_demo(commands)
    add_data(commands)
    return parser


def add_exercises(commands):
    parser = commands.add_parser("start", help="begin the exercises: write them to a folder",
                                 description="Write the exercises to a folder; what is there already stays as it is.")
    parser.set_defaults(command="start", exercises=True)
    parser.add_argument("folder", metavar="FOLDER", help="such as my-course")

    parser = commands.add_parser("check", help="check the exercises, or one of them",
                                 description="Check the exercises in this folder and say which mistake is in them.")
    parser.set_defaults(command="check", exercises=True)
    parser.add_argument("exercise", metavar="N", nargs="?", help="number or name of one (default: all)")
    parser.add_argument("--watch", action="store_true", help="check a file whenever it is saved, until Ctrl-C")
    parser.add_argument("--seconds", metavar="S", type=above_zero,
                        help="time limit of an exercise (default: 10, for exercise 15 60)")

    parser = commands.add_parser("hint", help="a hint for an exercise, then a better one",
                                 description="Three hints an exercise, one further at each call.")
    parser.set_defaults(command="hint", exercises=True)
    parser.add_argument("exercise", metavar="N", nargs="?", help="number or name (default: the next)")

    parser = commands.add_parser("reset", help="begin an exercise anew", description="Put the empty exercise back; "
                                 "yours is kept beside it.")
    parser.set_defaults(command="reset", exercises=True)
    parser.add_argument("exercise", metavar="N", help="number or name")

    parser = commands.add_parser("solution", help="the answer to an exercise that is passed",
                                 description="Show how the course itself writes an exercise that you have passed.")
    parser.set_defaults(command="solution", exercises=True)
    parser.add_argument("exercise", metavar="N", help="number or name")
    parser.add_argument("--anyway", action="store_true", help="also where it is not passed")


def add_train(commands):
    text = "Train a network and write its weights and pictures to a folder."
    parser = commands.add_parser("train", help="train a network: the main job", description=text)
    parser.set_defaults(command="train", exercises=False)
    add_data_options(parser)
    parser.add_argument("--hidden", metavar="UNITS", type=whole(0), action="append",
                        help="units of a hidden layer; again for a further layer; 0 for none (default: 25)")
    parser.add_argument("--lambda", dest="lambda_", metavar="L", type=at_least_zero, default=1.0,
                        help="strength of regularization (default: 1)")
    parser.add_argument("--max-evaluations", metavar="N", type=whole(1), default=400,
                        help="of cost and gradient, for SciPy's optimizers (default: 400)")
    parser.add_argument("--epochs", metavar="N", type=whole(1), default=10, help="for minibatches (default: 10)")
    parser.add_argument("--learning-rate", metavar="ETA", type=above_zero, default=0.01,
                        help="for minibatches (default: 0.01)")
    parser.add_argument("--batch-size", metavar="N", type=whole(1), default=200, help="for minibatches (default: 200)")
    parser.add_argument("--method", choices=(*METHODS, *STOCHASTIC), default="TNC",
                        help="an optimizer of SciPy on all examples at once (default: TNC), or sgd, adam, adagrad on "
                             "minibatches, with a softmax output")
    parser.add_argument("--activation", choices=("sigmoid", "tanh", "relu"), default="sigmoid",
                        help="of the hidden layers (default: sigmoid)")
    parser.add_argument("--seed", metavar="N", type=whole(0), default=0,
                        help="chooses the first weights and the split (default: 0)")
    parser.add_argument("--test-fraction", metavar="SHARE", type=share,
                        help="keep this share of each class out of training and report scores on it, such as 0.2")
    add_out(parser)
    parser.add_argument("--checkpoint", metavar="FILE", help="write the state of training to this .npz as it goes")
    parser.add_argument("--resume", metavar="FILE", help="go on from such a file (and keep it up to date)")
    parser.add_argument("--no-figures", action="store_true", help="write the weights only")
    add_json(parser)


def add_predict(commands):
    text = ("Say which digit an image shows. The digit is found, scaled and centred as the training digits were; "
            "dark ink on light paper or the other way round.")
    parser = commands.add_parser("predict", help="recognise digits in image files", description=text)
    parser.set_defaults(command="predict", exercises=False)
    add_weights(parser)
    parser.add_argument("images", metavar="IMAGE", nargs="+", help="PNG, JPEG, … with one digit")
    parser.add_argument("--json", action="store_true", help="a JSON list of objects on stdout, one an image")


def add_check_gradient(commands):
    text = "Compare backpropagation with numerical derivatives, on a small network or on the whole of exercise 4."
    parser = commands.add_parser("check-gradient", help="is backpropagation right?", description=text)
    parser.set_defaults(command="check_gradient", exercises=False)
    parser.add_argument("--full", action="store_true",
                        help="400-25-10 on all 5,000 digits instead of 6-4-3 on 11 examples")
    parser.add_argument("--lambda", dest="lambda_", metavar="L", type=at_least_zero, default=1.0,
                        help="strength of regularization (default: 1)")
    parser.add_argument("--method", choices=("central", "complex"), default="central",
                        help="central differences, or complex steps, which are exact (default: central)")
    parser.add_argument("--seed", metavar="N", type=whole(0), default=0, help="chooses the weights (default: 0)")


def add_figures(commands):
    text = "Draw the pictures of a saved network."
    parser = commands.add_parser("figures", help="draw the pictures of a saved network", description=text)
    parser.set_defaults(command="figures", exercises=False)
    add_weights(parser)
    add_data_options(parser)
    parser.add_argument("--animate", metavar="PATH", nargs="?", const=True, type=movie,
                        help="also animate the training that WEIGHTS remembers, as .html (plays anywhere, without "
                             "network), .gif or .mp4 (default: training.html in the folder of --out)")
    parser.add_argument("--seed", metavar="N", type=whole(0), default=0, help="chooses the 100 digits (default: 0)")
    add_out(parser)


def add_demo(commands):
    text = ("Write a page on which one draws a digit and watches the network read it, and open it in the browser. It "
            "is one file that needs neither server nor network. With several WEIGHTS, it switches between them.")
    parser = commands.add_parser("demo", help="a page on which one draws a digit", description=text)
    parser.set_defaults(command="demo", exercises=False)
    parser.add_argument("weights", metavar="WEIGHTS", nargs="*",
                        help=".npz or .mat with Theta1, Theta2, …, of 400 or 784 inputs (default: nine networks are "
                             "trained in half a minute by 200 evaluations each, of 10, 25 and 50 hidden units and λ = "
                             "0, 1 and 10; the one of 25 and λ = 1 with its training)")
    parser.add_argument("--out", metavar="FILE", default="nn-demo.html",
                        help="where to write (default: nn-demo.html)")
    parser.add_argument("--no-open", dest="open", action="store_false", help="write the page only")


def add_data(commands):
    text = ("Digits that the package does not carry. (It carries 5,000 of MNIST's, and trains on them unless told "
            "otherwise.)")
    data = commands.add_parser("data", help="download the full MNIST", description=text)
    parser = data.add_subparsers(required=True, metavar="COMMAND", parser_class=Parser).add_parser(
        "fetch", help="download a data set",
        description="Download MNIST's four full files (11 MB), verified, to the cache folder; a broken download goes "
                    "on where it stopped. Set NN_CACHE to choose the folder.")
    parser.set_defaults(command="fetch", exercises=False)
    parser.add_argument("name", choices=("mnist",), help="which data set")


def add_weights(parser):
    parser.add_argument("weights", metavar="WEIGHTS", help=".npz or .mat with Theta1, Theta2, …")


def add_data_options(parser):
    parser.add_argument("--data", metavar="FILE",
                        help="digits of your own: .npz or .mat with X and y, .csv with the label first, or MNIST's IDX "
                             "images; \"mnist5k\": the embedded digits at 28×28 (default: at 20×20); \"mnist\": the "
                             "full MNIST after nn data fetch, 60,000 to train on and 10,000 to test on. 400 pixels "
                             "are taken column by column, as in exercise 4")
    parser.add_argument("--labels", metavar="FILE", help="the IDX labels, where they are not beside the images")


def add_out(parser):
    parser.add_argument("--out", metavar="FOLDER", default="nn-results", help="where to write (default: nn-results)")


def add_json(parser):
    parser.add_argument("--json", action="store_true", help="one JSON object on stdout, everything else on stderr")


def whole(least):
    """An argparse type: a whole number >= least."""
    def parse(text):
        if not text.isdecimal() or int(text) < least:
            raise argparse.ArgumentTypeError(f"{text!r} is no whole number >= {least}")
        return int(text)
    return parse


def movie(text):
    """An argparse type: a path whose ending is that of an animation."""
    if not text.endswith((".html", ".gif", ".mp4")):
        raise argparse.ArgumentTypeError(f"{text!r} is no .html, .gif or .mp4; WEIGHTS goes before --animate")
    return text


def at_least_zero(text):
    """An argparse type: a finite number >= 0."""
    if not 0 <= number(text) < float("inf"):
        raise argparse.ArgumentTypeError(f"{text!r} is no number >= 0")
    return float(text)


def above_zero(text):
    """An argparse type: a finite number > 0."""
    if not 0 < number(text) < float("inf"):
        raise argparse.ArgumentTypeError(f"{text!r} is no number > 0")
    return float(text)


def share(text):
    """An argparse type: a number between 0 and 1."""
    if not 0 < number(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no share between 0 and 1")
    return float(text)


def number(text):
    """text as a float, nan where it is none."""
    try:
        return float(text)
    except ValueError:
        return float("nan")

