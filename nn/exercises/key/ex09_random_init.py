"""Exercise 9. Random initialization

If all weights start out equal, all hidden units learn the same thing; so training starts from small random numbers.
Draw one for each weight of the network, biases included, uniformly between −epsilon and epsilon, and return all of them
as one flat array. The numbers come from rng, a NumPy Generator such as np.random.default_rng(0): the caller chose its
seed and can repeat the draw.
"""
import numpy as np

from nn.exercises.sandbox.calls import call, rng
from nn.exercises.verdict.compare import is_numeric
from nn.exercises.exercise import Exercise, Fact, Mistake
from nn.exercises.probes import ORDERS, draw_sizes
from nn.exercises.sandbox.wire import type_as_text


def random_init(layer_sizes, rng, epsilon=0.12):
    """θᵢ ~ U(−ε, ε)

    layer_sizes : (n, h, K) units of each layer without bias
    rng         : numpy.random.Generator
    epsilon     : float > 0, all numbers lie between −epsilon and epsilon
    Returns     : (p,) array of all weights: each unit has one for each unit of the previous layer and one for the bias
    """
    n, h, K = layer_sizes
    Theta1 = rng.uniform(-epsilon, epsilon, size=(h, n + 1))
    Theta2 = rng.uniform(-epsilon, epsilon, size=(K, h + 1))
    return np.concatenate([Theta1.ravel(), Theta2.ravel()])


# --- how it is checked ---

def facts(call, observation):
    """What must be true whatever the numbers are: a list of Facts."""
    (n, h, K), (_, seed), *epsilon = call.arguments
    epsilon, p = (epsilon or [0.12])[0], h * (n + 1) + K * (h + 1)
    theta, after = observation.value, [*observation.arguments, None, None][1]
    numeric = is_numeric(theta) and np.asarray(theta).dtype.kind in "iuf"
    shape = np.shape(theta) if numeric else type_as_text(theta)
    form = Fact("it returns a flat array with one number for each weight, biases included", shape, (p,))
    drawn = Fact("the numbers are drawn from rng", after != ("rng", np.random.default_rng(seed).random()))
    if not numeric or np.size(theta) < 3:
        return [form, drawn]
    theta = np.asarray(theta, dtype=float).ravel()
    theta = np.clip(np.nan_to_num(theta, nan=1e9), -1e9, 1e9)
    note = (f"Yours lie between {theta.min():.3g} and {theta.max():.3g}, with a standard deviation of "
            f"{theta.std():.3g}; epsilon = {epsilon} asks for {-epsilon} to {epsilon}, and {epsilon / 3 ** 0.5:.3g}.")
    scale = scale_as_text(theta, epsilon)
    theta = theta / epsilon
    different = len(np.unique(theta))
    distinct = different > 0.998 * len(theta)                       # float32 draws may coincide now and then
    same = "all the same" if different == 1 else f"{different} different numbers among {len(theta)}"
    return [form,
            Fact("all numbers lie between −epsilon and epsilon", bool(np.all(np.abs(theta) <= 1 + 1e-6)), note=note),
            Fact("all numbers are different", distinct or same),
            Fact("there are numbers below 0", bool(np.any(theta < 0))),
            Fact("there are numbers above 0", bool(np.any(theta > 0))),
            Fact("most numbers are closer to 0 than ±epsilon itself", bool(np.mean(np.abs(theta) < 0.99) > 0.5)),
            Fact("every number is drawn, so none is exactly 0", int(np.sum(theta == 0)), 0),
            drawn,
            *(facts_of_many(theta, scale, note) if p > 300 and distinct else [])]


def scale_as_text(theta, epsilon):
    """How far the numbers spread: "epsilon / 2", "0.1"; measured, where it is none of the usual."""
    usual = {"epsilon / 2": epsilon / 2, "epsilon": epsilon, "2 epsilon": 2 * epsilon} | {
        str(constant): constant for constant in (0.001, 0.01, 0.05, 0.1, 0.12, 0.2, 0.5, 1.0)}
    for of_scale, kind in ((3 ** 0.5, "uniform"), (1.0, "normal")):
        measured = max(theta.std(), 1e-12) * of_scale
        if (np.max(np.abs(theta - theta.mean())) > 2.2 * theta.std()) == (kind == "normal"):
            name, distance = min(((name, abs(np.log(measured / scale))) for name, scale in usual.items()),
                                 key=lambda pair: pair[1])
            return f"{kind}, {name if distance < 4 / len(theta) ** 0.5 else measured}"


