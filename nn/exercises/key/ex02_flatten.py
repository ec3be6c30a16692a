"""Exercise 2. From matrices to a vector, and back

Optimizers work on one long vector theta, the equations of the network on one matrix Theta for each layer except the
input. Write both conversions. In theta the matrices follow one another, each of them row by row. The matrix between a
layer of s_in units and the next one of s_out units has the shape (s_out, s_in + 1): column 0 contains the biases. Both
functions must work for any number of layers and must not change their arguments.
"""
import numpy as np

from nn.exercises.sandbox.calls import call
from nn.exercises.exercise import Exercise, Mistake
from nn.exercises.probes import ORDERS, draw_sizes


def flatten(Thetas):
    """θ = all Θ⁽ˡ⁾, layer by layer, row by row

    Thetas  : list of (s_out, s_in + 1) arrays, one for each layer except the input
    Returns : (p,) array of all their entries
    """
    parts = []
    for Theta in Thetas:
        parts.append(Theta.ravel())
    return np.concatenate(parts)


def unflatten(theta, layer_sizes):
    """Θ⁽¹⁾, Θ⁽²⁾, … from θ: the inverse of flatten

    theta       : (p,) array, layer by layer, row by row
    layer_sizes : tuple, units of each layer without bias, input first: (400, 25, 10)
    Returns     : list of (s_out, s_in + 1) arrays, one for each layer except the input
    """
    Thetas = []
    start = 0
    for s_in, s_out in zip(layer_sizes[:-1], layer_sizes[1:], strict=True):
        rows, columns = s_out, s_in + 1
        end = start + rows * columns
        Thetas.append(theta[start:end].reshape(rows, columns))
        start = end
    return Thetas


# --- how it is checked ---

THREE, FOUR = (6, 4, 3), (5, 3, 7, 4)


def numbered(layer_sizes, first=0):
    """(theta, Thetas) in which each number tells its own position: first, first + 1, first + 2, …"""
    Thetas = []
    start = first
    for s_in, s_out in zip(layer_sizes[:-1], layer_sizes[1:], strict=True):
        size = s_out * (s_in + 1)
        Thetas.append(np.arange(start, start + size, dtype=float).reshape(s_out, s_in + 1))
        start += size
    return np.arange(first, start, dtype=float), Thetas


def calls_of(three, four, first):
    """flatten and unflatten of networks of three and of four layers; in the latter, theta begins with that number."""
    return [call("flatten", numbered(three)[1]), call("flatten", numbered(four, first)[1]),
            call("unflatten", numbered(three)[0], three), call("unflatten", numbered(four, first)[0], four)]


def draw(rng):
    three = draw_sizes(rng, ORDERS[rng.integers(len(ORDERS))])
    four = np.sort(rng.choice(6, size=4, replace=False)) + [3, 4, 5, 6]     # none next to another
    return calls_of(three, tuple(rng.permutation(four).tolist()), int(rng.integers(-60, -10)))


