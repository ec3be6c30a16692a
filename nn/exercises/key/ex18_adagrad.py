"""Exercise 18. Adagrad with a clipped gradient

A single learning rate is too large for some weights and too small for others. Adagrad gives each weight its own: it
sums the squares of all gradients so far in an accumulator G, entry by entry, and divides the step by √G. What has moved
much moves less. A single extreme batch would spoil G forever, so a gradient longer than largest_norm is first shortened
to that length without changing its direction. Return new arrays; do not change the arguments.
"""
import numpy as np

from nn.exercises.sandbox.calls import call
from nn.exercises.exercise import Exercise, Mistake


def adagrad_step(theta, accumulator, gradient, learning_rate, largest_norm):
    """g ← g · min(1, c / ‖g‖),   G ← G + g²,   θ ← θ − η g / √G,   entry by entry except for the length ‖g‖

    theta         : (p,) all weights
    accumulator   : (p,) G > 0, of the previous step
    gradient      : (p,) g = ∂J/∂θ at theta, of one batch; all entries may be 0
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

def inputs(rng, p, scale, learning_rate, largest_norm):
    theta, accumulator, gradient = rng.normal(size=p), rng.uniform(0.1, 3, size=p), scale * rng.normal(size=p)
    return call("adagrad_step", theta, accumulator, gradient, learning_rate, largest_norm)


def calls_of(rng, theta, accumulator, gradient):
    """Random inputs with a long gradient, a short and a very long one; no gradient; a long one with zeros in it."""
    return [inputs(rng, 7, 4.0, 0.3, 5.0), inputs(rng, 5, 0.4, 0.7, 3.0), inputs(rng, 6, 30.0, 0.05, 2.5),
            call("adagrad_step", theta[:3], np.array([0.1, 0.1, 0.1]), np.zeros(3), 0.1, 1.3),
            call("adagrad_step", theta, accumulator, gradient, 0.2, 1.6)]


def draw(rng):
    gradient = rng.permutation([rng.uniform(1, 2), 0.0, -rng.uniform(1.5, 3), 0.0])
    return calls_of(rng, rng.normal(scale=2, size=4), rng.uniform(0.1, 2, size=4), gradient)


LONG, SHORTENED = "length > largest_norm", "gradient * largest_norm / length"
WHOLE = {"    length =": "    whole = gradient\n    length ="}

EXERCISE = Exercise(
    title="Adagrad", file="solvers.py",
    formulas={"adagrad_step": r"g \leftarrow g \cdot \min\Bigl(1, \frac{c}{\lVert g \rVert}\Bigr), \qquad "
                              r"G \leftarrow G + g^2, \qquad \theta \leftarrow \theta - \eta \frac{g}{\sqrt{G}}"},
    lecture="Week 10, stochastic gradient descent convergence; beyond it: a learning rate for each weight",
    points=0, bonus=True, noun="inputs", names={"adagrad_step": ("new theta", "new accumulator")},
    calls=calls_of(np.random.default_rng(18), np.array([3.0, -1.0, 0.5, 2.0]), np.array([0.1, 0.4, 2.0, 0.3]),
                   np.array([1.5, 0.0, -2.0, 0.0])), draw=draw,
    hints=("The three equations are three steps, each of which uses the results of those before it. Which one needs a "
           "number for the whole gradient, and which ones go entry by entry?",
           "‖g‖ is the root of the sum of squares. Only a gradient longer than largest_norm is changed: it is "
           "multiplied by a single number, so its direction stays the same.",
           "Multiply a long gradient by largest_norm / ‖g‖. Add its squares to the accumulator, under a new name. Then "
           "subtract η times the gradient, divided by the root of the new accumulator."),
    mistakes=[
        Mistake("ad-no-clip", {LONG: "False"}, "a long gradient is not shortened",
                "What happens to your theta and accumulator when a gradient is a thousand times as long?",
                "A gradient longer than largest_norm must be multiplied by largest_norm / ‖g‖ before anything else."),
        Mistake("ad-always-clip", {LONG: "True"}, "a short gradient is lengthened",
                "What happens to a gradient whose length is below largest_norm?",
                "largest_norm is a limit: a shorter gradient stays as it is. (And where all entries are 0, the "
                "division gives nan.)"),
        Mistake("ad-clip-short", {LONG: "length < largest_norm"}, "short gradients are changed, long ones are not",
                "In which case should the gradient be changed?",
                "Your comparison is the wrong way round: the limit applies to gradients that are longer than "
                "largest_norm."),
        Mistake("ad-clip-entries", {SHORTENED: "np.clip(gradient, -largest_norm, largest_norm)"},
                "each entry is clipped separately, which changes the gradient's direction",
                "Does your shortened gradient still point in the same direction, and how long is it?",
                "np.clip limits each entry. All entries must be multiplied by the same number, so that the length, not "
                "an entry, becomes largest_norm."),
        Mistake("ad-unit-length", {SHORTENED: "gradient / length"}, "a long gradient is shortened to length 1",
                "How long is your gradient after it is shortened, and how long should it be?",
                "g / ‖g‖ has length 1; it should have length largest_norm."),
        Mistake("ad-inverted", {SHORTENED: "gradient * length / largest_norm"}, "a long gradient is lengthened",
                "Is your factor above 1 or below 1 when the gradient is too long?",
                "The fraction is upside down: largest_norm divided by the length is below 1 for a long gradient."),
        Mistake("ad-set-to-limit", {SHORTENED: "gradient * largest_norm"}, "the factor is not divided by the length",
                "How long is your gradient after it is shortened, and how long should it be?",
                "A gradient times c has c times its length. The length should be c itself: divide by the old length."),
        Mistake("ad-zeroed", {SHORTENED: "0 * gradient"}, "a long gradient is discarded",
                "Where does your theta move when the gradient is long?",
                "A long gradient is shortened, not left out: its direction is as good as any other."),
        Mistake("ad-length-squared", {"np.sqrt(np.sum(gradient ** 2))": "np.sum(gradient ** 2)"},
                "the square root is missing in the length",
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
                "the accumulator adds the gradient from before it was shortened",
                "Which gradient does your accumulator add: the one before or the one after the first equation?",
                "Shortening comes first, and everything after it uses the shortened gradient. Otherwise one extreme "
                "batch makes all later steps tiny."),
        Mistake("ad-clip-sum-only", WHOLE | {"learning_rate * gradient": "learning_rate * whole"},
                "theta moves by the gradient from before it was shortened",
                "Which gradient does your step use: the one before or the one after the first equation?",
                "Shortening comes first, and everything after it uses the shortened gradient."),
        Mistake("ad-no-root", {"/ np.sqrt(accumulator)": "/ accumulator"}, "the step is divided by G instead of √G",
                "If all gradients are doubled, should Adagrad's step change?",
                "G is a sum of squares. Divided by its root, the step does not depend on the scale of the gradients; "
                "divided by G, steps shrink when gradients grow."),
        Mistake("ad-small-number", {"/ np.sqrt(accumulator)": "/ (np.sqrt(accumulator) + 1e-3)"},
                "a small number is added to √G, which changes the step",
                "Can G be 0 here, and what does the number that you add do to all other steps?",
                "A small number in the denominator, which many programs have, prevents a division by 0, but makes "
                "every step a little shorter. The accumulator here starts above 0, so the formula works as it is.",
                same_as="ad-small-number",
                also=(*({"/ np.sqrt(accumulator)": f"/ {root}"} for number in (1e-4, 1e-3, 1e-2) for root in (
                f"(np.sqrt(accumulator) + {number})", f"np.sqrt(accumulator + {number})")),)),
        Mistake("ad-no-square", {"accumulator + gradient ** 2": "accumulator + gradient"},
                "the accumulator adds gradients without squaring them",
                "Can your accumulator become negative?",
                "G sums squares; plain gradients cancel each other, and a negative G has no root."),
        Mistake("ad-absolute", {"accumulator + gradient ** 2": "accumulator + np.abs(gradient)"},
                "the accumulator adds absolute values instead of squares",
                "What is squared in the second equation?",
                "G sums g², whose root has the scale of a gradient; the root of a sum of absolute values does not."),
        Mistake("ad-not-accumulated", {"accumulator + gradient ** 2": "gradient ** 2"},
                "the accumulator forgets the previous steps",
                "Does your step depend on the accumulator that is passed in?",
                "g² must be added to the accumulator. Alone, it turns every step into ±η, and into 0 / 0 where g is "
                "0."),
        Mistake("ad-running-mean", {"accumulator + gradient ** 2": "0.9 * accumulator + 0.1 * gradient ** 2"},
                "this is RMSprop: a running mean of squares instead of their sum",
                "Can your accumulator become smaller?",
                "Adagrad sums all squares and forgets none; RMSprop takes a running mean of them."),
        Mistake("ad-one-rate", {"accumulator + gradient ** 2": "accumulator + np.sum(gradient ** 2)"},
                "the same number is added to all entries of the accumulator",
                "Where a gradient is 0, how much should its entry of the accumulator grow?",
                "The squares are added entry by entry; with their sum, all weights share one learning rate."),
        Mistake("ad-old-accumulator", {"    length =": "    before = accumulator\n    length =",
                                       "np.sqrt(accumulator)": "np.sqrt(before)"},
                "the step is divided by the root of the old accumulator",
                "Which G does the third equation use: the one before or the one after the second equation?",
                "The accumulator is updated first, and the step is divided by the root of the new one."),
        Mistake("ad-uphill", {"theta - learning_rate": "theta + learning_rate"}, "theta moves uphill",
                "Does the gradient point to where the cost rises, or to where it falls?",
                "The gradient points uphill; the step goes against it."),
        Mistake("ad-no-rate", {"learning_rate * gradient": "gradient"},
                "the step is not multiplied by the learning rate",
                "Does your step change when the learning rate does?",
                "The step is η g / √G; in yours, η is missing."),
        Mistake("ad-plain-descent", {" / np.sqrt(accumulator)": ""}, "the step is not divided by √G",
                "Does your step depend on the accumulator?",
                "This is plain gradient descent: the division by the root of the accumulator is what makes it "
                "Adagrad."),
        Mistake("ad-step-returned", {"theta - learning_rate": "-learning_rate"},
                "the step is returned instead of the new theta",
                "Where is theta after it has made the step?",
                "The first value to return is theta minus the step."),
        Mistake("ad-accumulator-not-kept",
                {"accumulator = accumulator + gradient ** 2": "total = accumulator + gradient ** 2",
                 "np.sqrt(accumulator)": "np.sqrt(total)"},
                "the old accumulator is returned",
                "What will the next step remember of this one?",
                "Your theta is right, but the new accumulator is lost: return the accumulator whose root you divided "
                "by."),
        Mistake("ad-swapped", {"return theta, accumulator": "return accumulator, theta"},
                "theta and accumulator are returned in the wrong order",
                "Which of the two will the caller use as theta?",
                "The docstring says (theta, accumulator): in the wrong order, the next step uses squares as weights."),
        Mistake("ad-only-theta", {"return theta, accumulator": "return theta"}, "the accumulator is not returned",
                "What will the next step remember of this one?",
                "The new accumulator is needed for the next step: return it together with theta."),
        Mistake("ad-gradient-in-place", {f"gradient = {SHORTENED}": "gradient *= largest_norm / length"},
                "the caller's gradient is changed",
                "Is the caller's gradient the same after the call as before it?",
                "*= writes into the array itself, which belongs to the caller. Create a new array."),
        Mistake("ad-accumulator-in-place",
                {"accumulator = accumulator + gradient ** 2": "accumulator += gradient ** 2"},
                "the caller's accumulator is changed",
                "Is the caller's accumulator the same after the call as before it?",
                "+= writes into the array itself, which belongs to the caller. Create a new array."),
        Mistake("ad-theta-in-place", {"theta = theta - learning_rate": "theta -= learning_rate"},
                "the caller's theta is changed",
                "Is the caller's theta the same after the call as before it?",
                "-= writes into the array itself, which belongs to the caller; an optimizer that wants to go back to "
                "its best theta has lost it. Create a new array."),
    ])
