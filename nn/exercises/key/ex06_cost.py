"""Exercise 6. The cost

How wrong is the network? Every output unit of every example costs −log a where its y is 1 and −log(1 − a) where its y
is 0; a is the activation of the unit. Sum this over the K units and take the mean over the m examples: one number.
There is no regularization yet. feedforward, which returns the activations and the zs of all layers, is imported for
you. (If an activation is exactly 0 or 1, log 0 is −∞ and the plain formula may give nan; this does not happen here.)
"""
import numpy as np

from nn import feedforward
from nn.exercises.sandbox.calls import call
from nn.exercises.exercise import Exercise, Mistake
from nn.exercises.probes import FIVE_ARRAYS, LIST_AS_ARRAY, PROBES, draw_probes


def cost(theta, X, Y, layer_sizes):
    """J(θ) = 1/m Σᵢ Σₖ [−yₖ log a⁽³⁾ₖ − (1 − yₖ) log(1 − a⁽³⁾ₖ)]

    theta       : (p,) all weights, layer by layer, row by row
    X           : (m, n) one example a row, bias not included
    Y           : (m, K) one-hot rows, floats 0.0 and 1.0
    layer_sizes : (n, h, K) units of each layer without bias
    Returns     : float, nats per example
    """
    m = len(X)
    activations, zs = feedforward(theta, X, layer_sizes)
    a3 = activations[-1]                            # (m, K)
    on = -Y * np.log(a3)                            # 0 where y is 0
    off = -(1 - Y) * np.log(1 - a3)                 # 0 where y is 1
    return np.sum(on + off) / m


# --- how it is checked ---

def calls_of(probes):
    return [call("cost", p.theta, p.X, p.Y, p.layer_sizes) for p in probes]


def draw(rng):
    return calls_of(draw_probes(rng))


def added_in_the_logarithms(number):
    """Edits that add a small number to what the logarithms are taken of."""
    return {"np.log(a3)": f"np.log(a3 + {number})", "np.log(1 - a3)": f"np.log(1 - a3 + {number})"}


