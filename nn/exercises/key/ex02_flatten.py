"""Exercise 2. From matrices to a vector, and back

Optimizers work on one long vector theta, the equations of the network on one matrix Theta for each layer but the
input. Write both ways. In theta the matrices stand one behind the other, each of them row by row. The matrix between a
layer of s_in units and the next one of s_out units has the shape (s_out, s_in + 1): column 0 holds the biases. Both
functions shall work for any number of layers, and leave what they are given as it is.
"""
import numpy as np

from nn.exercises.sandbox.calls import call
from nn.exercises.exercise import Exercise, Mistake


def flatten(Thetas):
    """θ = all Θ⁽ˡ⁾, layer by layer, row by row

    Thetas  : list of (s_out, s_in + 1) arrays, one for each layer but the input
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
    Returns     : list of (s_out, s_in + 1) arrays, one for each layer but the input
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
    """(theta, Thetas) in which each number says where it stands: first, first + 1, first + 2, …"""
    Thetas = []
    start = first
    for s_in, s_out in zip(layer_sizes[:-1], layer_sizes[1:], strict=True):
        size = s_out * (s_in + 1)
        Thetas.append(np.arange(start, start + size, dtype=float).reshape(s_out, s_in + 1))
        start += size
    return np.arange(first, start, dtype=float), Thetas


EXERCISE = Exercise(
    title="Flatten and unflatten", file="parameters.py",
    points=0, noun="inputs",
    lecture="Week 5, implementation note: unrolling parameters; exercise 4, section 1.2",
    names={"flatten": "result", "unflatten": ("Theta1", "Theta2", "Theta3")},
    calls=[call("flatten", numbered(THREE)[1]), call("flatten", numbered(FOUR, first=-20)[1]),
           call("unflatten", numbered(THREE)[0], THREE), call("unflatten", numbered(FOUR, first=-20)[0], FOUR)],
    hints=("Try it by hand with two matrices of 2 × 3 and 1 × 3: where in theta does the first row of the second one "
           "begin?",
           "flatten: make each matrix a vector (ravel goes row by row), then join the vectors. unflatten: how many "
           "numbers does each matrix take? Cut off as many, and give them its shape.",
           "flatten: np.concatenate joins a list of vectors. unflatten: walk along theta with the place where the next "
           "matrix starts; it ends rows times columns further on, where rows is s_out and columns is s_in + 1; reshape "
           "the slice, append it to a list, and move on to where it ended."),
    mistakes=[
        # flatten
        Mistake("fl-order-F", {"Theta.ravel()": 'Theta.ravel(order="F")'}, "flatten goes column by column",
                "Which number stands behind Theta[0, 0] in theta: Theta[0, 1] or Theta[1, 0]?",
                "MATLAB's Theta(:) goes down the columns, and so do order=\"F\" and ravel of the transposed matrix. "
                "Here theta holds each matrix row by row, which is NumPy's own order."),
        Mistake("fl-swapped", {"in Thetas:": "in Thetas[::-1]:"}, "flatten begins with the last layer",
                "Which matrix comes first in theta?",
                "The matrices stand in the order of the layers: the one next to the input comes first."),
        Mistake("fl-two-layers", {"in Thetas:": "in Thetas[:2]:"}, "flatten takes two matrices only",
                "What happens to the third matrix of a network with two hidden layers?",
                "The course's network has two matrices, but flatten gets a list of any length: take all of it."),
        Mistake("fl-unpacked", {"    parts = []\n": "    parts = []\n    Theta1, Theta2 = Thetas\n"},
                "flatten expects exactly two matrices",
                "What does your function do with the three matrices of a network with two hidden layers?",
                "The course's network has two matrices, but flatten gets a list of any length: use a loop."),
        Mistake("fl-no-bias", {"Theta.ravel()": "Theta[:, 1:].ravel()"}, "flatten leaves the bias column out",
                "How many numbers has your theta, and how many have the matrices?",
                "The biases are weights as all others, and are learned, too: all columns belong into theta."),
        Mistake("fl-no-ravel", {"Theta.ravel()": "Theta"}, "flatten joins matrices which are not vectors yet",
                "np.concatenate joins along the first axis. What are the shapes of the parts which you give it?",
                "Matrices of different widths cannot be put on top of each other. Make a vector of each one first."),
        Mistake("fl-not-joined", {"np.concatenate(parts)": "parts"}, "flatten returns a list of vectors",
                "Is what you return one array, or several?",
                "An optimizer wants one vector: the vectors must still be joined to a single array."),
        Mistake("fl-array-of-parts", {"np.concatenate(parts)": "np.array(parts)"},
                "flatten makes an array of vectors of different lengths",
                "What shape would np.array have to make of two rows which are not equally long?",
                "np.array stacks its parts as rows, which must be equally long. To put one behind the other is another "
                "function's work."),
        Mistake("fl-added", {"np.concatenate(parts)": "parts[0] + parts[1]"},
                "flatten adds vectors instead of joining them",
                "What is [1, 2] + [3, 4] for lists, and what is it for arrays?",
                "The plus joins lists, but adds arrays entry by entry, so that both would need the same size."),
        Mistake("fl-column", {"np.concatenate(parts)": "np.concatenate(parts).reshape(-1, 1)"},
                "flatten returns a matrix with one column",
                "What is the shape of your result, and what is that of a vector?",
                "MATLAB's vectors are matrices with one column. Here theta has a single axis, (p,)."),
        Mistake("fl-first-only", {"    return np": "        return np"}, "flatten returns inside the loop",
                "How often does your loop run before the function ends?",
                "return ends the function at once, after the first matrix. Indent it less."),
        # unflatten
        Mistake("u-order-F", {"reshape(rows, columns)": 'reshape(rows, columns, order="F")'},
                "unflatten fills the matrices column by column",
                "Theta[0, 0] is theta[0]. Is theta[1] to its right, or below it?",
                "MATLAB's reshape goes down the columns, and so does order=\"F\", or a reshape to (columns, rows) with "
                "a transpose behind it. Here theta holds each matrix row by row."),
        Mistake("u-transposed", {"reshape(rows, columns)": "reshape(columns, rows)"},
                "unflatten makes (s_in + 1, s_out) matrices",
                "Is a row of Theta one unit of the next layer, or one input?",
                "One row holds all the weights of one unit: s_out rows, s_in + 1 columns."),
        Mistake("u-no-bias", {"s_in + 1": "s_in"}, "unflatten forgets the bias column",
                "How many numbers does a unit with s_in inputs need?",
                "Each unit has one weight for each input and one for the bias unit: s_in + 1 columns."),
        Mistake("u-bias-row", {"s_out, s_in + 1": "s_out + 1, s_in"},
                "unflatten adds the bias as a row, not as a column",
                "Which layer gets the bias unit, the one that a matrix starts from or the one it leads to?",
                "The bias is one more input of the matrix, and inputs are columns: (s_out, s_in + 1)."),
        Mistake("u-start-plus-1", {"start = end": "start = end + 1"}, "unflatten skips a number between two matrices",
                "Does a slice a:b contain b? Then where does the next slice start?",
                "MATLAB's a:b contains b, and the next part starts at b + 1. Python's slice ends before b: the next "
                "one starts at b itself."),
        Mistake("u-end-minus-1", {"theta[start:end]": "theta[start:end - 1]"},
                "unflatten's slices end one number too early",
                "How many numbers has the slice 0:5?",
                "The end of a slice is not part of it already; there is nothing to take off."),
        Mistake("u-start-at-0", {"start = end": "start = 0"}, "unflatten begins each matrix at the start of theta",
                "Where in theta does the second matrix begin?",
                "The second matrix starts where the first one ended: the place must move on after each matrix."),
        Mistake("u-end-is-size", {"end = start + rows * columns": "end = rows * columns"},
                "unflatten takes the size of a matrix for the place where it ends",
                "In the slice a:b, is b a place or a number of entries?",
                "b is a place, counted from theta's beginning: the place where the matrix starts plus its size."),
        Mistake("u-no-reshape", {".reshape(rows, columns)": ""}, "unflatten returns vectors instead of matrices",
                "What are the shapes of the arrays which you return?",
                "The slices have the right numbers; each must still get the shape of its matrix."),
        Mistake("u-reversed", {"return Thetas": "return Thetas[::-1]"}, "unflatten returns the last layer first",
                "Which matrix is next to the input?",
                "The list has the order of the layers: Theta1, which X meets first, is its item 0."),
        Mistake("u-two-layers", {"zip(layer_sizes[:-1], layer_sizes[1:]": "zip(layer_sizes[:2], layer_sizes[1:3]"},
                "unflatten makes two matrices only",
                "What does your function return for a network with two hidden layers?",
                "The course's network has three layers; layer_sizes can be longer. A loop over neighbours in "
                "layer_sizes makes one matrix for each pair."),
        Mistake("u-unpacked", {"    start = 0\n": "    start = 0\n    n, h, K = layer_sizes\n"},
                "unflatten expects exactly three layers",
                "What does your function do with a network which has two hidden layers?",
                "The course's network has three layers; layer_sizes can be longer. A loop over neighbours in "
                "layer_sizes makes one matrix for each pair."),
        Mistake("u-rest", {"[start:end]": "[start:None if Thetas else end]"},
                "unflatten gives all that is left to the second matrix",
                "What stands in theta behind the second matrix when there are two hidden layers?",
                "With three layers the second matrix is the last one, and an open slice fits. With more there are "
                "further matrices behind it: give the slice its end."),
    ])
