"""Exercise 18. Adagrad with a clipped gradient

One learning rate for all weights is too large for some and too small for others. Adagrad gives each its own: it adds up
the squares of all gradients so far in an accumulator G, entry by entry, and divides the step by √G. What has moved
much, moves less. A single wild batch would spoil G forever: so a gradient that is longer than largest_norm is first
shortened to that length, keeping its direction. Return new arrays; the ones you got stay as they are.
"""
import numpy as np

from nn.exercises.sandbox.calls import call
from nn.exercises.exercise import Exercise, Mistake


def adagrad_step(theta, accumulator, gradient, learning_rate, largest_norm):
    """g ← g · min(1, c / ‖g‖),   G ← G + g²,   θ ← θ − η g / √G,   entry by entry but for the length ‖g‖

    theta         : (p,) all weights
    accumulator   : (p,) G > 0, of the step before
    gradient      : (p,) g = ∂J/∂θ at theta, of one batch; all of it may be 0
    learning_rate : η > 0
    largest_norm  : c > 0, the length above which a gradient is shortened
    Returns       : (theta, accumulator), two new (p,) arrays
    """
    length = np.sqrt(np.sum(gradient ** 2))
    if length > largest_norm:
        gradient = gradient * largest_norm / length
    accumulator = accumulator + gradient ** 2
    theta = theta - learning_rate * gradient / np.sqrt(accumulator)
    return theta, accumulator


# --- how it is checked ---

RNG = np.random.default_rng(18)


def inputs(p, scale, learning_rate, largest_norm):
    theta, accumulator, gradient = RNG.normal(size=p), RNG.uniform(0.1, 3, size=p), scale * RNG.normal(size=p)
    return call("adagrad_step", theta, accumulator, gradient, learning_rate, largest_norm)


LONG, SHORTENED = "length > largest_norm", "gradient * largest_norm / length"
WHOLE = {"    length =": "    whole = gradient\n    length ="}

