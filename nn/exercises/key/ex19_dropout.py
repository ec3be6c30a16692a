"""Exercise 19. Dropout

While a network is trained, hidden units are switched off at random, different ones for each example, so no unit can
rely on another one being there. Take the activations A of a layer and set each entry to 0 with probability rate. Divide
the others by 1 − rate, so that on average the next layer gets as much as before ("inverted" dropout). All random
numbers come from rng, a numpy.random.Generator: the same seed gives the same result. Do not change A.
"""
import numpy as np

from nn.exercises.sandbox.calls import call, rng
from nn.exercises.verdict.compare import as_real, same
from nn.exercises.exercise import Exercise, Fact, Mistake
from nn.exercises.sandbox.wire import type_as_text


def dropout(A, rate, rng):
    """0 with probability rate, else a / (1 − rate),  independently for each entry

    A       : (m, h) activations, one example a row
    rate    : float >= 0 and < 1, the probability that an entry is set to 0
    rng     : numpy.random.Generator, the source of all random numbers
    Returns : (m, h) array, a new one
    """
    mask = rng.uniform(size=A.shape) >= rate
    return A * mask / (1 - rate)


# --- how it is checked ---

SIGMAS = 6                          # a right answer deviates this far from what is expected once in 500 million times


def facts(call, observation):
    """What must be true of every random draw: a list of Facts."""
    (A, rate, (_, seed)), B = call.arguments, observation.value
    after, _, source = [*observation.arguments, None, None, None][:3]
    if not isinstance(B, np.ndarray) or B.dtype.kind not in "fiub" or B.shape != A.shape or not np.isfinite(B).all():
        form = type_as_text(B) if not isinstance(B, np.ndarray) or B.shape != A.shape else "other than finite numbers"
        return [Fact("it returns an array like A", form), Fact("A is unchanged", same(after, A))]
    unused = ("rng", np.random.default_rng(seed).random())
    zero, kept = B == 0, B != 0
    factors = as_real(B)[kept] / A[kept]                            # A has no zeros
    one_factor = kept.any() and np.ptp(factors) <= 1e-5 * np.max(np.abs(factors))
    share = likely_probability(zero.mean(), rate, zero.size)
    return [Fact("it returns an array like A", True),
            Fact("the entries that are not 0 are a / (1 − rate)",
                 float(factors[0]) if one_factor else f"{len(factors)} numbers", 1 / (1 - rate)),
            Fact("each entry is 0 with probability rate", share, "rate"),
            Fact("in each example, about the share rate of the units is 0",
                 near(zero.mean(axis=1), rate, zero.shape[1])),
            Fact("each unit is 0 in about the share rate of the examples",
                 near(zero.mean(axis=0), rate, zero.shape[0])),
            Fact("the examples differ in which units are 0", rate == 0 or bool(np.any(zero != zero[0]))),
            Fact("the units differ in which examples they are 0 for", rate == 0 or bool(np.any(zero != zero[:, :1]))),
            Fact("A is unchanged", same(after, A)),
            Fact("all random numbers come from rng", rate == 0 or not same(source, unused))]


def likely_probability(share, rate, count):
    """The name of the probability that a share of count draws agrees with, or the share itself."""
    probabilities = {"rate": rate, "1 - rate": 1 - rate, "1/2": 0.5, "0": 0.0, "1": 1.0, "(1 + rate)/2": (1 + rate) / 2}
    fits = (name for name, probability in probabilities.items() if near(share, probability, count))
    return next(fits, float(share))


def near(shares, probability, count):
    """Do shares of count draws agree with a probability?"""
    sigma = np.sqrt(probability * (1 - probability) / count)
    return bool(np.all(np.abs(shares - probability) <= SIGMAS * sigma + 1e-9))


MASK, SCALED = "rng.uniform(size=A.shape) >= rate", "A * mask / (1 - rate)"


def activations(numbers, m, h):
    return numbers.choice([-1, 1], size=(m, h)) * numbers.uniform(0.1, 1, size=(m, h))


def calls_of(numbers, seeds, rates):
    """Two rates, on either side of a half, and none."""
    return [call("dropout", activations(numbers, m, h), rate, rng(seed))
            for m, h, rate, seed in zip((90, 60, 7), (70, 80, 4), (*rates, 0.0), seeds, strict=True)]


def draw(numbers):
    rates = round(numbers.uniform(0.25, 0.35), 2), round(numbers.uniform(0.75, 0.85), 2)
    return calls_of(numbers, numbers.integers(2 ** 31, size=3).tolist(), rates)


