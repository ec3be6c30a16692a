"""Exercise 3. The sigmoid

Every unit of the network squashes its input z into a number between 0 and 1: g(z) = 1 / (1 + e⁻ᶻ). Write it so that it
works for a single number as well as for an array of any shape, entry by entry. (For a very negative z, e⁻ᶻ overflows to
infinity; the result, 0, is right all the same.)
"""
import numpy as np

from nn.exercises.sandbox.calls import call
from nn.exercises.exercise import Exercise, Mistake


def sigmoid(z):
    """g(z) = 1 / (1 + e⁻ᶻ)

    z       : number or array of any shape
    Returns : the same shape, between 0 and 1
    """
    return 1 / (1 + np.exp(-np.asarray(z)))


# --- how it is checked ---

Z = np.random.default_rng(3).normal(scale=3, size=(4, 3))

def calls_of(Z, whole, some, far):
    """0, an array, whole numbers, and what overflows where e to the power of it is computed."""
    return [call("sigmoid", 0.0), call("sigmoid", whole), call("sigmoid", Z), call("sigmoid", np.array(some)),
            call("sigmoid", np.array([-far, far]))]


def draw(rng):
    a, b = map(int, rng.integers(1, 5, size=2))
    return calls_of(rng.normal(scale=3, size=(4, 3)), int(rng.integers(2, 5)), [-a, 0, b], rng.uniform(800, 2000))


EXERCISE = Exercise(
    title="Sigmoid", file="activations.py",
    formulas={"sigmoid": r"g(z) = \frac{1}{1 + e^{-z}}"},
    lecture="Week 3, hypothesis representation; exercise 4, section 1.3", points=0, noun="inputs",
    places={"sigmoid": "the sigmoid"}, expected_warnings=("overflow encountered in exp",),
    calls=calls_of(Z, 2, [-3, 0, 1], 1000.0), draw=draw,
    hints=("Which NumPy function computes e to the power of each entry of an array?",
           "Start with e⁻ᶻ for the whole array, and build the fraction around it. You need neither a loop nor an if.",
           "np.exp(-z) is an array like z; adding 1 to it and dividing 1 by the sum work entry by entry, too. Mind the "
           "parentheses around the denominator."),
    mistakes=[
        Mistake("sig-sign", {"np.exp(-": "np.exp("}, "the exponent has the wrong sign",
                "Which way should the curve go when z grows, and what must it be for z = 1000?",
                "You compute 1 / (1 + e^z), which is 1 − g(z): the curve falls where it should rise."),
        Mistake("sig-one-minus-exp", {"(1 + np": "(1 - np"}, "the denominator subtracts e⁻ᶻ",
                "What is your denominator at z = 0?",
                "1 − e⁻ᶻ is 0 at z = 0 and negative for z < 0: the formula has a plus sign."),
        Mistake("sig-parentheses", {"1 / (1 + np.exp(-np.asarray(z)))": "1 / 1 + np.exp(-np.asarray(z))"},
                "the denominator has no parentheses",
                "In which order does Python evaluate 1 / 1 + x?",
                "Division comes before addition, so 1 / 1 + e⁻ᶻ is 1 + e⁻ᶻ, which is above 1."),
        Mistake("sig-exp-over-exp", {"1 / (1 + np.exp(-np.asarray(z)))": "np.exp(z) / (1 + np.exp(z))"},
                "e^z / (1 + e^z) becomes nan for large z",
                "What is exp(1000) on your computer, and can the formula avoid computing it?",
                "Mathematically it is the same, but inf / inf is nan; with e⁻ᶻ in the denominator, the worst case is 1 "
                "/ inf = 0."),
        Mistake("sig-tanh", {"1 / (1 + np.exp(-np.asarray(z)))": "np.tanh(z)"}, "this is the hyperbolic tangent",
                "What is the smallest value that your function can take, and what should it be?",
                "tanh z ranges from −1 to 1; the sigmoid is (1 + tanh(z/2)) / 2 and ranges from 0 to 1."),
        Mistake("sig-tanh-of-z", {"1 / (1 + np.exp(-np.asarray(z)))": "(1 + np.tanh(z)) / 2"},
                "tanh of z is used instead of tanh of z/2",
                "How steep should the curve be at 0, and how steep is yours?",
                "(1 + tanh z) / 2 is 1 / (1 + e⁻²ᶻ), which is twice as steep: the sigmoid is (1 + tanh(z/2)) / 2.",
                same_as="sig-tanh-of-z"),
        Mistake("sig-integer-result",
                {"    return 1 / (1 + np.exp(-np.asarray(z)))":
                 "    g = np.zeros_like(z)\n    g[...] = 1 / (1 + np.exp(-np.asarray(z)))\n    return g"},
                "an array of integers gives only zeros",
                "Your function is right for floats. What is the dtype of zeros_like(z) when z contains integers?",
                "The result has the dtype of z, and an integer array truncates 0.95 to 0: give zeros_like a dtype, or "
                "do without it."),
        Mistake("sig-in-place",
                {"    return 1 / (1 + np.exp(-np.asarray(z)))":
                 "    if np.ndim(z) == 0 or z.dtype.kind != 'f':\n        return 1 / (1 + np.exp(-z))\n"
                 "    z[...] = 1 / (1 + np.exp(-z))\n    return z"},
                "the result is written into the caller's z",
                "Is the caller's z the same after the call as before it?",
                "The result is right, but backpropagation still needs z: sigmoid_gradient(z) would then get g(z). "
                "Return a new array."),
        Mistake("sig-scalar-if",
                {"    return 1 / (1 + np.exp(-np.asarray(z)))":
                 "    if z >= 0:\n        return 1 / (1 + np.exp(-z))\n    return np.exp(z) / (1 + np.exp(z))"},
                "a single if, and, or or max decides for the whole array",
                "The function is called with whole arrays. Which of your lines works only for a single number?",
                "A comparison of arrays, such as z >= 0, is a Boolean array, and if needs a single truth value. "
                "np.where decides entry by entry; in the sigmoid there is nothing to decide."),
        Mistake("sig-math-exp",
                {"import numpy as np": "import math\n\nimport numpy as np", "np.exp(-np.asarray(z))": "math.exp(-z)"},
                "an array is used where only a single number can be",
                "The function is called with whole arrays. Which of your lines works only for a single number?",
                "The functions of math (exp, pow, log) and float convert their argument to a single number and fail "
                "for an array; np.exp and np.log work entry by entry."),
    ])
