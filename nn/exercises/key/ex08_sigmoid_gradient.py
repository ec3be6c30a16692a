"""Exercise 8. The sigmoid gradient

How steep is the sigmoid at z? Its slope can be written in terms of its value alone: g′(z) = g(z) (1 − g(z)). It is 1/4
at z = 0 and goes to 0 far from it. Write it for a single number as well as for an array of any shape, entry by entry;
do not change z. sigmoid, which computes g(z), is imported for you.
"""
from nn import sigmoid
from nn.exercises.sandbox.calls import call
from nn.exercises.exercise import Exercise, Mistake


def sigmoid_gradient(z):
    """g′(z) = g(z) (1 − g(z)),  the slope at the INPUT z of a unit

    z       : number or array of any shape, the input of the sigmoid
    Returns : the same shape, between 0 and 1/4
    """
    g = sigmoid(z)
    return g * (1 - g)


# --- how it is checked ---

import numpy as np  # noqa: E402

Z = np.random.default_rng(8).normal(scale=3, size=(4, 3))
NUMPY = {"from nn import sigmoid": "import numpy as np\n\nfrom nn import sigmoid"}
SLOPE = "    return g * (1 - g)"


def calls_of(Z, whole, some, far):
    """An array, 0, whole numbers, and what overflows where e to the power of it is computed."""
    return [call("sigmoid_gradient", Z), call("sigmoid_gradient", 0.0), call("sigmoid_gradient", whole),
            call("sigmoid_gradient", np.array(some)), call("sigmoid_gradient", np.array(far))]


def draw(rng):
    a, b = map(int, rng.integers(1, 5, size=2))
    far = [-rng.uniform(800, 2000), rng.uniform(0.3, 0.8), rng.uniform(800, 2000)]
    whole = int(rng.choice([-4, -3, -2, 2]))            # above 2, 1 − g has too few digits in float32
    return calls_of(rng.normal(scale=3, size=(4, 3)), whole, [-a, 0, b], far)


