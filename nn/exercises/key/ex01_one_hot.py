"""Exercise 1. One-hot labels

The network has one output unit for each class, so it is trained on rows such as 0 0 1 0 instead of labels. Build the
matrix Y: one row for each label in y, one column for each class, 1 where the label is that class and 0 elsewhere. The
columns are in the order of classes, whatever the labels are: 1 to 10 in exercise 4 (where 10 is the digit 0), but also
7, 3, 5. A class that does not occur in y still has its column. y may be a list or an array of any dtype.
"""
import numpy as np

from nn.exercises.sandbox.calls import call
from nn.exercises.exercise import Exercise, Mistake


def one_hot(y, classes):
    """Y[i, k] = 1 if y[i] is classes[k], else 0

    y       : (m,) labels, a list or an array; each of them occurs in classes
    classes : (K,) tuple, the label of each column, no label twice
    Returns : (m, K) array, a single 1 in each row
    """
    y = np.asarray(y)
    Y = np.zeros((len(y), len(classes)))
    for k, label in enumerate(classes):
        Y[y == label, k] = 1
    return Y


# --- how it is checked ---

COURSE = tuple(range(1, 11))

ZEROS, WRITE = "np.zeros((len(y), len(classes)))", "Y[y == label, k] = 1"


def eye(row):
    """Edits that select rows of the identity matrix; in a loop, Y[i][row] is out of bounds where these are."""
    return {ZEROS: f"np.eye(len(classes))[{row}]", WRITE: "pass"}


def lists(column):
    """Edits that write 1 to a list for each label, whose column is found in this way."""
    return {ZEROS: "[[0.0] * len(classes) for _ in y]", "for k, label in enumerate(classes)":
            "for row, label in zip(Y, y, strict=True)", WRITE: f"row[{column}] = 1.0", "return Y": "return np.array(Y)"}


def labels(rng, classes, m):
    """m labels in random order, each of the classes among them."""
    return rng.permutation([*classes, *rng.choice(classes, m - len(classes))])


def shuffled(rng, classes):
    """The classes in another order, none of them in its old place."""
    while True:
        new = rng.permutation(classes)
        if np.all(new != classes):
            return tuple(new.tolist())


def draw(rng):
    """What the fixed calls show, too: the digit 0, classes in another order, far from 1, from 0 on, and in a list."""
    K, absent = int(rng.integers(4, 8)), int(rng.integers(1, 3))
    from_0, from_1 = range(K), range(1, K + 1)
    mixed, far = shuffled(rng, from_1), shuffled(rng, np.sort(rng.choice(range(3, 10), 3, replace=False)))
    return [call("one_hot", labels(rng, COURSE, 13), COURSE), call("one_hot", labels(rng, mixed, K + 3), mixed),
            call("one_hot", labels(rng, far, 8).astype(np.uint8), far),
            call("one_hot", labels(rng, [k for k in from_0 if k != absent], K + 2).astype(np.uint8), tuple(from_0)),
            call("one_hot", labels(rng, from_1[:-1], K + 2).tolist(), tuple(from_1))]


