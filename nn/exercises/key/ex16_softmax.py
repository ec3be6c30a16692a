"""Exercise 16. Softmax and its cost

With the sigmoid, each output unit answers for its own class. Softmax makes one distribution of all K: numbers between 0
and 1 whose sum is 1, softmax(z)ₖ = e^zₖ / Σⱼ e^zⱼ. Write it for one example (K,) as well as for many (m, K). A number
that is added to all z of an example changes nothing: use that, so that e¹⁰⁰⁰ is never asked for.

Then its cost: the mean over the examples of −log softmax(z) at the right class. It, too, must be exact for z = ±1000,
where softmax itself is 0 and has no logarithm.
"""
import numpy as np

from nn.exercises.sandbox.calls import call
from nn.exercises.exercise import Exercise, Mistake


def softmax(z):
    """softmax(z)ₖ = e^zₖ / Σⱼ e^zⱼ  along the last axis

    z       : (K,) or (m, K) array, of any size: 1000 must not overflow
    Returns : array of the same shape, between 0 and 1, each example's sum is 1
    """
    shifted = z - np.max(z, axis=-1, keepdims=True)
    e = np.exp(shifted)
    return e / np.sum(e, axis=-1, keepdims=True)


def softmax_cost(Z, Y):
    """J = −1/m Σᵢ log softmax(zᵢ)  at the right class of each example i

    Z       : (m, K) inputs of the output units, of any size
    Y       : (m, K) one-hot rows
    Returns : float in nats per example, finite for every Z
    """
    m = len(Z)
    below = Z - Z.max(axis=1, keepdims=True)
    logarithm = below - np.log(np.exp(below).sum(axis=1, keepdims=True))
    return -(Y * logarithm).sum() / m


# --- how it is checked ---

def one_hot_rows(columns, K):
    return np.eye(K)[columns]


RNG = np.random.default_rng(16)
#: whole numbers, which float32 holds exactly: rows that overflow, a row far below the others, two with a wide spread
LARGE = np.array([[1000.0, 1001.0, 999.0], [-1000.0, -1003.0, -1001.0], [400.0, -800.0, 401.0], [1000.0, -1000.0, 0.0],
                  [2.0, 0.0, -1.0]])
SHIFTED, TOTAL = "z - np.max(z, axis=-1, keepdims=True)", "np.sum(e, axis=-1, keepdims=True)"
BELOW, LOG = "Z - Z.max(axis=1, keepdims=True)", "below - np.log(np.exp(below).sum(axis=1, keepdims=True))"
SUMMED = "-(Y * logarithm).sum() / m"

