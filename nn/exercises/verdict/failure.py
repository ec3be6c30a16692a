"""The text about a call that returned nothing: where and why it failed. At most 12 lines."""
import re
from collections.abc import Collection, Iterator, Sequence

import numpy as np

import nn
from nn.exercises.exercise import Exercise, exercises
from nn.exercises.sandbox.calls import Call, Failure, Variable
from nn.exercises.source import functions
from nn.exercises.verdict.compare import mismatched_sizes
from nn.exercises.verdict.describe import call_as_text, name_of_size, outside_as_text, parameters
from nn.exercises.verdict.octave import in_numpy
from nn.exercises.verdict.wording import DESK, Wording

#: failures that say all: no variant of an answer fails like this
ENDINGS = ("time", "died", "missing", "NotRead", "SyntaxError", "IndentationError", "TabError", "UTF-16", "notebook",
           "inside a function", "inside a class", "NotThere", "unreadable")

#: names outside NumPy that answers use, and where they come from
ELSEWHERE = {"np": "import numpy as np", "numpy": "import numpy", "expit": "from scipy.special import expit",
             "minimize": "from scipy.optimize import minimize", "plt": "import matplotlib.pyplot as plt",
             "math": "import math", "pd": "import pandas as pd"}

IMPORTS = "What is installed can be imported, and the other files of this folder."
IMPORTS_OF_GRADED = ("In a submission, the standard library, NumPy, SciPy and matplotlib can be imported, and of nn "
                     "the functions of the exercises before this one.")


def is_of_its_own(failure: Failure) -> bool:
    """Is the reason no mistake of the catalogue: did the file not even get to the call, or is * that of np.matrix?"""
    return failure.kind in ENDINGS or failure.loading or any(one.kind == "matrix" for one in failure.variables)


def explain_failure(call: Call, failure: Failure, exercise: Exercise, wording: Wording = DESK,
                    outside: Sequence[Variable] = ()) -> Iterator[str]:
    """A failure and the student's line, which is shown with its neighbours in a submission; what is known; the call.

    outside : what the function reads of what is assigned outside the functions, in any of its lines
    """
    outside = [*(one for one in failure.variables if one.outside), *outside]
    where = f"{wording.place(failure.line)}{', outside the functions' * failure.loading}: " if failure.line else ""
    yield where + reason(call, failure, exercise, wording, outside)
    if failure.text and not wording.graded:
        yield f"    {failure.line} | {failure.text}"
    if failure.loading and failure.kind in ("ImportError", "ModuleNotFoundError"):
        yield IMPORTS_OF_GRADED if wording.graded else IMPORTS
    elif failure.loading and wording.checked == "cell":
        yield ("The cell is run at each check, and everything in it outside the functions, too: delete such lines, or "
               "move them to another cell.")
    elif failure.loading:
        yield ("The file is loaded at each check, and everything outside the functions runs then: delete such lines, "
               'or put them below a line  if __name__ == "__main__":')
    else:
        yield from sizes_as_text(call, failure, exercise)
        if failure.kind not in ENDINGS:
            yield f"The call: {call_as_text(call, exercise, wording)}"


def reason(call: Call, failure: Failure, exercise: Exercise, wording: Wording, outside: Sequence[Variable]) -> str:
    """Why it failed, in one sentence or two, with what Python says where that is not said better."""
    said = f"{failure.kind}: {failure.message or 'without a message'}"
    known = {
        "time": f"still running after {failure.message}. Does a loop never end?"
                + more_time(exercise, failure, wording) * (not wording.graded),
        "died": f"your code ended the Python process ({failure.message}).",
        "missing": missing(call.function, failure.message, exercise, wording),
        "NotRead": f"the file is {failure.message}: it is not read.",
        "NotThere": failure.message,
        "unreadable": f"the notebook is unreadable: {failure.message}",
        "UTF-16": "the file is saved in UTF-16, and Python reads UTF-8: save it again with the encoding UTF-8.",
        "notebook": "the file is a notebook (JSON), not Python: copy the cell with the function into it, or export the "
                    "notebook as a Python script (.py).",
        "SystemExit": "your code exits Python here: remove exit().",
        "KeyboardInterrupt": "your code raises KeyboardInterrupt.",
        "EOFError": "it waits for keyboard input, and there is none here: remove input().",
        "MemoryError": f"it asks for more memory than is available ({failure.message or 'MemoryError'}).",
        "NotImplementedError": "the line that raises NotImplementedError is still there: delete it.",
        "RecursionError": "it calls itself endlessly.",
    }
    if failure.kind == "NotImplementedError" and failure.loading:
        return "it calls a function that still raises NotImplementedError."
    if failure.kind in ("inside a function", "inside a class"):
        return (f"{call.function} is defined {failure.kind}, {failure.message}, by its indentation: its def belongs at "
                f"the left margin.")
    if failure.kind in known:
        return known[failure.kind]
    better = (outside_as_text([*dict.fromkeys(outside)], call, exercise) or in_numpy(failure)
              or unknown_name(failure, exercise, wording) or one_too_far(failure)
              or single_number(call, failure, exercise) or of_feedforward_or_flatten(failure)
              or of_other_arguments(call, failure, exercise))
    return f"{better} ({said})" if better else said