EXERCISE = Exercise(
    title="Adagrad", file="solvers.py",
    lecture="Week 10, stochastic gradient descent convergence; beyond it: a learning rate for each weight",
    points=0, bonus=True, noun="inputs", names={"adagrad_step": ("new theta", "new accumulator")},
    calls=[inputs(7, 4.0, 0.3, 5.0), inputs(5, 0.4, 0.7, 3.0), inputs(6, 30.0, 0.05, 2.5),
           call("adagrad_step", np.array([3.0, -1.0, 0.5]), np.array([0.1, 0.1, 0.1]), np.zeros(3), 0.1, 1.3),
           call("adagrad_step", np.array([3.0, -1.0, 0.5, 2.0]), np.array([0.1, 0.4, 2.0, 0.3]),
                np.array([1.5, 0.0, -2.0, 0.0]), 0.2, 1.6)],
    hints=("The three arrows are three steps, each of which uses the results of those before it. Which one needs a "
           "number for the whole gradient, and which ones go entry by entry?",
           "‖g‖ is the root of the sum of squares. Only a gradient that is longer than largest_norm is changed: it is "
           "multiplied by one number, so that its direction stays.",
           "Multiply a long gradient by largest_norm / ‖g‖. Add its squares to the accumulator, under a new name. Then "
           "subtract η times the gradient, divided by the root of the new accumulator."),
    mistakes=[
        Mistake("ad-no-clip", {LONG: "False"}, "a long gradient is not shortened",
                "What happens to your theta and accumulator when a gradient is a thousand times as long?",
                "A gradient longer than largest_norm must be multiplied by largest_norm / ‖g‖ before anything else."),
        Mistake("ad-always-clip", {LONG: "True"}, "a short gradient is made longer",
                "What becomes of a gradient whose length is below largest_norm?",
                "largest_norm is a limit: a shorter gradient stays as it is. (And where all of it is 0, the division "
                "gives nan.)"),
        Mistake("ad-clip-short", {LONG: "length < largest_norm"}, "short gradients are changed, long ones are not",
                "In which case is the gradient to be changed?",
                "Your comparison is the wrong way round: the limit concerns gradients that are longer than "
                "largest_norm."),
        Mistake("ad-clip-entries", {SHORTENED: "np.clip(gradient, -largest_norm, largest_norm)"},
                "each entry is clipped by itself, which turns the gradient's direction",
                "Does your shortened gradient still point in the same direction, and how long is it?",
                "np.clip cuts single entries off. All entries are to be multiplied by the same number, so that the "
                "length, not an entry, becomes largest_norm."),
        Mistake("ad-unit-length", {SHORTENED: "gradient / length"}, "a long gradient is shortened to the length 1",
                "How long is your gradient after it was shortened, and how long should it be?",
                "g / ‖g‖ has the length 1; the length wanted is largest_norm."),
        Mistake("ad-inverted", {SHORTENED: "gradient * length / largest_norm"}, "a long gradient is made longer",
                "Is your factor above 1 or below 1 when the gradient is too long?",
                "The fraction is upside down: largest_norm over the length is below 1 for a long gradient."),
        Mistake("ad-set-to-limit", {SHORTENED: "gradient * largest_norm"}, "the factor is not divided by the length",
                "How long is your gradient after it was shortened, and how long should it be?",
                "A gradient times c has c times its length. The length wanted is c itself: divide by the old length."),
        Mistake("ad-zeroed", {SHORTENED: "0 * gradient"}, "a long gradient is thrown away",
                "Where does your theta go when the gradient is long?",
                "A long gradient is shortened, not left out: its direction is as good as any other's."),
        Mistake("ad-length-squared", {"np.sqrt(np.sum(gradient ** 2))": "np.sum(gradient ** 2)"},
                "the length lacks its root",
                "How long is the vector (3, 4)?",
                "The sum of squares is the square of the length."),
        Mistake("ad-length-sum", {"np.sqrt(np.sum(gradient ** 2))": "np.sum(np.abs(gradient))"},
                "the length is the sum of the absolute values",
                "How long is the vector (3, 4)?",
                "‖g‖ is the Euclidean length: the root of the sum of squares, 5 for (3, 4)."),
        Mistake("ad-length-max", {"np.sqrt(np.sum(gradient ** 2))": "np.max(np.abs(gradient))"},
                "the length is the largest absolute value",
                "How long is the vector (3, 4)?",
                "‖g‖ is the Euclidean length: the root of the sum of squares, 5 for (3, 4)."),
        Mistake("ad-length-mean", {"np.sqrt(np.sum(gradient ** 2))": "np.sqrt(np.mean(gradient ** 2))"},
                "the length is the root of the mean square, not of the sum",
                "How long is the vector (3, 4)?",
                "A mean divides by p, the number of entries; the length does not."),
        Mistake("ad-clip-step-only", WHOLE | {"accumulator + gradient ** 2": "accumulator + whole ** 2"},
                "the accumulator gets the gradient as it was before it was shortened",
                "Which gradient does your accumulator add: before or after the first arrow?",
                "Shortening comes first, and everything after it uses the shortened gradient. Otherwise one wild "
                "batch makes all later steps tiny."),
        Mistake("ad-clip-sum-only", WHOLE | {"learning_rate * gradient": "learning_rate * whole"},
                "theta moves by the gradient as it was before it was shortened",
                "Which gradient does your step use: before or after the first arrow?",
                "Shortening comes first, and everything after it uses the shortened gradient."),
        Mistake("ad-no-root", {"/ np.sqrt(accumulator)": "/ accumulator"}, "the step is divided by G instead of √G",
                "If all gradients are doubled, should Adagrad's step change?",
                "G holds squares. Divided by its root, the step no longer depends on the gradient's scale; divided "
                "by G, steps shrink when gradients grow."),
        Mistake("ad-no-square", {"accumulator + gradient ** 2": "accumulator + gradient"},
                "the accumulator adds gradients without squaring them",
                "Can your accumulator become negative?",
                "G adds up squares; plain gradients cancel each other, and a negative G has no root."),
        Mistake("ad-absolute", {"accumulator + gradient ** 2": "accumulator + np.abs(gradient)"},
                "the accumulator adds absolute values instead of squares",
                "What is squared in the second arrow?",
                "G adds up g², whose root has the scale of a gradient; the root of absolute values has not."),
        Mistake("ad-not-accumulated", {"accumulator + gradient ** 2": "gradient ** 2"},
                "the accumulator forgets the steps before",
                "Does your step depend on the accumulator that was handed in?",
                "g² has to be added to the accumulator. Alone, it turns every step into ±η, and into 0 / 0 where g "
                "is 0."),
        Mistake("ad-running-mean", {"accumulator + gradient ** 2": "0.9 * accumulator + 0.1 * gradient ** 2"},
                "this is RMSprop: a running mean of squares instead of their sum",
                "Can your accumulator become smaller?",
                "Adagrad adds up all squares and forgets none; RMSprop takes a running mean of them."),
        Mistake("ad-one-rate", {"accumulator + gradient ** 2": "accumulator + np.sum(gradient ** 2)"},
                "all entries of the accumulator add the same number",
                "Where a gradient is 0, by how much should its entry of the accumulator grow?",
                "The squares are added entry by entry; with their sum, all weights share one learning rate."),
        Mistake("ad-old-accumulator", {"    length =": "    before = accumulator\n    length =",
                                       "np.sqrt(accumulator)": "np.sqrt(before)"},
                "the step is divided by the root of the old accumulator",
                "Which G does the third arrow use: the one before or the one after the second arrow?",
                "The accumulator is renewed first, and the step is divided by the root of the new one."),
        Mistake("ad-uphill", {"theta - learning_rate": "theta + learning_rate"}, "theta steps uphill",
                "Does the gradient point to where the cost rises or to where it falls?",
                "The gradient points uphill; the step goes against it."),
        Mistake("ad-no-rate", {"learning_rate * gradient": "gradient"},
                "the step is not multiplied by the learning rate",
                "Does your step change when the learning rate does?",
                "The step is η g / √G; yours lacks the η."),
        Mistake("ad-plain-descent", {" / np.sqrt(accumulator)": ""}, "the step is not divided by √G",
                "Does your step depend on the accumulator?",
                "That is plain gradient descent: the division by the root of the accumulator is what Adagrad is "
                "about."),
        Mistake("ad-step-returned", {"theta - learning_rate": "-learning_rate"},
                "the step is returned instead of the new theta",
                "Where is theta when it has made the step?",
                "The first thing to return is theta minus the step."),
        Mistake("ad-accumulator-not-kept",
                {"accumulator = accumulator + gradient ** 2": "total = accumulator + gradient ** 2",
                 "np.sqrt(accumulator)": "np.sqrt(total)"},
                "the accumulator that is returned is the old one",
                "What will the next step know of this one?",
                "Your theta is right, but the new accumulator is lost: the second thing to return is the one that you "
                "divided by."),
        Mistake("ad-swapped", {"return theta, accumulator": "return accumulator, theta"},
                "theta and accumulator are returned in the wrong order",
                "Which of the two does the caller take for theta?",
                "The docstring says (theta, accumulator): the other way round, the next step takes squares for "
                "weights."),
        Mistake("ad-only-theta", {"return theta, accumulator": "return theta"}, "the accumulator is not returned",
                "What will the next step know of this one?",
                "The new accumulator is needed for the next step: return it beside theta."),
        Mistake("ad-gradient-in-place", {f"gradient = {SHORTENED}": "gradient *= largest_norm / length"},
                "it shortens the caller's gradient",
                "After the call, is the caller's gradient still what it was?",
                "*= writes into the array itself, which belongs to the caller. Make a new array."),
        Mistake("ad-accumulator-in-place",
                {"accumulator = accumulator + gradient ** 2": "accumulator += gradient ** 2"},
                "it changes the caller's accumulator",
                "After the call, is the caller's accumulator still what it was?",
                "+= writes into the array itself, which belongs to the caller. Make a new array."),
        Mistake("ad-theta-in-place", {"theta = theta - learning_rate": "theta -= learning_rate"},
                "it changes the caller's theta",
                "After the call, is the caller's theta still what it was?",
                "-= writes into the array itself, which belongs to the caller; an optimizer that wants to go back to "
                "its best theta no longer has it. Make a new array."),
    ])