def facts_of_many(theta, scale, note):
    """What is true of some hundreds of draws from U(−1, 1), with odds of a million to one or better.

    scale : how far the numbers spread, as text, where that is not by epsilon
    """
    scatter = 5 / np.sqrt(len(theta))
    spread, neighbours = theta.std(), np.mean((theta[1:] - theta.mean()) * (theta[:-1] - theta.mean()))
    outer = np.mean(np.abs(theta) > 0.9)
    return [Fact("the mean of the numbers is about 0", bool(abs(theta.mean()) < scatter)),
            Fact("the standard deviation of the numbers is about epsilon / √3, that of a uniform distribution",
                 bool(abs(spread * 3 ** 0.5 - 1) < scatter) or scale, note=note),
            Fact("numbers near ±epsilon are as frequent as all others", bool(abs(outer - 0.1) < scatter / 3)),
            Fact("neighbouring numbers are not correlated", bool(abs(neighbours) < scatter * spread ** 2))]


DRAW1, DRAW2 = "Theta1 = rng.uniform(-epsilon, epsilon, size=", "Theta2 = rng.uniform(-epsilon, epsilon, size="


def drawn(how):
    """Edits that replace the draw of both layers, up to its size."""
    return {DRAW1: f"Theta1 = {how}size=", DRAW2: f"Theta2 = {how}size="}


def by(method):
    """Edits that replace the method of the generator, but neither the generator nor the size."""
    return {f"uniform(-epsilon, epsilon, size=({rows}": f"{method} size=({rows}" for rows in "hK"}


def between(low, high):
    """Edits that replace the bounds."""
    return by(f"uniform({low}, {high},")


def calls_of(small, larger, seeds, epsilons):
    """A few numbers; enough of them to know how they are distributed; and the default, on the network of the course."""
    return [call("random_init", small, rng(seeds[0]), epsilons[0]),
            call("random_init", larger, rng(seeds[1]), epsilons[1]), call("random_init", (400, 25, 10), rng(seeds[2]))]


def draw(numbers):
    larger = tuple((numbers.integers(5, size=3) + [28, 11, 6]).tolist())
    epsilons = round(numbers.uniform(0.3, 0.8), 2), round(numbers.uniform(2.5, 4), 2)
    return calls_of(draw_sizes(numbers, ORDERS[0]), larger, numbers.integers(2 ** 31, size=3).tolist(), epsilons)


