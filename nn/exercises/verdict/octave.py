"""What signs and habits of Octave, MATLAB and np.matrix are in NumPy, where they make a line fail."""
import builtins
import re
from collections.abc import Callable

import nn
from nn.exercises.sandbox.calls import Failure

NAME = r"[^\W\d]\w*"

#: in a line that is not Python: pattern -> what it is in Python
SIGNS = {
    rf"^\s*({NAME})\([^()]*\)\s*[-+*/]?=(?!=)":
        r"\1(…) is a call, and nothing can be assigned to it: Octave's \1(i) is \1[i] in NumPy, which counts from 0",
    rf"(?:{NAME}|[\])']|\d\s)\s*\.([*/^])": r".\1 is Octave's: between arrays NumPy works entry by entry without the "
                                         r"point, with * and / and, for powers, **",
    r"^\s*%|;\s*%|\s%+\s*\w+ \w+": "% starts a comment in Octave: in Python it is #",
    r"\blambda\s*(?:[,)=/+\-\]]|$|\* )": "lambda is a reserved word of Python and cannot be a name: write lambda_",
    r"^[^'\"#]*(?:\w|[)\]])(?<!\bf)(?<!\br)(?<!\bb)'": "an apostrophe does not transpose in Python: Octave's A' is A.T",
    r"~=": "Octave's ~= is != in Python",
    r"&&|\|\|": "Octave's && and || are  and  and  or  in Python",
    rf"^\s*for\s+{NAME}\s*=": "Octave's  for i = 1:m  is  for i in range(m):  in Python, which counts from 0",
    r"^\s*function\b": "Octave's  function J = f(x)  is  def f(x):  in Python, and it ends with  return J",
    r"^\s*end\w*\s*;?$": "Octave's end has no counterpart in Python: a block ends where its indentation ends",
    rf"\[[^\[\]]*(?:{NAME}|\))[ ;]+(?:{NAME}|\()[^\[\],]*\]":
        "Octave's [A B] and [A; B] are np.hstack([A, B]) and np.vstack([A, B]) in NumPy",
}


#: functions of Octave's that Python does not know
WORDS = {"size": "Octave's size(X, 1) is X.shape[0] in NumPy", "length": "Octave's length(y) is len(y) in Python",
         "numel": "Octave's numel(X) is X.size in NumPy", "repmat": "Octave's repmat(X, 2, 3) is np.tile(X, (2, 3))",
         "mod": "Octave's mod(a, b) is a % b in Python", "disp": "Octave's disp(x) is print(x) in Python",
         "fprintf": "Octave's fprintf is print in Python", "printf": "Octave's printf is print in Python"}


def in_numpy(failure: Failure) -> str:
    """What a line that failed would be in NumPy, or ""."""
    return next((text for habit in HABITS if (text := habit(failure))), "")


def sign(failure: Failure) -> str:
    """A sign of Octave's in a line that is not Python."""
    if failure.kind != "SyntaxError" and failure.message != "name 'end' is not defined":
        return ""
    line = failure.text.partition("#")[0]
    for pattern, text in SIGNS.items():
        if found := re.search(pattern, line):
            return found.expand(text)
    return ""


def word(failure: Failure) -> str:
    """A function of Octave's."""
    found = re.match(r"name '(\w+)' is not defined", failure.message) if failure.kind == "NameError" else None
    return WORDS.get(found[1], "") if found else ""


def power(failure: Failure) -> str:
    """^ between numbers or arrays."""
    xor = "for ^" in failure.message or "bitwise_xor" in failure.message
    return "^ is a bitwise operation in Python: a power is **" if xor and "^" in failure.text else ""


def round_brackets(failure: Failure) -> str:
    """X(i, k) for an entry of X, or of a tuple or a list."""
    kind = re.match(r"'(?:numpy\.)?(ndarray|matrix|tuple|list)' object is not callable", failure.message)
    if failure.kind != "TypeError" or not kind:
        return ""
    sequence = kind[1] in ("tuple", "list")
    known = {*dir(builtins), *nn.__all__} if sequence else ()
    names = re.findall(rf"(?<![\w.])({NAME})\(", failure.text) if sequence else [one.name for one in failure.variables]
    called = [name for name in dict.fromkeys(names) if name not in known and re.search(rf"\b{name}\(", failure.text)]
    if len(called) != 1 and sequence or not called:                 # which of them is it?
        return ""
    index, what = ("i", f"a {kind[1]}") if sequence else ("i, k", "an array")
    return (f"{called[0]}(…) calls a function, and {called[0]} is {what}: Octave's {called[0]}({index}) is "
            f"{called[0]}[{index}] in {'Python' if sequence else 'NumPy'}, which counts from 0")