def missing(function: str, defined: str, exercise: Exercise, wording: Wording) -> str:
    """What is said where a function is not defined: others may be, and some of them are those of the exercise.

    defined : names of functions, "sigmoid, costs"
    """
    others = [name for name in defined.split(", ") if name]
    asked = [name for name in others if name in functions(exercise.answer)]
    if others == asked != []:
        return (f"the {wording.checked} defines {' and '.join(asked)}, but not {function}: both belong in the same "
                f"{wording.checked}.")
    others = [name for name in others if name not in asked]
    instead = f", but {', '.join(others)}. Was it renamed?" if others else "."
    return f"the {wording.checked} does not define the function {function}{instead}"


def more_time(exercise: Exercise, failure: Failure, wording: Wording) -> str:
    """How a file or a cell gets ten times as many seconds."""
    number = re.match(r"[\d.]+", failure.message)
    seconds = f"{10 * float(number[0]):g}" if number else "100"
    return f" {wording.again} {exercise.number} --seconds {seconds} gives it more time."


def unknown_name(failure: Failure, exercise: Exercise, wording: Wording) -> str:
    """What to import or assign where a name is not defined."""
    found = re.match(r"name '(\w+)' is not defined", failure.message) if failure.kind == "NameError" else None
    if not found:
        return ""
    name = found[1]
    other = wording.elsewhere.get(name)
    if other is not None and other.cell and not other.imported:
        return (f"`{name}` is defined in another cell: a checked cell stands alone. {other.cell} defines it: copy it "
                f"into this cell")
    if name in ELSEWHERE:
        return f"{name} is used, but not imported: {ELSEWHERE[name]}"
    if name in importable(exercise, wording):
        return f"{name} is used, but not imported: from nn import {name}"
    if callable(getattr(np, name, None)) and re.search(rf"\b{name}\s*\(", failure.text):
        return f"NumPy's functions need their prefix: np.{name}"
    if other is not None and other.imported:
        return f"`{name}` is imported in another cell: a checked cell stands alone. Import it in this one, too"
    if other is not None:
        return (f"`{name}` is known in the notebook, but not in this cell: a checked cell stands alone. Define or "
                f"import it here, too")
    return (f"{name} is neither an argument nor assigned here. Variables of other functions and other cells are not "
            f"visible here")


def importable(exercise: Exercise, wording: Wording) -> Collection[str]:
    """The functions of nn that an answer can import: all of them, in a submission those of the exercises before it."""
    if not wording.graded:
        return nn.__all__
    return {name for one in exercises() if one.number < exercise.number for name in functions(one.answer)}


def one_too_far(failure: Failure) -> str:
    """Where an index is that of the last entry in Octave, or of a list or tuple of which no more is said."""
    if sequence := re.match(r"(list|tuple)( assignment)? index out of range", failure.message):
        return f"the {sequence[1]} is shorter than that. Python counts from 0: of 3 items, the last one is [2], or [-1]"
    found = re.search(r"index (\d+) is out of bounds for axis \d+ with size (\d+)", failure.message)
    return (f"Python counts from 0: of {found[2]} entries, the last one has the index {int(found[2]) - 1}"
            if found and found[1] == found[2] else "")


def single_number(call: Call, failure: Failure, exercise: Exercise) -> str:
    """Where an argument that is a single number is used as an array."""
    if not re.search(r"'(float|int)' object (has no attribute|is not (iterable|subscriptable))|"
                     r"object of type '(float|int)' has no len", failure.message):
        return ""
    arguments = zip(parameters(exercise, call), call.arguments, strict=True)
    numbers = [name for name, argument in arguments
               if isinstance(argument, (int, float)) and re.search(rf"\b{name}\b", failure.text)]
    return (f"{numbers[0]} is a single number here: np.asarray({numbers[0]}) makes an array of it, and what works "
            f"entry by entry needs neither its shape nor a loop" if len(numbers) == 1 else "")


def of_feedforward_or_flatten(failure: Failure) -> str:
    """Where what feedforward returns, or what flatten takes, is another number of things."""
    if "values to unpack" in failure.message and re.search(r"=\s*feedforward\(.*\)\s*$", failure.text):
        return "feedforward returns two lists, activations and zs, with one array for each layer"
    if re.match(r"flatten\(\) takes 1 positional argument but \d were given", failure.message):
        return "flatten takes one list of the matrices: flatten([Theta1, Theta2])"
    return ""


def of_other_arguments(call: Call, failure: Failure, exercise: Exercise) -> str:
    """Where a function does not take the arguments of the exercise: which these are."""
    if failure.kind == "TypeError" and re.match(rf"{call.function}\(\) (missing|takes) ", failure.message):
        return f"the parameters must be those of the exercise: {call.function}({', '.join(parameters(exercise, call))})"
    return ""


def sizes_as_text(call: Call, failure: Failure, exercise: Exercise) -> Iterator[str]:
    """The sizes that do not match, by name."""
    sizes = mismatched_sizes(failure.message)
    labels = [f"{size} = {name}" for size in sorted(sizes or ()) if (name := name_of_size(size, call, exercise))]
    if labels:
        yield f"The sizes that do not match: {', '.join(labels)}."