EXERCISE = Exercise(
    title="Random initialization", file="parameters.py",
    formulas={"random_init": r"\theta_i \sim U(-\varepsilon, \varepsilon)"},
    lecture="Week 5, random initialization; exercise 4, section 2.2", points=0,
    noun="networks", facts=facts,
    calls=calls_of((6, 4, 3), (30, 12, 8), seeds=(1, 2, 3), epsilons=(0.5, 3.0)), draw=draw,
    hints=("How many weights does one hidden unit have, its bias included? And one output unit?",
           "rng.uniform draws any number of values between two bounds at once. Draw as many as both layers have "
           "weights.",
           "The hidden layer has h · (n + 1) weights, the output layer K · (h + 1). rng.uniform(low, high, size=…) "
           "takes the lower bound first; if you draw matrices, flatten them and join the vectors."),
    mistakes=[
        Mistake("init-no-bias", {"n + 1": "n", "h + 1": "h"}, "the biases are missing",
                "How many inputs does a unit have, counting the one that is always 1?",
                "Each unit has a weight for its bias, too: n + 1 weights for a hidden unit, h + 1 for an output unit."),
        Mistake("init-no-bias-1", {"n + 1": "n"}, "the hidden units have no biases",
                "How many inputs does a hidden unit have, counting the one that is always 1?",
                "A hidden unit has n weights and a bias, n + 1 altogether; the output units are right."),
        Mistake("init-no-bias-2", {"h + 1": "h"}, "the output units have no biases",
                "How many inputs does an output unit have, counting the one that is always 1?",
                "An output unit has h weights and a bias, h + 1 altogether; the hidden units are right."),
        Mistake("init-bias-on-the-wrong-side", {"(h, n + 1)": "(h + 1, n)", "(K, h + 1)": "(K + 1, h)"},
                "the 1 for the bias is added to the wrong size",
                "Does the bias give a layer one more unit, or each of its units one more weight?",
                "The bias is one more input to each unit: Theta has one row for each unit, and one more column than "
                "there are inputs."),
        Mistake("init-layer-forgotten", {"[Theta1.ravel(), Theta2.ravel()]": "[Theta1.ravel()]"},
                "the weights of the output layer are missing",
                "How many matrices does a network with one hidden layer have?",
                "theta contains both matrices, Theta1 and then Theta2."),
        Mistake("init-first-layer-forgotten", {"[Theta1.ravel(), Theta2.ravel()]": "[Theta2.ravel()]"},
                "the weights of the hidden layer are missing",
                "How many matrices does a network with one hidden layer have?",
                "theta contains both matrices, Theta1 and then Theta2."),
        Mistake("init-list", {"np.concatenate([Theta1.ravel(), Theta2.ravel()])": "[Theta1, Theta2]"},
                "a list of the matrices is returned instead of one flat array",
                "What does an optimizer need: matrices, or one vector?",
                "theta is one vector of all weights, layer by layer, row by row: flatten the matrices and join them."),
        Mistake("init-tuple", {"np.concatenate([Theta1.ravel(), Theta2.ravel()])": "Theta1, Theta2"},
                "the two matrices are returned instead of one flat array",
                "What does an optimizer need: matrices, or one vector?",
                "theta is one vector of all weights, layer by layer, row by row: flatten the matrices and join them."),
        Mistake("init-zeros", {"rng.uniform(-epsilon, epsilon, size=(h": "np.zeros((h",
                               "rng.uniform(-epsilon, epsilon, size=(K": "np.zeros((K"}, "all weights are 0",
                "Can two units that start out equal ever become different?",
                "With equal weights all hidden units compute the same, get the same gradient and stay equal forever."),
        Mistake("init-one-number", {"size=(h, n + 1))": "size=1) * np.ones((h, n + 1))",
                                    "size=(K, h + 1))": "size=1) * np.ones((K, h + 1))"},
                "all weights of a layer are the same number",
                "Can two units that start out equal ever become different?",
                "One random number for a whole layer leaves its units equal: each weight needs a number of its own.",
                also=({DRAW1: "number = rng.uniform(-epsilon, epsilon)\n    Theta1 = number * np.ones(shape=",
                       DRAW2: "Theta2 = number * np.ones(shape="},)),
        Mistake("init-equal-units", {"size=(h, n + 1))": "size=n + 1) * np.ones((h, 1))",
                                     "size=(K, h + 1))": "size=h + 1) * np.ones((K, 1))"},
                "all units of a layer get the same weights",
                "Can two units that start out equal ever become different?",
                "The weights within a unit differ, but all units get the same ones: draw a number for each weight."),
        Mistake("init-zero-biases", {"    return np": "    Theta1[:, 0] = Theta2[:, 0] = 0\n    return np"},
                "the biases are 0",
                "Which of the weights should be drawn?",
                "Biases are often initialized to 0, and training works as well from there. But here every weight is "
                "drawn, biases included."),
        Mistake("init-last-missing",
                {"np.concatenate([Theta1.ravel(), Theta2.ravel()])":
                 "np.append(np.concatenate([Theta1.ravel(), Theta2.ravel()])[:-1], 0)"},
                "the last number is not drawn and stays 0",
                "Where does range(p - 1) stop?",
                "range(p) already ends at p − 1; with range(p - 1) the last weight keeps its initial 0."),
        Mistake("init-unshifted", between(0, "2 * epsilon"), "the numbers lie between 0 and 2ε",
                "rng.random draws from 0 to 1. Where does your range start?",
                "The range has the right length, 2ε, but starts at 0: shift it by −ε."),
        Mistake("init-positive", between(0, "epsilon"), "there are no negative numbers",
                "Which half of the range is missing?",
                "The numbers lie between 0 and ε; they should lie on both sides of 0, from −ε to ε."),
        Mistake("init-unscaled", between(-1, 1), "the numbers lie between −1 and 1, whatever ε is",
                "How large may a weight be at the start?",
                "Large weights saturate the sigmoid from the start. The range is −ε to ε: use the argument epsilon."),
        Mistake("init-raw", between(0, 1), "the numbers lie between 0 and 1",
                "rng.random draws from 0 to 1. Where should the range start, and where should it end?",
                "The range from 0 to 1 is neither centred on 0 nor as narrow as it should be: scale it to a length of "
                "2ε, and shift it by −ε."),
        Mistake("init-shifted", between("-epsilon", 0), "there are no positive numbers",
                "How long is the range from −ε to ε?",
                "Starting from −ε, the numbers must cover a range of length 2ε to reach ε; yours stop at 0."),
        Mistake("init-half", between("-epsilon / 2", "epsilon / 2"),
                "the range is only half as wide as it should be",
                "How far from 0 may a weight be?",
                "The numbers lie between −ε/2 and ε/2: a range of length ε instead of 2ε."),
        Mistake("init-normal", by("normal(0, epsilon,"),
                "the numbers are drawn from a normal distribution",
                "Which distribution has bounds that it never exceeds, the uniform or the normal one?",
                "Normal numbers have no bounds: a third of those with standard deviation ε lie outside ±ε. Draw "
                "uniform ones, between −ε and ε.",
                also=(*(by(f"normal(0, {scale},") for scale in (0.001, 0.01, 0.05, 0.1, 0.12, 0.5, 1)),)),
        Mistake("init-normal-of-that-spread", by("normal(0, epsilon / 3 ** 0.5,"),
                "the numbers have the right standard deviation, but are drawn from a normal distribution",
                "Which distribution has bounds that it never exceeds, the uniform or the normal one?",
                "Numbers uniform from −ε to ε have the standard deviation ε/√3, but they also stay within these "
                "bounds, and normal ones do not."),
        Mistake("init-signs", by("choice([-epsilon, epsilon],"),
                "each weight is either −ε or ε, nothing in between",
                "How many different numbers are there between −ε and ε?",
                "Only the sign is random. Draw from the whole range."),
        *(Mistake("init-epsilon-fixed", between(-number, number), f"ε is always {number}",
                  "Does the range change with the argument epsilon?",
                  "The caller chooses how wide the range is; 0.12 is only the default of the argument. Write epsilon "
                  "where you wrote the number.")
          for number in (0.12, 0.1, 0.01, 0.05, 0.5)),
        Mistake("init-global", {"Theta1 = rng.": "Theta1 = np.random.", "Theta2 = rng.": "Theta2 = np.random."},
                "the numbers are not drawn from rng",
                "If the caller passes a generator with another seed, do your numbers change?",
                "np.random's own functions, or a generator that you create yourself, do not use the caller's seed: "
                "call the methods of rng."),
        Mistake("init-same-seed", drawn("np.random.default_rng(0).uniform(-epsilon, epsilon, "),
                "a generator with a seed of its own is created for each layer",
                "Compare the first numbers of the two layers: should they be equal?",
                "Each layer gets a new generator with the same seed, and so the same numbers, at every call. Use rng "
                "for both: it continues where it stopped."),
        Mistake("init-sorted",
                {"[Theta1.ravel(), Theta2.ravel()]": "[np.sort(Theta1.ravel()), np.sort(Theta2.ravel())]"},
                "the numbers are sorted",
                "Should the first hidden unit have only the smallest weights?",
                "Sorted or evenly spaced numbers make neighbouring units nearly equal: leave the numbers as they are "
                "drawn."),
    ])
