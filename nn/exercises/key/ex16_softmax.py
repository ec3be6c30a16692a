"""Exercise 16. Softmax and its cost

With the sigmoid, each output unit is a classifier of its own. Softmax turns all K into one distribution: numbers
between 0 and 1 whose sum is 1, softmax(z)ₖ = e^zₖ / Σⱼ e^zⱼ. Write it for one example (K,) as well as for many (m, K).
Adding the same number to all z of an example changes nothing: use that to avoid ever computing e¹⁰⁰⁰.

Then write its cost: the mean over the examples of −log softmax(z) at the right class. It, too, must be exact for
z = ±1000, where softmax itself is 0 and has no logarithm.
"""
import numpy as np

from nn.exercises.sandbox.calls import call
from nn.exercises.exercise import Exercise, Mistake


def softmax(z):
    """softmax(z)ₖ = e^zₖ / Σⱼ e^zⱼ  along the last axis

    z       : (K,) or (m, K) array of numbers of any size: 1000 must not overflow
    Returns : array of the same shape, between 0 and 1; each example sums to 1
    """
    shifted = z - np.max(z, axis=-1, keepdims=True)
    e = np.exp(shifted)
    return e / np.sum(e, axis=-1, keepdims=True)


def softmax_cost(Z, Y):
    """J = −1/m Σᵢ log softmax(zᵢ)  at the right class of each example i

    Z       : (m, K) inputs of the output units, numbers of any size
    Y       : (m, K) one-hot rows
    Returns : float, nats per example, finite for every Z
    """
    m = len(Z)
    below = Z - Z.max(axis=1, keepdims=True)
    logarithm = below - np.log(np.exp(below).sum(axis=1, keepdims=True))
    return -(Y * logarithm).sum() / m


# --- how it is checked ---

def one_hot_rows(columns, K):
    return np.eye(K)[columns]


#: whole numbers, exact in float32: rows that overflow, a row far below the others, two with a wide spread
LARGE = np.array([[1000.0, 1001.0, 999.0], [-1000.0, -1003.0, -1001.0], [400.0, -800.0, 401.0], [1000.0, -1000.0, 0.0],
                  [2.0, 0.0, -1.0]])
#: two rows far from each other; without a shift no exponential overflows, and no probability is 0 or 1
APART = np.array([[400.0, 401.0, 399.0], [-398.0, -400.0, -399.0]])
SHIFTED, TOTAL = "z - np.max(z, axis=-1, keepdims=True)", "np.sum(e, axis=-1, keepdims=True)"
BELOW, LOG = "Z - Z.max(axis=1, keepdims=True)", "below - np.log(np.exp(below).sum(axis=1, keepdims=True))"
SUMMED = "-(Y * logarithm).sum() / m"
RATIO, PICKED = "np.exp(below) / np.exp(below).sum(axis=1, keepdims=True)", "logarithm[Y == 1]"
LOG_OF_SOFTMAX = f"np.log({RATIO})"
LIMITED = [f"np.log({limited})" for number in (1e-15, 1e-12, 1e-10, 1e-9, 1e-8, 1e-7, 1e-6, 1e-5)
           for limited in (f"np.maximum({RATIO}, {number})", f"{RATIO} + {number}")]
#: the cost of z as they are: log Σ or log of softmax, at all classes or at the right one
UNSHIFTED = ({BELOW: "Z"}, {BELOW: "Z", "Y * logarithm": PICKED}, {BELOW: "Z", LOG: LOG_OF_SOFTMAX},
             {BELOW: "Z", LOG: LOG_OF_SOFTMAX, "Y * logarithm": PICKED})
BOTH_UNSHIFTED = tuple({SHIFTED: "z"} | edits for edits in UNSHIFTED)


def calls_of(rng):
    """Inputs of order 1, random ones but for integers, and large ones."""
    return [call("softmax", rng.normal(scale=2, size=(5, 3))), call("softmax", rng.normal(scale=2, size=5)),
            call("softmax", rng.normal(scale=2, size=(4, 4))), call("softmax", LARGE),
            call("softmax", np.array([[3, 1, 0], [0, 2, 2]])),
            call("softmax_cost", rng.normal(scale=2, size=(7, 3)), one_hot_rows([2, 0, 1, 1, 0, 2, 1], 3)),
            call("softmax_cost", rng.normal(scale=2, size=(6, 4)), one_hot_rows([0, 3, 1, 2, 0, 0], 4)),
            call("softmax_cost", LARGE, one_hot_rows([1, 2, 1, 1, 0], 3)),
            call("softmax_cost", 1000 + np.array([[0.0, 1.0, -1.0], [2.0, 0.0, 1.0], [-3.0, 1.0, 1.0],
                                                  [0.0, 2.0, 5.0]]), one_hot_rows([1, 2, 0, 0], 3)),
            call("softmax_cost", APART, one_hot_rows([1, 2], 3)),
            call("softmax_cost", np.array([[1000.0, -1000.0, 0.0], [-1000.0, 998.0, 1000.0], [7.0, 1000.0, 999.0]]),
                 one_hot_rows([0, 1, 0], 3))]