EXERCISE = Exercise(
    title="One-hot labels", file="labels.py",
    formulas={"one_hot": r"Y_{ik} = \begin{cases} 1 & \text{if } y_i = \mathtt{classes}_k \\ "
                         r"0 & \text{otherwise} \end{cases}"},
    lecture="Week 4, multiclass classification; exercise 4, section 1.3", points=0,
    noun="inputs", draw=draw,
    calls=[call("one_hot", np.array([10, 2, 5, 1, 10, 7, 3, 3, 8, 9, 6, 4, 10]), COURSE),
           call("one_hot", np.array([4, 3, 1, 1, 2, 3, 1]), (3, 1, 4, 2)),
           call("one_hot", np.array([5, 7, 3, 3, 5, 7, 5, 5], dtype=np.uint8), (7, 3, 5)),
           call("one_hot", np.array([2, 0, 3, 0, 3, 3], dtype=np.uint8), (0, 1, 2, 3)),     # no 1
           call("one_hot", [3, 1, 2, 3, 4, 4, 4], (1, 2, 3, 4, 5))],                        # no 5
    hints=("How many rows and how many columns does Y have, and what is in most of its entries?",
           "Start with zeros of shape (m, K). Then loop over the classes: which rows get a 1 in column k?",
           "enumerate(classes) gives each column k together with its label. y == label is a Boolean array with one "
           "entry for each example, and such an array can select the rows to write to. That takes an array, not a "
           "list: np.asarray(y)."),
    mistakes=[
        Mistake("oh-no-minus-1", {"y == label, k": "np.arange(len(y)), y"},
                "the label itself is used as the column",
                "With labels 1 to K and columns 0 to K − 1: where does the last label go?",
                "Python counts columns from 0, so label K has no column. Besides, labels need not start at 1: find "
                "each label's position in classes.",
                also=(eye("y"), lists("label"))),
        Mistake("oh-minus-1", {"y == label, k": "np.arange(len(y)), y - 1"},
                "the labels are assumed to be 1 to K instead of being looked up in classes",
                "Which column belongs to label 7 when classes is (7, 3, 5)?",
                "Label minus 1 is the column only where classes is 1, 2, 3, … In general, the column is the "
                "position of the label in classes.",
                also=({"y == label, k": "np.arange(len(y)), y.astype(int) - 1"}, lists("label - 1"),
                      lists("int(label) - 1"))),
        Mistake("oh-eye-minus-1", eye("y - 1"),
                "label − 1 selects the row of the identity matrix or the column, instead of the label's position "
                "in classes",
                "Which row of np.eye(3), or which column of Y, belongs to label 7 when classes is (7, 3, 5)?",
                "Selecting rows of the identity matrix is a fine idea, but the row is the label's position in "
                "classes, and that is label minus 1 only where classes is 1, 2, 3, …",
                same_as="oh-minus-1",
                also=(eye("y.astype(int) - 1"),)),
        Mistake("oh-range-k", {"y == label": "y == k"}, "the labels are compared with the number of the column",
                "The loop counts from 0 to K − 1. Do the labels, too?",
                "Column k belongs to the label classes[k], not to the label k. With the course's labels 1 to 10, label "
                "10 is never found, and all others are one column off."),
        Mistake("oh-plus-1", {"y == label": "y == k + 1"}, "column k is assumed to belong to label k + 1",
                "Which label does column 0 stand for when classes is (7, 3, 5)?",
                "That is right only where classes is 1, 2, 3, …; in general, column k belongs to the label "
                "classes[k]."),
        Mistake("oh-mod-k", {"y == label, k": "np.arange(len(y)), y % len(classes)"},
                "the column is the label modulo K",
                "In exercise 4, which output unit stands for the digit 0, whose label is 10?",
                "The remainder sends label 10 to column 0. The columns are in the order of classes, where 10 comes "
                "last."),
        Mistake("oh-extra-column", {"(len(y), len(classes))": "(len(y), len(classes) + 1)",
                                    "y == label, k": "np.arange(len(y)), y"},
                "Y has one column too many, so that labels can be used as column numbers",
                "How many output units does the network have, and how many columns does your Y have?",
                "An unused column 0 shifts all the others: Y must have K columns, and a label's column is its position "
                "in classes."),
        Mistake("oh-start-1", {"enumerate(classes)": "enumerate(classes, start=1)"}, "the columns are counted from 1",
                "MATLAB counts from 1. Where does NumPy start?",
                "The first class belongs in column 0; counted from 1, the last class has no column.",
                also=(lists("list(classes).index(label) + 1"),)),
        Mistake("oh-loop-from-1", {"enumerate(classes)": "list(enumerate(classes))[1:]"},
                "the first class is left out of the loop",
                "Which column of Y do you never write to?",
                "The loop starts at 1, as it would in MATLAB, but the first column has index 0: it stays zero."),
        Mistake("oh-loop-short", {"enumerate(classes)": "list(enumerate(classes))[:-1]"},
                "the last class is left out of the loop",
                "Which column of Y do you never write to?",
                "A range does not include its end: with range(K − 1) the last column stays zero."),
        Mistake("oh-sorted", {"enumerate(classes)": "enumerate(sorted(classes))"}, "the columns are in sorted order",
                "Which class does column 0 stand for when classes is (7, 3, 5)?",
                "The columns are in the order in which classes is given. Sorting them (np.unique sorts, too) changes "
                "what each output unit stands for."),
        Mistake("oh-unique", {"(len(y), len(classes))": "(len(y), len(np.unique(y)))",
                              "enumerate(classes)": "enumerate(np.unique(y))"},
                "the classes are taken from y instead of from the argument",
                "What happens to a class that does not occur among these examples?",
                "np.unique(y) knows only the labels that occur, and it sorts them. Y has one column for each entry of "
                "classes, in their order."),
        Mistake("oh-max-columns", {"len(classes))": "np.max(y))"}, "the largest label is used as the number of columns",
                "How many columns does Y have when classes is (7, 3, 5), and how many when the last class does not "
                "occur?",
                "The largest label equals the number of classes only where the labels are 1 to K and the last one "
                "occurs in y. Y has one column for each entry of classes."),
        Mistake("oh-label-as-value", {"] = 1\n": "] = label\n"}, "Y contains the label itself instead of 1",
                "What should an output unit tell you: which class it is, or whether it is that class?",
                "A sigmoid unit answers with a number between 0 and 1; its target is 1 for its own class and 0 for all "
                "others."),
        Mistake("oh-minus-ones", {"np.zeros((len(y), len(classes)))": "-np.ones((len(y), len(classes)))"},
                "the other classes get −1 instead of 0",
                "Between which two values does the output of a sigmoid unit lie?",
                "Targets of −1 and 1 suit tanh or a perceptron. The logistic cost needs 0 and 1."),
        Mistake("oh-skips-first", {"    return Y": "    Y[0] = 0\n    return Y"}, "the first example is left out",
                "MATLAB counts from 1. Where does Python start?",
                "A loop over range(1, m) never reaches row 0, which is the first example."),
        Mistake("oh-skips-last", {"    return Y": "    Y[-1] = 0\n    return Y"}, "the last example is left out",
                "Where does range(m - 1) stop?",
                "range(m) already stops at m − 1; with range(m - 1) the last example is never reached."),
        Mistake("oh-transposed", {"return Y": "return Y.T"}, "Y is transposed",
                "Is one row of Y an example or a class?",
                "Octave programs often keep examples in columns. Here one row is one example, as in X: Y is (m, K)."),
        Mistake("oh-return-in-loop", {"    return Y": "        return Y"},
                "only the column of the first class is filled",
                "How many times does your loop run before the function ends?",
                "All columns are to be filled. A return inside the loop ends the function after the first of them: "
                "indent it less."),
        Mistake("oh-new-zeros", {":\n        Y[": ":\n        Y = np.zeros((len(y), len(classes)))\n        Y["},
                "Y is created again for each class",
                "What happens to the columns that were filled in earlier iterations of the loop?",
                "np.zeros inside the loop starts with an empty Y each time, so only the last class survives. Create Y "
                "once, before the loop."),
        Mistake("oh-list-compared", {"np.asarray(y)": "y"}, "a list y is not converted to an array first",
                "What are [3, 1, 2] == 3 and [3, 1, 2] - 1 for a Python list, and what are they for an array?",
                "A list is compared as a whole, which gives a single False, and does not support arithmetic; an array "
                "does both entry by entry. Convert y to an array first."),
        Mistake("oh-list-shape", {"    y = np.asarray(y)\n": "    m = y.shape[0]\n", "(len(y),": "(m,"},
                "a list is asked for its shape",
                "Your function is right for arrays. Which of your lines does not work for a list?",
                "Only arrays have a shape; len(y) works for lists, too, and np.asarray(y) makes an array of either."),
    ])