EXERCISE = Exercise(
    title="Flatten and unflatten", file="parameters.py",
    formulas={"flatten":
                  r"\theta = \bigl( \Theta^{(1)}_{1,0},\ \Theta^{(1)}_{1,1},\ \dots,\ \Theta^{(1)}_{2,0},\ \dots,\ "
                  r"\Theta^{(2)}_{1,0},\ \dots \bigr)",
              "unflatten": r"\Theta^{(1)},\ \Theta^{(2)},\ \dots \quad\text{from}\quad \theta, \qquad "
                           r"\Theta^{(l)} \in \mathbb{R}^{s_{l+1} \times (s_l + 1)}"},
    points=0, noun="inputs",
    lecture="Week 5, implementation note: unrolling parameters; exercise 4, section 1.2",
    places={"flatten": "flattening the matrices", "unflatten": "unflattening theta"},
    names={"flatten": "result", "unflatten": ("Theta1", "Theta2", "Theta3")},
    calls=calls_of(THREE, FOUR, first=-20), draw=draw,
    hints=("Try it by hand with two matrices, 2 × 3 and 1 × 3: at which index of theta does the first row of the "
           "second one start?",
           "flatten: turn each matrix into a vector (ravel goes row by row), then join the vectors. unflatten: how "
           "many numbers does each matrix take? Cut off that many, and give them its shape.",
           "flatten: np.concatenate joins a list of vectors. unflatten: keep the index in theta at which the next "
           "matrix starts. It ends rows times columns later, where rows is s_out and columns is s_in + 1; reshape that "
           "slice, append it to a list, and continue where it ended."),
    mistakes=[
        # flatten
        Mistake("fl-order-F", {"Theta.ravel()": 'Theta.ravel(order="F")'}, "flatten goes column by column",
                "Which number follows Theta[0, 0] in theta: Theta[0, 1] or Theta[1, 0]?",
                "MATLAB's Theta(:) goes down the columns, and so do order=\"F\" and ravel of the transposed matrix. In "
                "theta each matrix is stored row by row, which is NumPy's own order.",
                elsewhere="the matrices are read column by column"),
        Mistake("fl-swapped", {"in Thetas:": "in Thetas[::-1]:"}, "flatten starts with the last layer",
                "Which matrix comes first in theta?",
                "The matrices are in the order of the layers: the one next to the input comes first.",
                elsewhere="the last layer comes first"),
        Mistake("fl-two-layers", {"in Thetas:": "in Thetas[:2]:"}, "flatten uses only two matrices",
                "What happens to the third matrix of a network with two hidden layers?",
                "The course's network has two matrices, but flatten takes a list of any length: use all of it."),
        Mistake("fl-unpacked", {"    parts = []\n": "    parts = []\n    Theta1, Theta2 = Thetas\n"},
                "flatten expects exactly two matrices",
                "What does your function do with the three matrices of a network with two hidden layers?",
                "The course's network has two matrices, but flatten takes a list of any length: use a loop."),
        Mistake("fl-no-bias", {"Theta.ravel()": "Theta[:, 1:].ravel()"}, "flatten leaves out the bias column",
                "How many numbers does your theta contain, and how many do the matrices contain?",
                "The biases are parameters like all the others, and are learned, too: all columns belong in theta.",
                elsewhere="the bias columns are left out"),
        Mistake("fl-no-ravel", {"Theta.ravel()": "Theta"}, "flatten joins matrices that are not vectors yet",
                "np.concatenate joins along the first axis. What are the shapes of the parts that you give it?",
                "Matrices of different widths cannot be stacked on top of each other. Turn each one into a vector "
                "first.",
                elsewhere="matrices are joined that are not vectors yet"),
        Mistake("fl-not-joined", {"np.concatenate(parts)": "parts"}, "flatten returns a list of vectors",
                "Do you return one array, or several?",
                "An optimizer needs one vector: the vectors must still be joined into a single array.",
                elsewhere="the vectors are not joined"),
        Mistake("fl-array-of-parts", {"np.concatenate(parts)": "np.array(parts)"},
                "flatten makes an array of vectors of different lengths",
                "What shape would np.array have to give two rows of different lengths?",
                "np.array stacks its parts as rows, and rows must have equal lengths. Joining them end to end takes "
                "another function.",
                elsewhere="an array is made of vectors of different lengths"),
        Mistake("fl-added", {"np.concatenate(parts)": "parts[0] + parts[1]"},
                "flatten adds vectors instead of joining them",
                "What is [1, 2] + [3, 4] for lists, and what is it for arrays?",
                "+ joins lists, but adds arrays entry by entry, which also requires equal sizes.",
                elsewhere="the vectors are added instead of joined"),
        Mistake("fl-column", {"np.concatenate(parts)": "np.concatenate(parts).reshape(-1, 1)"},
                "flatten returns a matrix with one column",
                "What is the shape of your result, and what is the shape of a vector?",
                "MATLAB's vectors are matrices with one column. Here theta has a single axis, (p,).",
                elsewhere="the result is a matrix with one column"),
        Mistake("fl-first-only", {"    return np": "        return np"}, "flatten returns the first matrix only",
                "How many times does your loop run before the function ends?",
                "All matrices belong in theta. A return inside the loop ends the function after the first of them: "
                "indent it less.",
                elsewhere="only the first matrix is flattened"),
        # unflatten
        Mistake("u-order-F", {"reshape(rows, columns)": 'reshape(rows, columns, order="F")'},
                "unflatten fills the matrices column by column",
                "Theta[0, 0] is theta[0]. Is theta[1] to its right or below it?",
                "MATLAB's reshape goes down the columns, and so does order=\"F\", or a reshape to (columns, rows) "
                "followed by a transpose. In theta each matrix is stored row by row.",
                elsewhere="the matrices are filled column by column"),
        Mistake("u-transposed", {"reshape(rows, columns)": "reshape(columns, rows)"},
                "unflatten makes (s_in + 1, s_out) matrices",
                "Does a row of Theta belong to one unit of the next layer, or to one input?",
                "One row contains all the weights of one unit: s_out rows, s_in + 1 columns.",
                elsewhere="the matrices have the shape (s_in + 1, s_out)"),
        Mistake("u-no-bias", {"s_in + 1": "s_in"}, "unflatten forgets the bias column",
                "How many parameters does a unit with s_in inputs need?",
                "Each unit has one weight for each input and one for the bias unit: s_in + 1 columns.",
                elsewhere="the bias columns are forgotten"),
        Mistake("u-bias-row", {"s_out, s_in + 1": "s_out + 1, s_in"},
                "unflatten adds the bias as a row, not as a column",
                "Which layer gets the bias unit: the one that a matrix starts from, or the one that it leads to?",
                "The bias is one more input to the next layer, and inputs are columns: (s_out, s_in + 1).",
                elsewhere="the bias is added as a row, not as a column"),
        Mistake("u-start-plus-1", {"start = end": "start = end + 1"}, "unflatten skips a number between two matrices",
                "Does the slice a:b contain b? Then where does the next slice start?",
                "MATLAB's a:b contains b, so the next part starts at b + 1. Python's slice ends before b: the next one "
                "starts at b itself.",
                elsewhere="a number between the two matrices is skipped"),
        Mistake("u-end-minus-1", {"theta[start:end]": "theta[start:end - 1]"},
                "unflatten's slices end one number too early",
                "How many numbers are in the slice 0:5?",
                "A slice already excludes its end; there is nothing to subtract.",
                elsewhere="the slices end one number too early"),
        Mistake("u-start-at-0", {"start = end": "start = 0"}, "unflatten starts every matrix at the beginning of theta",
                "Where in theta does the second matrix start?",
                "The second matrix starts where the first one ended: the start must advance after each matrix.",
                elsewhere="both matrices start at the beginning of theta"),
        Mistake("u-end-is-size", {"end = start + rows * columns": "end = rows * columns"},
                "unflatten uses the size of a matrix as the index where it ends",
                "In the slice a:b, is b an index or a number of entries?",
                "b is an index, counted from the beginning of theta: the index where the matrix starts plus its size.",
                elsewhere="the size of a matrix is used as the index where it ends"),
        Mistake("u-no-reshape", {".reshape(rows, columns)": ""}, "unflatten returns vectors instead of matrices",
                "What are the shapes of the arrays that you return?",
                "The slices contain the right numbers; each must still be given the shape of its matrix.",
                elsewhere="there are vectors instead of matrices"),
        Mistake("u-reversed", {"return Thetas": "return Thetas[::-1]"}, "unflatten returns the last layer first",
                "Which matrix is next to the input?",
                "The list is in the order of the layers: item 0 is Theta1, which is multiplied by X.",
                elsewhere="the last layer comes first"),
        Mistake("u-return-in-loop", {"    return Thetas": "        return Thetas"},
                "unflatten returns the first matrix only",
                "How many times does your loop run before the function ends?",
                "The list has one matrix for each layer except the input. A return inside the loop ends the function "
                "after the first of them: indent it less."),
        Mistake("u-two-layers", {"zip(layer_sizes[:-1], layer_sizes[1:]": "zip(layer_sizes[:2], layer_sizes[1:3]"},
                "unflatten makes only two matrices",
                "What does your function return for a network with two hidden layers?",
                "The course's network has three layers; layer_sizes may be longer. A loop over neighbours in "
                "layer_sizes makes one matrix for each pair."),
        Mistake("u-unpacked", {"    start = 0\n": "    start = 0\n    n, h, K = layer_sizes\n"},
                "unflatten expects exactly three layers",
                "What does your function do with a network with two hidden layers?",
                "The course's network has three layers; layer_sizes may be longer. A loop over neighbours in "
                "layer_sizes makes one matrix for each pair."),
        Mistake("u-rest", {"[start:end]": "[start:None if Thetas else end]"},
                "unflatten gives everything that is left to the second matrix",
                "What follows the second matrix in theta when there are two hidden layers?",
                "With three layers the second matrix is the last one, and an open-ended slice works. With more layers, "
                "other matrices follow: give the slice its end."),
    ])