EXERCISE = Exercise(
    title="Softmax", file="activations.py",
    lecture="beyond the lectures: several classes (week 3, one-vs-all) in one distribution",
    points=0, bonus=True, noun="inputs", names={"softmax": "softmax(z)"},
    calls=[call("softmax", RNG.normal(scale=2, size=(5, 3))), call("softmax", RNG.normal(scale=2, size=5)),
           call("softmax", RNG.normal(scale=2, size=(4, 4))), call("softmax", LARGE),
           call("softmax", np.array([[3, 1, 0], [0, 2, 2]])),
           call("softmax_cost", RNG.normal(scale=2, size=(7, 3)), one_hot_rows([2, 0, 1, 1, 0, 2, 1], 3)),
           call("softmax_cost", RNG.normal(scale=2, size=(6, 4)), one_hot_rows([0, 3, 1, 2, 0, 0], 4)),
           call("softmax_cost", LARGE, one_hot_rows([1, 2, 1, 1, 0], 3)),
           call("softmax_cost", 1000 + np.array([[0.0, 1.0, -1.0], [2.0, 0.0, 1.0], [-3.0, 1.0, 1.0], [0.0, 2.0, 5.0]]),
                one_hot_rows([1, 2, 0, 0], 3)),
           call("softmax_cost", np.array([[1000.0, -1000.0, 0.0], [-1000.0, 998.0, 1000.0], [7.0, 1000.0, 999.0]]),
                one_hot_rows([0, 1, 0], 3))],
    hints=("What does softmax become when the same number is taken off every z of an example, and which number makes "
           "the largest exponential e⁰?",
           "The sum of an example runs along the last axis, and must keep that axis to divide the rows. For the "
           "cost, write down log(e^zₖ / Σⱼ e^zⱼ) and simplify it before you compute anything.",
           "log softmax(z)ₖ = (zₖ − max z) − log Σⱼ e^(zⱼ − max z): the sum is at least 1, so that its logarithm is "
           "harmless. Multiply by Y, so that the right class of each example remains, add up, divide by −m."),
    mistakes=[
        Mistake("sm-no-shift", {SHIFTED: "z"}, "softmax overflows for large z",
                "What does your computer make of exp(1000), and of exp(-1000) in all of a row?",
                "e¹⁰⁰⁰ is inf, and inf / inf is nan; far below 0 all exponentials are 0, and 0 / 0 is nan, too. Take "
                "each example's largest z off first: the result is the same, the exponentials are between 0 and 1."),
        Mistake("sm-global-max", {SHIFTED: "z - np.max(z)"},
                "softmax takes the largest z of all examples off, not each example's own",
                "What is left of a row around −1000 when you take 1000 off it?",
                "Every row needs its own maximum: an example far below the largest of all has only zeros for "
                "exponentials, and 0 / 0 is nan."),
        Mistake("sm-shift-plus", {SHIFTED: "z + np.max(z, axis=-1, keepdims=True)"},
                "softmax adds the maximum instead of taking it off",
                "Which value should the largest exponent have after the shift?",
                "Any shift cancels, but only the one that makes the largest exponent 0 keeps the exponentials finite."),
        Mistake("sm-axis-0", {TOTAL: "np.sum(e, axis=0, keepdims=True)"},
                "softmax divides by the sum over the examples",
                "Which sums of the result should be 1: those of the rows or those of the columns?",
                "In an (m, K) array a row is an example; its K classes are along the last axis, and they sum to 1."),
        Mistake("sm-sum-all", {TOTAL: "np.sum(e)"}, "softmax divides by the sum over all examples and classes",
                "What is the sum of each row of your result, and what should it be?",
                "np.sum without an axis adds everything up: then all examples together sum to 1, not each of them."),
        Mistake("sm-sum-no-keepdims", {TOTAL: "np.sum(e, axis=-1)"}, "the sums of softmax's rows lost their axis",
                "Which shape have your sums, and how does NumPy stretch that to the shape of z?",
                "A sum of shape (m,) is matched with the columns: an error where m is not K, and each column divided "
                "by a row's sum where it is. keepdims=True makes it (m, 1)."),
        Mistake("sm-max-no-keepdims", {SHIFTED: "z - np.max(z, axis=-1)"},
                "the maxima of softmax's rows lost their axis",
                "Which shape have your maxima, and how does NumPy stretch that to the shape of z?",
                "Maxima of shape (m,) are matched with the columns: an error where m is not K, and a wrong shift "
                "where it is. keepdims=True makes them (m, 1)."),
        Mistake("sm-axis-1", {SHIFTED: "z - np.max(z, axis=1, keepdims=True)",
                              TOTAL: "np.sum(e, axis=1, keepdims=True)"},
                "softmax takes two axes for granted",
                "A single example has the shape (K,): which axis is its last one?",
                "axis=1 exists only where there are rows; the last axis is -1, whatever their number."),
        Mistake("sm-no-exp", {"np.exp(shifted)": "shifted"},
                "softmax divides z itself by its sum, without exponentials",
                "Can your result be negative?",
                "Shares of z are no probabilities: z may be negative, and its sum 0. The exponentials are positive."),
        Mistake("sm-not-normalized", {f"e / {TOTAL}": "e"}, "the exponentials of softmax are not divided by their sum",
                "What is the sum of each row of your result?",
                "Exponentials become probabilities only when they are divided by their sum."),
        Mistake("sm-sigmoid", {f"e / {TOTAL}": "1 / (1 + np.exp(-z))"}, "softmax returns the sigmoid",
                "What is the sum of each row of your result, and does a class notice the z of the others?",
                "The sigmoid looks at one unit alone. In softmax the classes share a sum of 1."),
        Mistake("sm-whole-numbers",
                {"    e = np.exp(shifted)": "    e = np.zeros_like(z)\n    e[...] = np.exp(shifted)"},
                "an array of whole numbers makes softmax cut its exponentials to whole numbers",
                "Your answer is right for decimals: what is the dtype of zeros_like(z) where z holds integers?",
                "An integer array keeps only the 1 of the largest z and cuts the rest to 0: give it a dtype, or do "
                "without."),
        Mistake("sm-in-place", {f"    shifted = {SHIFTED}":
                                "    z -= np.max(z, axis=-1, keepdims=True)\n    shifted = z"},
                "softmax writes its shift into the caller's z",
                "After your function ran, is the caller's z still what it was?",
                "-= changes the array itself, and that belongs to the caller. z = z - … makes a new one."),
        Mistake("sc-no-m", {SUMMED: "-(Y * logarithm).sum()"}, "softmax_cost adds up the examples instead of averaging",
                "Does your cost change if every example appears twice?",
                "The cost is a mean: divide the sum by the number of examples."),
        Mistake("sc-mean-all", {SUMMED: "-(Y * logarithm).mean()"}, "softmax_cost averages over the classes, too",
                "Over how many numbers does your mean run, and over how many should it?",
                "Each example has one right class, so there are m numbers to average; the mean of Y times anything "
                "runs over m·K, most of which are 0."),
        Mistake("sc-sign", {SUMMED: "(Y * logarithm).sum() / m"}, "softmax_cost has the wrong sign",
                "Which sign has the logarithm of a probability, and which sign a cost?",
                "A probability is at most 1, so its logarithm is at most 0: the cost is minus that."),
        Mistake("sc-all-classes", {"Y * logarithm": "logarithm"},
                "softmax_cost adds up all classes instead of the right one",
                "Where does your cost ask which class is the right one?",
                "Only −log softmax at the right class counts; without Y the other classes are charged as well."),
        Mistake("sc-best-class", {"(Y * logarithm)": "logarithm.max(axis=1)"},
                "softmax_cost takes the most probable class for the right one",
                "Where does your cost ask which class is the right one?",
                "A network that is sure of the wrong class must pay for it. Yours pays only for doubt: take the "
                "class that Y names."),
        Mistake("sc-not-scalar", {SUMMED: "-(Y * logarithm).sum(axis=1)"}, "softmax_cost returns one number an example",
                "How many numbers is a cost?",
                "What you have is right for each example; the cost is the mean of these."),
        Mistake("sc-log10", {LOG: f"({LOG}) / np.log(10)"}, "softmax_cost uses the logarithm to the base 10",
                "Which logarithm has the derivative 1/x?",
                "The course's cost, and its gradient, use the natural logarithm, np.log."),
        Mistake("sc-log-of-softmax", {LOG: "np.log(np.exp(below) / np.exp(below).sum(axis=1, keepdims=True))"},
                "softmax_cost meets log(0), and 0 times that is nan",
                "What is the logarithm of softmax where z is 1000 below the largest, and what is 0 times that?",
                "softmax underflows to 0 there, log(0) is −inf, and 0 · −inf is nan. Simplify log(e^z / sum) with a "
                "pencil first: the logarithm of e^z need not be computed."),
        Mistake("sc-log-of-picked", {LOG: "np.log(np.exp(below) / np.exp(below).sum(axis=1, keepdims=True))",
                                     "Y * logarithm": "logarithm[Y == 1]"},
                "softmax_cost becomes inf where the right class has the probability 0",
                "What is the logarithm of softmax where z is 1000 below the largest, and what should the cost be "
                "there?",
                "softmax underflows to 0 there, and log(0) is −inf, though the cost is just 1000 or so. Simplify "
                "log(e^z / sum) with a pencil first: the logarithm of e^z need not be computed."),
        Mistake("sc-clipped",
                {LOG: "np.log(np.maximum(np.exp(below) / np.exp(below).sum(axis=1, keepdims=True), 1e-15))"},
                "softmax_cost cuts probabilities off at 1e-15",
                "How large can your cost become for one example, and how large should it be where z is 2000 off?",
                "A floor under the probability avoids log(0), but then no example costs more than 34.5. The cost "
                "grows with z without end, and can be computed from z without a floor."),
        Mistake("sc-no-shift", {BELOW: "Z"}, "softmax_cost overflows for large Z",
                "What does your computer make of exp(1000), and of the logarithm of a sum of exp(-1000)?",
                "log Σ e^z is inf where a z is large, and −inf where all are far below 0. Take each row's largest z "
                "off first, as in softmax."),
        Mistake("sc-global-max", {BELOW: "Z - Z.max()"},
                "softmax_cost takes the largest z of all examples off, not each example's own",
                "What is left of a row around −1000 when you take 1000 off it?",
                "Every row needs its own maximum: the exponentials of an example far below the largest are all 0, "
                "and so is their sum."),
        Mistake("sc-axis-0", {"np.exp(below).sum(axis=1": "np.exp(below).sum(axis=0"},
                "softmax_cost adds up the exponentials over the examples",
                "Which exponentials are in the denominator of one example's softmax?",
                "In an (m, K) array a row is an example; its K classes are along axis 1."),
        Mistake("sc-no-keepdims", {"np.exp(below).sum(axis=1, keepdims=True)": "np.exp(below).sum(axis=1)"},
                "the sums of softmax_cost's rows lost their axis",
                "Which shape have your sums, and how does NumPy stretch that to the shape of Z?",
                "Sums of shape (m,) are matched with the K columns, which does not fit. keepdims=True makes them (m, "
                "1)."),
        Mistake("sc-twice", {"m = len(Z)": "m, Z = len(Z), softmax(Z)"}, "softmax_cost goes through softmax twice",
                "What do you hand over, z or probabilities, and what is done to it then?",
                "The formula takes z itself. Yours treats probabilities as if they were z, and lets all classes look "
                "nearly alike."),
        Mistake("sc-binary", {SUMMED: "(np.logaddexp(0, Z) - Y * Z).sum() / m"},
                "softmax_cost is the cost of K sigmoids",
                "Which output does −y log a − (1 − y) log(1 − a) belong to?",
                "That is exercise 6, in which every unit answers for itself. With softmax there is one term an "
                "example: the logarithm at the right class."),
        Mistake("sc-other-classes", {"Y * logarithm": "Y * logarithm + (1 - Y) * np.log(1 - np.exp(logarithm))"},
                "softmax_cost charges the wrong classes with log(1 − a), too",
                "Which output does −y log a − (1 − y) log(1 − a) belong to?",
                "The second term belongs to sigmoids. With softmax the other classes are in the denominator already: "
                "there is one term an example, the logarithm at the right class."),
        Mistake("sc-in-place", {f"    below = {BELOW}": "    Z -= Z.max(axis=1, keepdims=True)\n    below = Z"},
                "softmax_cost writes its shift into the caller's Z",
                "After your function ran, is the caller's Z still what it was?",
                "-= changes the array itself, and that belongs to the caller. Z = Z - … makes a new one."),
    ])