def draw(rng):
    return [shuffled(rng, one) for one in calls_of(rng)]


def shuffled(rng, one):
    """A call with its classes, and its examples where there are some, in another order."""
    z, *others = one.arguments
    classes = rng.permutation(z.shape[-1])
    rows = rng.permutation(len(z)) if z.ndim == 2 else ...
    return call(one.function, *(array[rows][..., classes] for array in (z, *others)))


EXERCISE = Exercise(
    title="Softmax", file="activations.py",
    formulas={"softmax": r"\operatorname{softmax}(z)_k = \frac{e^{z_k}}{\sum_{j=1}^{K} e^{z_j}}",
              "softmax_cost": r"J = -\frac{1}{m} \sum_{i=1}^{m} \log \operatorname{softmax}(z_i)_{k(i)}, \qquad "
                              r"k(i) \text{ the right class of example } i"},
    lecture="beyond the lectures: the classes of week 3's one-vs-all in one distribution",
    points=0, bonus=True, noun="inputs", names={"softmax": "softmax(z)"},
    calls=calls_of(np.random.default_rng(16)), draw=draw,
    hints=("What happens to softmax when the same number is subtracted from every z of an example, and which number "
           "makes the largest exponential e⁰?",
           "The sum of an example runs along the last axis, and must keep that axis so that the rows can be divided by "
           "it. For the cost, write down log(e^zₖ / Σⱼ e^zⱼ) and simplify it before you compute anything.",
           "log softmax(z)ₖ = (zₖ − max z) − log Σⱼ e^(zⱼ − max z): the sum is at least 1, so its logarithm is safe. "
           "Multiply by Y, so that only the right class of each example remains, sum, and divide by −m."),
    mistakes=[
        Mistake("sm-no-shift", {SHIFTED: "z"}, "softmax overflows for large z",
                "What is exp(1000) on your computer, and what is softmax when a whole row is exp(-1000)?",
                "e¹⁰⁰⁰ is inf, and inf / inf is nan; far below 0 all exponentials are 0, and 0 / 0 is nan, too. "
                "Subtract the largest z of each example first: the result is the same, and all exponentials are "
                "between 0 and 1."),
        Mistake("sm-sc-no-shift", BOTH_UNSHIFTED[0], "softmax and softmax_cost overflow for large z",
                "What is exp(1000) on your computer, and what becomes of a row in which all exponentials are 0?",
                "e^z is inf where z is large, and 0 where it is far below 0, and so is the sum over an example. "
                "Subtract the largest z of each example first, in both functions: nothing else changes, and no "
                "exponential is above 1.",
                same_as="sm-sc-no-shift", also=BOTH_UNSHIFTED[1:]),
        Mistake("sm-global-max", {SHIFTED: "z - np.max(z)"},
                "softmax subtracts the largest z of all examples instead of each example's own",
                "What is left of a row around −1000 when you subtract 1000 from it?",
                "Every row needs its own maximum: for an example far below the largest of all, all exponentials are 0, "
                "and 0 / 0 is nan."),
        Mistake("sm-smallest", {SHIFTED: "z - np.min(z, axis=-1, keepdims=True)"},
                "softmax subtracts the smallest z instead of the largest",
                "What is the largest exponent after your shift?",
                "Any shift cancels, but only that of the largest z makes the largest exponent 0: yours is above 0, and "
                "its exponential can overflow."),
        Mistake("sm-shift-plus", {SHIFTED: "z + np.max(z, axis=-1, keepdims=True)"},
                "softmax adds the maximum instead of subtracting it",
                "What should the largest exponent be after the shift?",
                "Any shift cancels, but only one that makes the largest exponent 0 keeps the exponentials finite."),
        Mistake("sm-axis-0", {TOTAL: "np.sum(e, axis=0, keepdims=True)"},
                "softmax divides by the sum over the examples",
                "Which sums of the result should be 1: those of the rows, or those of the columns?",
                "In an (m, K) array a row is an example; its K classes are along the last axis, and they sum to 1.",
                also=tuple({SHIFTED: f"z - np.max(z{axis})", TOTAL: "np.sum(e, axis=0)"} for axis in ("", ", axis=0"))),
        Mistake("sm-sum-all", {TOTAL: "np.sum(e)"}, "softmax divides by the sum over all examples and classes",
                "What is the sum of each row of your result, and what should it be?",
                "np.sum without an axis sums everything: all examples together sum to 1, not each of them."),
        Mistake("sm-sum-no-keepdims", {TOTAL: "np.sum(e, axis=-1)"}, "the row sums of softmax lose their axis",
                "What is the shape of your sums, and how does NumPy broadcast it to the shape of z?",
                "Sums of shape (m,) are aligned with the columns: that is an error where m is not K, and where it is, "
                "each column is divided by the sum of a row. keepdims=True makes them (m, 1)."),
        Mistake("sm-max-no-keepdims", {SHIFTED: "z - np.max(z, axis=-1)"},
                "the row maxima of softmax lose their axis",
                "What is the shape of your maxima, and how does NumPy broadcast it to the shape of z?",
                "Maxima of shape (m,) are aligned with the columns: that is an error where m is not K, and a wrong "
                "shift where it is. keepdims=True makes them (m, 1)."),
        Mistake("sm-axis-1", {SHIFTED: "z - np.max(z, axis=1, keepdims=True)",
                              TOTAL: "np.sum(e, axis=1, keepdims=True)"},
                "softmax assumes that z has two axes",
                "A single example has the shape (K,): which axis is its last one?",
                "axis=1 exists only where there are rows; the last axis is -1, however many there are."),
        Mistake("sm-no-exp", {"np.exp(shifted)": "shifted"},
                "softmax divides z itself by its sum, without exponentials",
                "Can your result be negative?",
                "Shares of z are not probabilities: z may be negative, and its sum may be 0. Exponentials are "
                "positive."),
        Mistake("sm-not-normalized", {f"e / {TOTAL}": "e"}, "the exponentials of softmax are not divided by their sum",
                "What is the sum of each row of your result?",
                "Exponentials become probabilities only when they are divided by their sum."),
        Mistake("sm-sigmoid", {f"e / {TOTAL}": "1 / (1 + np.exp(-z))"}, "softmax returns the sigmoid",
                "What is the sum of each row of your result, and does the value for a class depend on the z of the "
                "others?",
                "The sigmoid depends on one unit alone. In softmax the classes share a sum of 1."),
        Mistake("sm-whole-numbers",
                {"    e = np.exp(shifted)": "    e = np.zeros_like(z)\n    e[...] = np.exp(shifted)"},
                "for an array of integers, softmax truncates its exponentials to integers",
                "Your function is right for floats. What is the dtype of zeros_like(z) when z contains integers?",
                "An integer array keeps only the 1 of the largest z and truncates the rest to 0: give it a dtype, or "
                "do without it."),
        Mistake("sm-in-place", {f"    shifted = {SHIFTED}":
                                "    z -= np.max(z, axis=-1, keepdims=True)\n    shifted = z"},
                "softmax writes its shift into the caller's z",
                "Is the caller's z the same after the call as before it?",
                "-= changes the array itself, which belongs to the caller. z = z - … creates a new one."),
        Mistake("sc-no-m", {SUMMED: "-(Y * logarithm).sum()"},
                "softmax_cost sums over the examples instead of averaging",
                "Should the cost double when every example appears twice?",
                "The cost is a mean: divide the sum by the number of examples."),
        Mistake("sc-mean-all", {SUMMED: "-(Y * logarithm).mean()"}, "softmax_cost averages over the classes, too",
                "How many numbers do you average, and how many should you average?",
                "Each example has one right class, so there are m numbers to average; the mean of Y times anything "
                "runs over m·K numbers, most of which are 0."),
        Mistake("sc-sign", {SUMMED: "(Y * logarithm).sum() / m"}, "the sign of softmax_cost is reversed",
                "What is the sign of the logarithm of a probability, and what is the sign of a cost?",
                "A probability is at most 1, so its logarithm is at most 0: the cost is the negative of that."),
        Mistake("sc-all-classes", {"Y * logarithm": "logarithm"},
                "softmax_cost sums over all classes instead of taking the right one",
                "Where does your cost use which class is the right one?",
                "Only −log softmax at the right class counts; without Y, all other classes are added as well."),
        Mistake("sc-best-class", {"(Y * logarithm)": "logarithm.max(axis=1)"},
                "softmax_cost takes the most probable class instead of the right one",
                "Where does your cost use which class is the right one?",
                "A network that is confident of the wrong class must have a high cost. Yours penalizes only doubt: "
                "take the class given by Y."),
        Mistake("sc-not-scalar", {SUMMED: "-(Y * logarithm).sum(axis=1)"},
                "softmax_cost returns one number for each example",
                "How many numbers is a cost?",
                "What you return is right for each example; the cost is the mean of these numbers."),
        Mistake("sc-log10", {LOG: f"({LOG}) / np.log(10)"}, "softmax_cost uses the logarithm to base 10",
                "Which logarithm has the derivative 1/x?",
                "The cost is measured in nats: use the natural logarithm, which NumPy calls log."),
        Mistake("sc-log-of-softmax", {LOG: LOG_OF_SOFTMAX},
                "softmax_cost computes log(0), and 0 times that is nan",
                "What is the logarithm of softmax where z is 1000 below the largest, and what is 0 times that?",
                "softmax underflows to 0 there, log(0) is −inf, and 0 · −inf is nan. Simplify log(e^z / sum) on paper "
                "first: log(e^z) is simply z."),
        Mistake("sc-log-of-picked", {LOG: LOG_OF_SOFTMAX, "Y * logarithm": PICKED},
                "softmax_cost becomes inf where softmax is 0 at the right class",
                "What is the logarithm of softmax where z is 1000 below the largest, and what should the cost be "
                "there?",
                "softmax underflows to 0 there, and log(0) is −inf, although the cost is only about 1000. Simplify "
                "log(e^z / sum) on paper first: log(e^z) is simply z."),
        Mistake("sc-clipped",
                {LOG: LIMITED[0]}, "softmax_cost limits the probabilities from below by a small number",
                "How large can your cost become for one example, and how large should it be where z is 2000 below the "
                "largest?",
                "A lower bound such as 1e-15, or 1e-15 added, avoids log(0), but then no example costs more than 34.5. "
                "The cost has no upper bound, and can be computed from z without such a number.",
                also=tuple({LOG: limited} for limited in LIMITED[1:])),
        Mistake("sc-no-shift", UNSHIFTED[0], "softmax_cost overflows for large Z",
                "What is exp(1000) on your computer, and what is the logarithm of a sum of exp(-1000)?",
                "e^z is inf where z is large, and 0 where it is far below 0, and so is the sum over a row. Subtract "
                "the largest z of each row first, as in softmax.",
                also=UNSHIFTED[1:]),
        Mistake("sc-global-max", {BELOW: "Z - Z.max()"},
                "softmax_cost subtracts the largest z of all examples instead of each example's own",
                "What is left of a row around −1000 when you subtract 1000 from it?",
                "Every row needs its own maximum: for an example far below the largest of all, all exponentials are 0, "
                "and so is their sum."),
        Mistake("sc-axis-0", {"np.exp(below).sum(axis=1": "np.exp(below).sum(axis=0"},
                "softmax_cost sums the exponentials over the examples",
                "Which exponentials are in the denominator of one example's softmax?",
                "In an (m, K) array a row is an example; its K classes are along axis 1."),
        Mistake("sc-no-keepdims", {"np.exp(below).sum(axis=1, keepdims=True)": "np.exp(below).sum(axis=1)"},
                "the row sums of softmax_cost lose their axis",
                "What is the shape of your sums, and how does NumPy broadcast it to the shape of Z?",
                "Sums of shape (m,) are aligned with the K columns, which does not fit. keepdims=True makes them (m, "
                "1)."),
        Mistake("sc-twice", {"m = len(Z)": "m, Z = len(Z), softmax(Z)"}, "softmax_cost applies softmax twice",
                "Do you start from z or from probabilities, and what is done to them next?",
                "The formula starts from z itself. Yours treats probabilities as if they were z, which makes all "
                "classes look almost equal."),
        Mistake("sc-binary", {SUMMED: "(np.logaddexp(0, Z) - Y * Z).sum() / m"},
                "softmax_cost is the cost of K sigmoids",
                "Which outputs does −y log a − (1 − y) log(1 − a) belong to?",
                "That is exercise 6, where every unit is a classifier of its own. With softmax there is one term for "
                "each example: the logarithm at the right class."),
        Mistake("sc-other-classes", {"Y * logarithm": "Y * logarithm + (1 - Y) * np.log(1 - np.exp(logarithm))"},
                "softmax_cost adds log(1 − a) for the wrong classes, too",
                "Which outputs does −y log a − (1 − y) log(1 − a) belong to?",
                "The second term belongs to sigmoids. With softmax the other classes are already in the denominator: "
                "there is one term for each example, the logarithm at the right class."),
        Mistake("sc-in-place", {f"    below = {BELOW}": "    Z -= Z.max(axis=1, keepdims=True)\n    below = Z"},
                "softmax_cost writes its shift into the caller's Z",
                "Is the caller's Z the same after the call as before it?",
                "-= changes the array itself, which belongs to the caller. Z = Z - … creates a new one."),
    ])