EXERCISE = Exercise(
    title="Dropout", file="solvers.py",
    formulas={"dropout": r"a \leftarrow \begin{cases} 0 & \text{with probability } r \\ "
                         r"\frac{a}{1 - r} & \text{otherwise} \end{cases} \qquad r = \mathtt{rate}"},
    lecture="beyond the lectures: an alternative to week 3, regularization", points=0, bonus=True,
    noun="inputs", facts=facts,
    calls=calls_of(np.random.default_rng(19), seeds=(1, 2, 3), rates=(0.3, 0.8)), draw=draw,
    hints=("Which numbers of a uniform draw between 0 and 1 are below 0.3, and what share of them is that?",
           "Draw one number for each entry of A, compare all of them with rate at once, and multiply A by the outcome: "
           "True counts as 1 and False as 0.",
           "rng.uniform(size=A.shape) draws a number for each entry. Where it is below rate, the result is 0; "
           "elsewhere it is the entry of A, divided by 1 − rate. Use neither *= on A nor A[…] = 0: both write into the "
           "caller's array."),
    mistakes=[
        Mistake("do-keeps-rate", {MASK: "rng.uniform(size=A.shape) < rate"},
                "entries are kept with probability rate instead of dropped",
                "How many entries should be 0 when rate is 0?",
                "rate is the probability of being switched off: your comparison is the wrong way round."),
        Mistake("do-not-scaled", {" / (1 - rate)": ""}, "the entries that are kept are not scaled up",
                "What is the mean of your result, and what is the mean of A?",
                "The next layer gets less than without dropout, by the factor 1 − rate: divide the entries that are "
                "kept by this factor."),
        Mistake("do-scaled-down", {" / (1 - rate)": " * (1 - rate)"},
                "the entries that are kept are multiplied by 1 − rate",
                "What is the mean of your result, and what is the mean of A?",
                "Fewer entries remain, so each of them must become larger to keep the mean: divide."),
        Mistake("do-divided-by-rate", {"(1 - rate)": "rate"}, "the entries that are kept are divided by rate",
                "What is your result when rate is 0?",
                "The share that is kept is 1 − rate: divide the entries by that."),
        Mistake("do-multiplied-by-rate", {" / (1 - rate)": " * rate"},
                "the entries that are kept are multiplied by rate",
                "What is your result when rate is 0?",
                "The share that is kept is 1 − rate: divide the entries by that."),
        Mistake("do-scaled-too-far", {" / (1 - rate)": " / (1 - rate) ** 2"},
                "the entries that are kept are divided by 1 − rate twice",
                "What is the mean of your result, and what is the mean of A?",
                "A single division by the share that is kept makes up for the entries that are dropped."),
        Mistake("do-one-mask", {"size=A.shape": "size=A.shape[1]"}, "the same units are dropped in all examples",
                "How many random numbers do you draw, and how many entries does A have?",
                "One number for each unit makes one mask for all rows: each example needs random numbers of its own."),
        Mistake("do-whole-examples", {"size=A.shape": "size=(len(A), 1)"}, "whole examples are dropped",
                "How many random numbers do you draw, and how many entries does A have?",
                "One number for each row switches all units of an example on or off together: each entry needs a "
                "random number of its own."),
        Mistake("do-one-number", {"size=A.shape": ""}, "a single random number decides for all of A",
                "How many random numbers do you draw, and how many entries does A have?",
                "Without a size, rng.uniform returns a single number, so all entries are kept or dropped together."),
        Mistake("do-shape-reversed", {"size=A.shape": "size=A.shape[::-1]"}, "rows and columns of the mask are swapped",
                "What is the shape of A, and what is the shape of your mask?",
                "The mask needs a number for each entry of A, so it needs the shape of A, (m, h)."),
        Mistake("do-half", {MASK: "rng.uniform(size=A.shape) >= 0.5"},
                "half of the entries are dropped, whatever rate is",
                "Does your mask change when rate does?",
                "0.5 is only one of the possible rates: compare with rate."),
        Mistake("do-normal", {"rng.uniform(size": "rng.normal(size"}, "the random numbers are normal, not uniform",
                "What share of normal random numbers is below 0.3, and what share of uniform ones?",
                "Uniform numbers between 0 and 1 are below rate with probability rate. Half of all normal numbers are "
                "already below 0."),
        Mistake("do-signed", {"rng.uniform(size": "rng.uniform(-1, 1, size"}, "the random numbers range from −1 to 1",
                "What share of your random numbers is below rate?",
                "Numbers between 0 and 1 are below rate with probability rate; of those from −1 to 1, half are already "
                "below 0."),
        Mistake("do-noise", {MASK: "rng.uniform(size=A.shape)"}, "A is multiplied by the random numbers themselves",
                "How many entries of your result are 0?",
                "Random factors make noise. Dropout has only two outcomes: compare the numbers with rate first."),
        Mistake("do-mask-returned", {SCALED: "mask / (1 - rate)"}, "the mask is returned without A",
                "Where is A in your result?",
                "The mask must be multiplied by A: the entries that are kept are those of A, scaled up."),
        Mistake("do-pair", {f"return {SCALED}": f"return {SCALED}, mask"},
                "the mask is returned together with the result",
                "How many things should be returned, according to the docstring?",
                "Return only the activations; a tuple of two cannot be multiplied by the next Theta."),
        Mistake("do-nan", {SCALED: "np.where(mask, A / (1 - rate), np.nan)"}, "dropped entries are nan instead of 0",
                "What is the weighted sum of the next layer when one of its terms is nan?",
                "A unit that is switched off outputs 0; nan would spread through the whole network."),
        Mistake("do-shortened", {SCALED: "A[mask] / (1 - rate)"}, "dropped entries are removed instead of set to 0",
                "What is the shape of your result, and what is the shape of A?",
                "A[mask] is a flat array of the entries that remain. The next layer needs all entries in their places, "
                "with 0 for those that are dropped."),
        Mistake("do-in-place", {f"return {SCALED}": "A *= mask\n    return A / (1 - rate)"},
                "entries of the caller's A are set to 0",
                "Is the caller's A the same after the call as before it?",
                "The result is right, but backpropagation still needs the activations as they were. Create a new "
                "array."),
        Mistake("do-scaled-in-place", {f"return {SCALED}": "A *= mask\n    A /= 1 - rate\n    return A"},
                "the result is written into the caller's A",
                "Is the caller's A the same after the call as before it?",
                "*= and /= write into the array itself, which belongs to the caller. Create a new array.",
                same_as="do-in-place"),
        Mistake("do-own-generator", {"rng.uniform(size": "np.random.default_rng(0).uniform(size"},
                "the numbers are not drawn from rng",
                "If the caller passes a generator with another seed, do your numbers change?",
                "np.random's own functions, or a generator that you create yourself, do not use the caller's seed: "
                "call the methods of rng."),
    ])