# A mistake whose same_as is its own slug is rare, or its value has another form, or its numbers hide all others: where
# it is inherited, it makes no pair with another one of these.
EXERCISE = Exercise(
    title="Cost", file="cost.py",
    formulas={"cost": r"J(\theta) = \frac{1}{m} \sum_{i=1}^{m} \sum_{k=1}^{K} \Bigl[ -Y_{ik} \log a^{(3)}_{ik} "
                      r"- (1 - Y_{ik}) \log\bigl(1 - a^{(3)}_{ik}\bigr) \Bigr]"},
    lecture="Week 5, cost function; exercise 4, section 1.3", points=30, noun="networks",
    names={"cost": "J"}, places={"cost": "the cost"},
    calls=calls_of(PROBES), draw=draw,
    hints=("Which of the arrays that feedforward returns is the network's output for each example?",
           "a3 and Y have the same shape, (m, K). The formula works entry by entry on both: no matrix product, no "
           "loop.",
           "Take np.log of a3 and of 1 - a3, multiply the first by −Y and the second by −(1 − Y). Add the two arrays, "
           "sum all m·K entries, and divide the sum by the number of examples."),
    mistakes=[
        # what the sum is divided by
        Mistake("cost-no-m", {" / m": ""}, "the sum is not divided by m",
                "Should the cost double when every example appears twice?",
                "J is a mean over the examples; this is their sum, which is m times as large."),
        Mistake("cost-mean-all", {"/ m": "/ Y.size"}, "the mean is taken over the output units, too",
                "You average over the examples. What does the formula do with the K output units?",
                "np.mean divides by all m·K entries; the formula sums over the K units and divides only by m."),
        Mistake("cost-over-k", {"/ m": "/ Y.shape[1]"}, "the sum is divided by K instead of m",
                "Which of the two sizes of Y is the number of examples?",
                "m is the number of rows of X and Y; the number of columns of Y is K, the number of classes."),
        Mistake("cost-over-n", {"/ m": "/ X.shape[1]"}, "the sum is divided by n instead of m",
                "Which of the two sizes of X is the number of examples?",
                "One example is one row of X. X.shape[1] is n, the number of inputs.", same_as="cost-over-n"),
        Mistake("cost-over-2m", {"/ m": "/ (2 * m)"}, "the sum is divided by 2m",
                "Which cost has 1/(2m) in front, and why?",
                "1/(2m) belongs to squared errors and to the penalty, where the derivative of a square cancels the 2. "
                "Here the factor is 1/m."),
        Mistake("cost-m-twice", {"/ m": "/ m ** 2"}, "the sum is divided by m twice",
                "How many times do you take the mean over the examples?",
                "A mean has already been divided by m; dividing it again makes the cost m times too small.",
                same_as="cost-m-twice"),

        # the formula
        Mistake("cost-sign", {"return ": "return -"}, "the sign of the whole cost is reversed",
                "Can the cost of a wrong answer be negative?",
                "The logarithm of a number below 1 is negative, so the formula has a minus in front of each of the two "
                "terms."),
        Mistake("cost-inner-sign", {"on + off": "on - off"}, "the second term has the wrong sign",
                "What should an output of 0.99 cost where y is 0: a lot, or less than nothing?",
                "Both terms are positive: −y log a and −(1 − y) log(1 − a). This line rewards what the second term "
                "should penalize. If you put the minus in front of parentheses, the two terms inside are added."),
        Mistake("cost-first-sign", {"on + off": "off - on"}, "the first term has the wrong sign",
                "What should an output of 0.01 cost where y is 1: a lot, or less than nothing?",
                "Both terms are positive: −y log a and −(1 − y) log(1 − a). This line has lost the minus of the first "
                "and rewards what it should penalize.",
                same_as="cost-first-sign"),
        Mistake("cost-log10",
                {"np.log(a3)": "np.log10(a3)", "np.log(1": "np.log10(1"}, "the logarithm is to base 10",
                "Which logarithm has the derivative 1/x?",
                "The cost is measured in nats: use the natural logarithm, which NumPy calls log."),
        Mistake("cost-log2", {"np.log(a3)": "np.log2(a3)", "np.log(1": "np.log2(1"}, "the logarithm is to base 2",
                "Which logarithm has the derivative 1/x?",
                "The cost is measured in nats, not in bits: use the natural logarithm, which NumPy calls log.",
                same_as="cost-log2"),
        Mistake("cost-no-off", {"on + off": "on"}, "the second term is missing",
                "What is the cost of the K − 1 outputs that should be 0?",
                "This counts only the unit of the right class, which is the cost for softmax. Here every unit is a "
                "classifier of its own, and −(1 − y) log(1 − a) is the cost of those whose y is 0."),
        Mistake("cost-no-on", {"on + off": "off"}, "the first term is missing",
                "What is the cost of the output that should be 1?",
                "This counts only the units whose y is 0; −y log a is the cost of the one whose y is 1."),
        Mistake("cost-no-1-minus-y", {"-(1 - Y) * np.log(1": "-np.log(1"}, "the second term lacks its factor 1 − y",
                "Which outputs does the second term apply to: all of them, or those whose y is 0?",
                "An output whose y is 1 costs −log a only; this line adds −log(1 − a), which penalizes it for "
                "being right."),
        Mistake("cost-y-twice", {"-(1 - Y) * np.log(1": "-Y * np.log(1"},
                "the second term has the factor y instead of 1 − y",
                "Which outputs does the second term apply to: those whose y is 1, or those whose y is 0?",
                "−log(1 − a) is the cost where y is 0, so its factor is 1 − y; with y it penalizes the right output "
                "for being right.",
                same_as="cost-y-twice"),
        Mistake("cost-no-y", {"-Y * np.log": "-np.log"}, "the first term lacks its factor y",
                "Which outputs does the first term apply to: all of them, or the one whose y is 1?",
                "An output whose y is 0 costs −log(1 − a) only; this line adds −log a, which penalizes it for "
                "being right.",
                same_as="cost-no-y"),
        Mistake("cost-off-log-a", {"np.log(1 - a3)": "np.log(a3)"}, "every output costs −log a, whatever its y",
                "What is the cost of an output near 0 that should be 0, and what should it be?",
                "−log a is the cost where y is 1. Where y is 0, an output near 0 must cost almost nothing: −log(1 − a) "
                "goes to 0 there, −log a does not."),
        Mistake("cost-terms-swapped", {"-Y *": "-(1 - Y) *", "-(1 - Y) *": "-Y *"}, "y and 1 − y are swapped",
                "Take y = 1 and a = 0.99. What does this good answer cost by your formula?",
                "y belongs to log a, and 1 − y to log(1 − a). By your formula, right answers are expensive and wrong "
                "ones are free."),
        Mistake("cost-y-and-a-swapped", {"-Y * np.log(a3)": "-a3 * np.log(Y)",
                                         "-(1 - Y) * np.log(1 - a3)": "-(1 - a3) * np.log(1 - Y)"},
                "the logarithm is taken of y instead of a",
                "Which of the two, y or a, can be 0, and what is its logarithm then?",
                "Y consists of exact zeros and ones, so log 0 makes the cost infinite. The formula takes the logarithm "
                "of the network's output and multiplies it by y.",
                same_as="cost-y-and-a-swapped"),
        Mistake("cost-squared", {"on + off": "(a3 - Y) ** 2 / 2"}, "this is the squared error",
                "Which cost did the lecture choose for classification, and why not the one of linear regression?",
                "½ (a − y)² hardly penalizes an output that is confident and wrong, and its gradient there is small. "
                "Classification uses the logarithms of the formula above.",
                same_as="cost-squared"),
        Mistake("cost-squared-whole", {"on + off": "(a3 - Y) ** 2"}, "this is the squared error, without the half",
                "Which cost did the lecture choose for classification, and why not the one of linear regression?",
                "(a − y)² hardly penalizes an output that is confident and wrong, and its gradient there is small. "
                "Classification uses the logarithms of the formula above.",
                same_as="cost-squared-whole"),
        Mistake("cost-uint8-negate", {"-Y *": "-Y.astype(np.uint8) *"}, "−Y is computed with unsigned integers",
                "What is −1 in an array whose dtype has no negative numbers?",
                "With dtype uint8, −1 wraps around to 255. Y comes as floats; leave it like that, or convert it back "
                "to floats.",
                same_as="cost-uint8-negate"),

        Mistake("cost-log-1-minus-a", {"np.log(1 - a3)": "(np.log(1) - a3)"},
                "log(1) − a is computed instead of log(1 − a)",
                "What is log 1, and what is the logarithm taken of in the second term?",
                "log 1 is 0, so the second term is −a there: the subtraction belongs inside the parentheses of the "
                "logarithm.",
                same_as="cost-log-1-minus-a"),
        Mistake("cost-only-off-over-m", {"np.sum(on + off) / m": "np.sum(on) + np.sum(off) / m"},
                "only the second term is divided by m",
                "Which comes first in a − b / c?",
                "Division comes before addition and subtraction: put parentheses around the sum of both terms.",
                same_as="cost-only-off-over-m"),
        Mistake("cost-only-on-over-m", {"np.sum(on + off) / m": "np.sum(on) / m + np.sum(off)"},
                "only the first term is divided by m",
                "Which of the two terms is a mean over the examples?",
                "1/m stands in front of both terms: put parentheses around their sum.",
                same_as="cost-only-on-over-m"),
        Mistake("cost-1-minus-y-bare", {"-(1 - Y) * np": "-1 - Y * np"}, "1 − y has no parentheses",
                "In which order does Python evaluate 1 - y * x?",
                "Multiplication comes before subtraction, so only y is multiplied by the logarithm, and 1 stands "
                "alone: it needs (1 - Y).",
                same_as="cost-1-minus-y-bare", also=({"-(1 - Y) * np": "-1 + Y * np"},)),

        # how it is added up
        Mistake("cost-per-class", {"np.sum(": "sum("}, "there is one cost for each class instead of a single number",
                "How many numbers is a cost?",
                "Python's built-in sum, like np.sum with axis=0, adds the rows and leaves the K columns. J sums over "
                "both axes."),
        Mistake("cost-per-example",
                {"np.sum(": "np.sum(axis=1, a="}, "there is one cost for each example instead of a single number",
                "How many numbers is a cost?",
                "With axis=1 the sum runs only over the units and leaves the m examples. J sums over both axes."),
        Mistake("cost-in-an-array", {"return np.sum(on + off) / m": "return np.array([np.sum(on + off) / m])"},
                "the number is returned in an array of length 1",
                "What is the shape of what you return, and what is the shape of a number?",
                "The value is right, but an optimizer needs a plain number. An index, or .item(), takes it out of its "
                "array.",
                same_as="cost-in-an-array"),
        Mistake("cost-all-pairs", {"-Y *": "-Y.T @", "-(1 - Y) *": "-(1 - Y).T @"},
                "a matrix product pairs every output unit with every class",
                "Your product has K × K entries. Which of them belong to the formula?",
                "Row k of Yᵀ meets every column of log a, but only its own column k belongs to the formula: the "
                "diagonal. The entrywise product contains nothing else."),
        Mistake("cost-pairs-of-examples", {"-Y *": "-Y @", "np.log(a3)": "np.log(a3).T",
                                           "-(1 - Y) *": "-(1 - Y) @", "np.log(1 - a3)": "np.log(1 - a3).T"},
                "a matrix product pairs every example with every other",
                "Your product has m × m entries. Which of them belong to the formula?",
                "The labels of an example meet the outputs of all examples, but only its own outputs belong to the "
                "formula: the diagonal. The entrywise product contains nothing else.",
                same_as="cost-pairs-of-examples"),
        Mistake("cost-last-example", {"on + off": "(on + off)[-1]"}, "only the last example is counted",
                "In a loop over the examples: what happens to the sum so far?",
                "Each iteration overwrites the cost of the previous one instead of adding to it (= instead of +=)."),
        Mistake("cost-first-example", {"on + off": "(on + off)[0]"}, "only the first example is counted",
                "In a loop over the examples: how many iterations are there?",
                "The loop ends in its first iteration. Is the return indented too far?"),
        Mistake("cost-skips-first", {"on + off": "(on + off)[1:]"}, "the first example is left out",
                "MATLAB counts from 1. Where does Python start?",
                "A loop over range(1, m) never reaches row 0, which is the first example."),
        Mistake("cost-skips-last", {"on + off": "(on + off)[:-1]"}, "the last example is left out",
                "Where does range(m - 1) stop?",
                "range(m) already stops at m − 1; with range(m - 1) the last example is never reached.",
                same_as="cost-skips-last"),
        Mistake("cost-last-class", {"on + off": "(on + off)[:, -1]"}, "only the last class is counted",
                "In a loop over the classes: what happens to the sum so far?",
                "Each iteration overwrites the cost of the previous class instead of adding to it (= instead of +=).",
                same_as="cost-last-class"),
        Mistake("cost-first-class", {"on + off": "(on + off)[:, 0]"}, "only the first class is counted",
                "In a loop over the classes: how many iterations are there?",
                "The loop ends in its first iteration. Is the return indented too far?",
                same_as="cost-first-class"),
        Mistake("cost-skips-first-class", {"on + off": "(on + off)[:, 1:]"}, "the first class is left out",
                "MATLAB counts from 1. Where does Python start?",
                "A loop over range(1, K) never reaches column 0, which is the first class.",
                same_as="cost-skips-first-class"),
        Mistake("cost-skips-last-class", {"on + off": "(on + off)[:, :-1]"}, "the last class is left out",
                "Where does range(K - 1) stop?",
                "range(K) already stops at K − 1; with range(K - 1) the last class is never reached.",
                same_as="cost-skips-last-class"),

        # what the outputs are
        Mistake("cost-hidden-layer", {"activations[-1]": "activations[-2]"}, "a hidden layer is compared with Y",
                "Which of the activations has the shape of Y?",
                "The list starts with the inputs, activations[0], so the network's output is the last item.",
                same_as="cost-hidden-layer"),
        Mistake("cost-no-unpacking", {"activations, zs = feedforward": "activations = feedforward"},
                *LIST_AS_ARRAY, same_as="cost-no-unpacking"),
        Mistake("cost-five-arrays", {"activations, zs = feed": "a1, z2, a2, z3, a3 = feed", "activations[-1]": "a3"},
                *FIVE_ARRAYS, same_as="cost-five-arrays"),
        Mistake("cost-log0", {"activations[-1]": "zs[-1]"},
                "the logarithm of 0 or of a negative number makes the cost nan",
                "What did you take the logarithm of: the outputs a, as they are?",
                "The second list of feedforward, zs, contains any real values, and the logarithm of a negative one is "
                "nan. Outputs rounded to 0 and 1 give 0 times log 0, which is nan, too. The last of the activations "
                "lies between 0 and 1 if you use it as it is.",
                same_as="cost-log0"),
        Mistake("cost-small-number", added_in_the_logarithms(1e-5),
                "a small number is added inside the logarithm, which changes the cost",
                "Can a3 be exactly 0 or 1 here, and what does the number that you add do to all other outputs?",
                "A number such as 1e-5 inside the logarithm is popular advice against nan, but it changes every "
                "term: the cost is right only to some digits, and its gradient is that of another function. The "
                "outputs here are never exactly 0 or 1, so the formula works as it is.",
                same_as="cost-small-number",
                also=(*(added_in_the_logarithms(number) for number in (1e-6, 1e-4, 1e-3, 1e-2)),
                      *({"activations[-1]": f"activations[-1] + {number}"}
                        for number in (1e-6, 1e-5, 1e-4, 1e-3, 1e-2)))),
        Mistake("cost-one-hot-again",
                {"    m = len(X)\n": "    m = len(X)\n    Y = np.eye(Y.shape[1])[Y.astype(int).ravel() - 1]\n"},
                "Y is converted to one-hot rows a second time",
                "What are the rows of Y when your function gets it?",
                "Y consists of one-hot rows already: exercise 1 made them from the labels. What is taken for labels "
                "here are the m·K entries of Y, which are 0 and 1.",
                same_as="cost-one-hot-again",
                also=tuple({"    m = len(X)\n": f"    m = len(X)\n    Y = np.eye(Y.shape[1])[{k}].max(axis=1)\n"}
                           for k in ("Y.astype(int) - 1", "Y.astype(int)"))),
        Mistake("cost-float-index",
                {"    m = len(X)\n": "    m = len(X)\n    Y = np.eye(Y.shape[1])[Y.ravel()]\n"},
                "a float is used as an index",
                "What are the entries of Y, and do they need to be converted?",
                "An index is a whole number. Y consists of one-hot rows already, floats 0.0 and 1.0, and not of labels "
                "that could tell which entry to set: use it as it is.",
                same_as="cost-float-index"),
        Mistake("cost-sigmoid-twice", {"activations[-1]": "1 / (1 + np.exp(-activations[-1]))"},
                "the sigmoid is applied to the output once more",
                "How many times has the sigmoid been applied to the last activation that feedforward returns?",
                "The sigmoid has already been applied to the activations. Applied again, it gives only values from 0.5 "
                "to 0.731."),
        Mistake("cost-softmax", {"activations[-1]": "np.exp(zs[-1]) / np.exp(zs[-1]).sum(axis=1, keepdims=True)"},
                "the output layer uses softmax",
                "Must the outputs of this network sum to 1?",
                "In this course each output unit has a sigmoid of its own; the outputs need no normalization.",
                same_as="cost-softmax"),
    ])