EXERCISE = Exercise(
    title="Sigmoid gradient", file="activations.py",
    formulas={"sigmoid_gradient": r"g'(z) = g(z) \, \bigl(1 - g(z)\bigr)"},
    lecture="Week 5, backpropagation algorithm; exercise 4, section 2.1", points=5,
    noun="inputs", names={"sigmoid_gradient": "slope"}, places={"sigmoid_gradient": "the slope of the sigmoid"},
    calls=calls_of(Z, 2, [-3, 0, 1], [-1000.0, 0.5, 1000.0]), draw=draw,
    hints=("You need the value g(z) twice: which function gives it?",
           "Store g(z) under a name of its own, and build the formula from that name: z does not appear in it again.",
           "g and 1 minus g are arrays of the shape of z; * multiplies them entry by entry, whereas @ is the matrix "
           "product. You need neither a loop nor an if."),
    mistakes=[
        Mistake("sg-of-activation", {"sigmoid(z)": "z"}, "z is used as if it were the activation",
                "Do you multiply an activation, or the input of the activation function?",
                "z (1 − z) is the slope if z is already the output of the sigmoid. Here z is its input: compute g(z) "
                "first."),
        Mistake("sg-double-sigmoid", {"sigmoid(z)": "sigmoid(sigmoid(z))"}, "the sigmoid is applied twice",
                "Try z = 1000: how steep should the curve be there, and how steep is yours?",
                "Applied twice, the sigmoid only ranges from 0.5 to 0.731, and this slope never falls below 0.19. "
                "Apply it once."),
        Mistake("sg-sign", {"(1 - g)": "(g - 1)"}, "the sign is reversed",
                "Does the sigmoid rise or fall?",
                "It rises everywhere, so its slope is never negative: the factor is 1 minus g, not g minus 1."),
        Mistake("sg-plus", {"(1 - g)": "(1 + g)"}, "the second factor adds g instead of subtracting it",
                "How steep should the curve be at z = 1000, and how steep is yours?",
                "g (1 + g) goes to 2 for large z. The factor 1 minus g goes to 0, as the curve becomes flat."),
        Mistake("sg-is-sigmoid", {"g * (1 - g)": "g"}, "this is the sigmoid itself",
                "How steep should the curve be at z = 1000, and how steep is yours?",
                "This is the value of the sigmoid, not its slope: the second factor is missing."),
        Mistake("sg-one-minus-g", {"g * (1 - g)": "1 - g"}, "the first factor is missing",
                "How steep should the curve be at z = −1000, and how steep is yours?",
                "1 − g(z) goes to 1 for very negative z, where the curve is flat. It is only one of the two factors."),
        Mistake("sg-parentheses", {"(1 - g)": "1 - g"},
                "the slope is 0 everywhere without parentheses around the second factor",
                "In which order does Python evaluate g * 1 - g?",
                "The product comes before the difference, so g * 1 − g is g − g. The second factor needs parentheses."),
        Mistake("sg-one-minus-z", {"(1 - g)": "(1 - z)"}, "the second factor is 1 − z instead of 1 − g(z)",
                "Which of your two factors can be larger than 1?",
                "Both factors are made from g(z), which lies between 0 and 1; z itself does not appear again."),
        Mistake("sg-tanh", {"g * (1 - g)": "1 - g ** 2"}, "this is the formula for the slope of tanh",
                "How steep should the curve be at 0, and how steep is yours?",
                "1 − g² is the slope where g is the hyperbolic tangent. The slope of the sigmoid is g times 1 minus "
                "g."),
        Mistake("sg-square", {"(1 - g)": "(1 - g ** 2)"}, "the second factor squares g",
                "How steep should the curve be at 0, and how steep is yours?",
                "g (1 − g²) is 3/8 at z = 0, where it should be 1/4. The slope is g − g²: when you factor out g, no "
                "square is left inside the parentheses."),
        Mistake("sg-twice-first", {"(1 - g)": "g"}, "g is multiplied by itself",
                "How steep should the curve be at z = 1000, and how steep is yours?",
                "g² goes to 1 for large z. The second factor is 1 minus g, which goes to 0 there."),
        Mistake("sg-derivative-of-exp",
                NUMPY | {"sigmoid(z)": "np.exp(-np.asarray(z))", "g * (1 - g)": "-g / (1 + g) ** 2"},
                "a minus sign is missing in the chain rule",
                "The derivative of e⁻ᶻ brings one minus sign, that of 1/x another: what do the two give?",
                "Your formula is the negative of the slope, and it is nan for very negative z. With g(z) there is a "
                "simpler formula."),
        Mistake("sg-exp-overflow", NUMPY | {"sigmoid(z)": "np.exp(-np.asarray(z))", "g * (1 - g)": "g / (1 + g) ** 2"},
                "e⁻ᶻ / (1 + e⁻ᶻ)² becomes nan for very negative z",
                "What is exp(1000) on your computer, and can the formula avoid computing it?",
                "Mathematically it is the same, but inf / inf is nan. g(z) stays between 0 and 1: build the slope from "
                "it."),
        Mistake("sg-exp-overflow-up",
                NUMPY | {"sigmoid(z)": "np.exp(np.asarray(z))", "g * (1 - g)": "g / (1 + g) ** 2"},
                "e^z / (1 + e^z)² becomes nan for large z",
                "What is exp(1000) on your computer, and can the formula avoid computing it?",
                "Mathematically it is the same, but inf / inf is nan. g(z) stays between 0 and 1: build the slope from "
                "it."),
        Mistake("sg-matmul", {"g * (1 - g)": "g @ (1 - g)"}, "@ is a matrix product",
                "Do you need the slope of each entry, or a product of rows and columns?",
                "@ multiplies rows by columns and fails unless the array is square. The entrywise product is *.",
                elsewhere="a matrix product is taken instead of the product entry by entry"),
        Mistake("sg-dot", NUMPY | {"g * (1 - g)": "np.dot(g, 1 - g)"}, "np.dot is a matrix product",
                "Do you need the slope of each entry, or a product of rows and columns?",
                "np.dot multiplies rows by columns, and for vectors it returns a sum. The entrywise product is *.",
                elsewhere="a matrix product is taken instead of the product entry by entry"),
        Mistake("sg-loop-short", NUMPY | {SLOPE: "    slope = g * (1 - g)\n    if np.ndim(z) == 2:\n"
                                                 "        slope[-1] = slope[:, -1] = 0\n    return slope"},
                "the last row and the last column are never filled in",
                "Which entries of the result did you never write?",
                "range(n) already ends at n − 1. With range(n - 1), the last row and the last column stay 0."),
        Mistake("sg-loop-from-1", NUMPY | {SLOPE: "    slope = g * (1 - g)\n    if np.ndim(z) == 2:\n"
                                                  "        slope[0] = slope[:, 0] = 0\n    return slope"},
                "the first row and the first column are never filled in",
                "MATLAB counts from 1. Where does Python start?",
                "Row 0 and column 0 come first: a loop that starts at 1 leaves them at 0."),
        Mistake("sg-integer-result", NUMPY | {SLOPE: "    slope = np.zeros_like(z)\n    slope[...] = g * (1 - g)\n"
                                                     "    return slope"},
                "an array of integers gives only zeros",
                "Your function is right for floats. What is the dtype of zeros_like(z) when z contains integers?",
                "The result has the dtype of z, and an integer array truncates 0.2 to 0: give zeros_like a dtype, or "
                "do without it."),
        Mistake("sg-in-place",
                NUMPY | {SLOPE: "    if np.ndim(z) == 0 or z.dtype.kind != 'f':\n        return g * (1 - g)\n"
                                "    z[...] = g * (1 - g)\n    return z"},
                "the result is written into the caller's z",
                "Is the caller's z the same after the call as before it?",
                "The result is right, but z belongs to the caller, who may need it again. Return a new array."),
        Mistake("sg-sum", NUMPY | {"g * (1 - g)": "np.sum(g * (1 - g))"}, "the slopes are summed",
                "How many numbers do you return for an array of twelve?",
                "Each entry has a slope of its own: the result has the shape of z."),
    ])