def largest_and_position(failure: Failure) -> str:
    """[m, p] = max(A)."""
    found = re.search(rf"^\W*{NAME}\W+{NAME}\W*=\s*(?:{NAME}\.)?(max|min)\(", failure.text)
    if not found or "values to unpack" not in failure.message and "cannot unpack" not in failure.message:
        return ""
    return (f"NumPy's {found[1]} gives the values alone: Octave's [m, p] = {found[1]}(A, [], 2) is "
            f"m, p = A.{found[1]}(axis=1), A.arg{found[1]}(axis=1)")


def axis_from_1(failure: Failure) -> str:
    """sum(A, 2)."""
    found = re.search(r"axis (\d) is out of bounds for array of dimension (\d)", failure.message)
    return ("NumPy counts axes from 0: Octave's sum(A, 2) is np.sum(A, axis=1)"
            if found and found[1] == found[2] == "2" else "")


#: what np.random has and a generator does not, and what it has instead
DRAWS = {"rand": "random((m, n))", "randn": "standard_normal((m, n))", "randint": "integers(low, high)",
         "random_sample": "random((m, n))", "random_integers": "integers(low, high)"}


def draw(failure: Failure) -> str:
    """rand(m, n) of a generator."""
    found = re.search(r"Generator' object has no attribute '(\w+)'", failure.message)
    return (f"a generator does not have {found[1]}: it is rng.{DRAWS[found[1]]}" if found and found[1] in DRAWS else "")


def subplot(failure: Failure) -> str:
    """subplot(1, 3, 0)."""
    return ("subplots are counted from 1, unlike indices: the number of the one with the index k is k + 1"
            if re.match(r"num must be an integer with 1 <= num <= \d+, not 0", failure.message) else "")


def whole_number(failure: Failure) -> str:
    """zeros(sqrt(n)): a number in Octave is whole when its value is."""
    return ("a size, or the end of a range, must be an int, and the results of / and np.sqrt are floats: use // or "
            "int(…)" if re.match(r"'(numpy\.)?float\d*' object cannot be interpreted as an integer", failure.message)
            else "")


def shape_in_two_arguments(failure: Failure) -> str:
    """ones(m, 1)."""
    found = re.search(r"\b(ones|zeros|empty)\((?!\()([^(),]+|len\([^()]*\)), *([^(),]+)\)", failure.text)
    if not found or failure.kind != "TypeError" or "data type" not in failure.message:
        return ""
    return (f"the shape is one argument, a tuple: Octave's {found[1]}({found[2]}, {found[3]}) is "
            f"np.{found[1]}(({found[2]}, {found[3]})) in NumPy")


def matrix(failure: Failure) -> str:
    """* or ** of np.matrix, where the sizes are those of an operation entry by entry."""
    names = [one.name for one in failure.variables if one.kind == "matrix"]
    if not names or not re.search(r"\*", failure.text) or failure.kind not in ("ValueError", "LinAlgError"):
        return ""
    return (f"{' and '.join(names)} {'is' if len(names) == 1 else 'are'} np.matrix, whose * is the matrix product and "
            f"** the matrix power. Entry by entry it is np.multiply and np.square; or use arrays, np.asarray(…), whose "
            f"* and ** are entry by entry and whose matrix product is @")


def star(failure: Failure) -> str:
    """* between arrays where the sizes are those of a matrix product."""
    found = re.search(r"broadcast together with shapes \((\d+),(\d+)\) \((\d+),(\d+)\)", failure.message)
    if not found or not re.search(r"(?<!\*)\*(?!\*)", failure.text):
        return ""
    a, b, c, d = map(int, found.groups())
    if (a, b) == (d, c) and a != b:
        return f"one factor is {(a, b)} and the other {(c, d)}: one of the two is transposed and the other is not"
    return (f"* between arrays works entry by entry: the matrix product of {(a, b)} and {(c, d)} is @"
            if b == c and a != d else "")


HABITS: tuple[Callable[[Failure], str], ...] = (
    sign, word, power, round_brackets, shape_in_two_arguments, largest_and_position, axis_from_1, draw, subplot,
    whole_number, matrix, star)
