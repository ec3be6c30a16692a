"""Exercise 1. One-hot labels

The network has one output unit for each class, so that it is trained on rows such as 0 0 1 0 instead of on labels. Make
the matrix Y: one row for each label in y, one column for each class, 1 where the label is that class and 0 elsewhere.
The columns stand in the order of classes, whatever the labels are: 1 to 10 in exercise 4 (where 10 is the digit 0), but
as well 7, 3, 5. A class which does not occur in y still has its column. y can be a list or an array of any dtype.
"""
import numpy as np

from nn.exercises.sandbox.calls import call
from nn.exercises.exercise import Exercise, Mistake


def one_hot(y, classes):
    """Y[i, k] = 1 if y[i] is classes[k], else 0

    y       : (m,) labels, a list or an array; every one of them occurs in classes
    classes : (K,) tuple, the label of each column, no label twice
    Returns : (m, K) array, one 1 a row
    """
    y = np.asarray(y)
    Y = np.zeros((len(y), len(classes)))
    for k, label in enumerate(classes):
        Y[y == label, k] = 1
    return Y


# --- how it is checked ---

COURSE = tuple(range(1, 11))

EXERCISE = Exercise(
    title="One-hot labels", file="labels.py",
    lecture="Week 4, multiclass classification; exercise 4, section 1.3", points=0,
    noun="inputs",
    calls=[call("one_hot", np.array([10, 2, 5, 1, 10, 7, 3, 3, 8, 9, 6, 4, 10]), COURSE),
           call("one_hot", np.array([4, 3, 1, 1, 2, 3, 1]), (3, 1, 4, 2)),
           call("one_hot", np.array([5, 7, 3, 3, 5, 7, 5, 5], dtype=np.uint8), (7, 3, 5)),
           call("one_hot", np.array([2, 0, 3, 0, 3, 3], dtype=np.uint8), (0, 1, 2, 3)),     # no 1
           call("one_hot", [3, 1, 2, 3, 4, 4, 4], (1, 2, 3, 4, 5))],                        # no 5
    hints=("How many rows and how many columns does Y have, and what stands in most of its places?",
           "Start with zeros of shape (m, K). Then go through the classes: which rows get a 1 in column k?",
           "enumerate(classes) gives the column k together with its label. y == label is an array of truths, one for "
           "each example, and such an array can select the rows to write to. y must be an array for that: "
           "np.asarray(y)."),
    mistakes=[
        Mistake("oh-no-minus-1", {"y == label, k": "np.arange(len(y)), y"}, "the label itself is taken for the column",
                "With labels 1 to K and columns 0 to K − 1: where does the last label go?",
                "Python counts columns from 0, so that label K has no column. And other labels need not count from 1: "
                "find a label's place in classes."),
        Mistake("oh-minus-1", {"y == label, k": "np.arange(len(y)), y - 1"},
                "the labels are taken for 1 to K instead of looked up in classes",
                "Which column belongs to label 7 when classes is (7, 3, 5)?",
                "Label minus 1 is the column only where classes counts 1, 2, 3, … In general the column is the place "
                "at which the label stands in classes."),
        Mistake("oh-eye-minus-1",
                {"    Y = np.zeros((len(y), len(classes)))\n": "    Y = np.eye(len(classes))[y - 1]\n",
                 "        Y[y == label, k] = 1\n": "        pass\n"},
                "rows of the identity matrix are picked by label − 1 instead of by the label's place in classes",
                "Which row of np.eye(3) belongs to label 7 when classes is (7, 3, 5)?",
                "Picking rows of the identity is a fine idea, but the row is the label's place in classes, which is "
                "label minus 1 only where classes counts 1, 2, 3, …"),
        Mistake("oh-range-k", {"y == label": "y == k"}, "the labels are compared with the column's number",
                "The loop's numbers run from 0 to K − 1. Do the labels, too?",
                "Column k belongs to the label classes[k], not to the label k: in the course's labels 1 to 10 the last "
                "one is never found, and the others are one column off."),
        Mistake("oh-plus-1", {"y == label": "y == k + 1"}, "column k is taken for the label k + 1",
                "Which label does column 0 stand for when classes is (7, 3, 5)?",
                "That is right where classes counts 1, 2, 3, …; in general column k belongs to the label classes[k]."),
        Mistake("oh-mod-k", {"y == label, k": "np.arange(len(y)), y % len(classes)"},
                "the column is the label modulo K",
                "In exercise 4, which output unit stands for the digit 0, whose label is 10?",
                "The remainder sends label 10 to column 0. The columns have the order of classes, in which 10 is the "
                "last."),
        Mistake("oh-extra-column", {"(len(y), len(classes))": "(len(y), len(classes) + 1)",
                                    "y == label, k": "np.arange(len(y)), y"},
                "Y has a column too many, so that labels can be used as column numbers",
                "How many output units does the network have, and how many columns has your Y?",
                "An unused column 0 moves all others: Y must have K columns, and a label's column is its place in "
                "classes."),
        Mistake("oh-start-1", {"enumerate(classes)": "enumerate(classes, start=1)"}, "the columns are counted from 1",
                "MATLAB counts from 1. From where does NumPy count?",
                "The first class belongs into column 0; counted from 1, the last class has no column."),
        Mistake("oh-loop-from-1", {"enumerate(classes)": "list(enumerate(classes))[1:]"},
                "the first class is left out of the loop",
                "Which column of Y do you never write to?",
                "The loop begins at 1, as in MATLAB, but the first column has number 0: it stays zero."),
        Mistake("oh-loop-short", {"enumerate(classes)": "list(enumerate(classes))[:-1]"},
                "the last class is left out of the loop",
                "Which column of Y do you never write to?",
                "The end of a range is not part of it: with range(K − 1) the last column stays zero."),
        Mistake("oh-sorted", {"enumerate(classes)": "enumerate(sorted(classes))"}, "the columns are in sorted order",
                "Which class does column 0 stand for when classes is (7, 3, 5)?",
                "The columns have the order in which classes is given. Sorting it (np.unique does so, too) changes "
                "what each output unit stands for."),
        Mistake("oh-unique", {"(len(y), len(classes))": "(len(y), len(np.unique(y)))",
                              "enumerate(classes)": "enumerate(np.unique(y))"},
                "the classes are taken from y instead of from the argument",
                "What becomes of a class which none of these examples has?",
                "np.unique(y) knows only the labels that occur, and sorts them. Y has one column for each entry of "
                "classes, in their order."),
        Mistake("oh-max-columns", {"len(classes))": "np.max(y))"}, "Y has as many columns as the largest label says",
                "How many columns has Y when classes is (7, 3, 5), and how many when the last class does not occur?",
                "The largest label is the number of classes only where the labels are 1 to K and the last one occurs "
                "in y. The number of columns is the number of classes."),
        Mistake("oh-label-as-value", {"] = 1\n": "] = label\n"}, "Y holds the label itself instead of 1",
                "What do you want an output unit to answer: which class it is, or whether it is that class?",
                "A sigmoid unit answers between 0 and 1; its target is 1 for its own class and 0 for all others."),
        Mistake("oh-minus-ones", {"np.zeros((len(y), len(classes)))": "-np.ones((len(y), len(classes)))"},
                "the other classes get −1 instead of 0",
                "Between which two values does a sigmoid unit answer?",
                "Targets of −1 and 1 suit tanh or a perceptron. The logistic cost wants 0 and 1."),
        Mistake("oh-transposed", {"return Y": "return Y.T"}, "Y is transposed",
                "Is one row of Y an example or a class?",
                "Octave programs often hold examples in columns. Here one row is one example, as in X: Y is (m, K)."),
        Mistake("oh-return-in-loop", {"    return Y": "        return Y"}, "the return stands inside the loop",
                "How often does your loop run before the function ends?",
                "return ends the function at once: only the column of the first class is filled. Indent it less."),
        Mistake("oh-new-zeros", {":\n        Y[": ":\n        Y = np.zeros((len(y), len(classes)))\n        Y["},
                "Y is made anew for each class", "What becomes of the columns which earlier rounds of the loop filled?",
                "np.zeros inside the loop begins with an empty Y each time: only the last class survives. Make Y once, "
                "before the loop."),
        Mistake("oh-list-compared", {"np.asarray(y)": "y"}, "y is not made an array first, and a list is none",
                "What are [3, 1, 2] == 3 and [3, 1, 2] - 1 in Python, and what are they for an array?",
                "A list compares as a whole, which is one False, and cannot be calculated with; an array does both "
                "entry by entry. Make an array of y first."),
        Mistake("oh-list-shape", {"    y = np.asarray(y)\n": "    m = y.shape[0]\n", "(len(y),": "(m,"},
                "it asks a list for its shape", "Your function is right for arrays. Which of your lines does a list "
                "not understand?",
                "Only arrays have a shape; len(y) works for lists, too, and np.asarray(y) makes an array of either."),
    ])
