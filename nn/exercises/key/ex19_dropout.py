"""Exercise 19. Dropout

While a network trains, each hidden unit is switched off at random, for each example anew: no unit can then rely on
another one being there. Take the activations A of a layer and set each entry to 0 with the probability rate. Divide the
others by 1 − rate, so that on the average the next layer gets as much as before ("inverted" dropout). All chance comes
from rng, a numpy.random.Generator: who hands over the same seed gets the same result. A stays as it is.
"""
import numpy as np

from nn.exercises.sandbox.calls import call, rng
from nn.exercises.verdict.compare import as_real, same
from nn.exercises.exercise import Exercise, Mistake
from nn.exercises.sandbox.wire import type_as_text


def dropout(A, rate, rng):
    """0 with the probability rate, else a / (1 − rate),  each entry by itself

    A       : (m, h) activations, one example a row
    rate    : share >= 0 and < 1 that is set to 0
    rng     : numpy.random.Generator, the source of all random numbers
    Returns : (m, h) array, a new one
    """
    mask = rng.uniform(size=A.shape) >= rate
    return A * mask / (1 - rate)


# --- how it is checked ---

SIGMAS = 6                          # a right answer strays so far from what is expected once in 500 million times


def facts(call, observation):
    """What must be so however the chance falls: a list of (statement, value), the same for every right answer.

    Where a statement is not true, its value tells one mistake from another.
    """
    (A, rate, (_, seed)), B = call.arguments, observation.value
    after, _, source = [*observation.arguments, None, None, None][:3]
    if not isinstance(B, np.ndarray) or B.dtype.kind not in "fiub" or B.shape != A.shape or not np.isfinite(B).all():
        form = type_as_text(B) if not isinstance(B, np.ndarray) or B.shape != A.shape else "other than finite numbers"
        return [("it returns an array like A", form), ("A is as it was", same(after, A))]
    unused = ("rng", np.random.default_rng(seed).random())
    zero, kept = B == 0, B != 0
    factors = as_real(B)[kept] / A[kept]                            # A has no zeros
    one_factor = kept.any() and np.ptp(factors) <= 1e-5 * np.max(np.abs(factors))
    return [("it returns an array like A", f"an array of shape {A.shape}"),
            ("what is not 0 is a / (1 − rate)", float(factors[0]) if one_factor else f"{len(factors)} numbers"),
            ("each entry is 0 with the probability rate", in_words(zero.mean(), rate, zero.size)),
            ("so it is in each example", near(zero.mean(axis=1), rate, zero.shape[1])),
            ("so it is in each unit", near(zero.mean(axis=0), rate, zero.shape[0])),
            ("the examples differ in what is 0", rate == 0 or bool(np.any(zero != zero[0]))),
            ("the units differ in what is 0", rate == 0 or bool(np.any(zero != zero[:, :1]))),
            ("A is as it was", same(after, A)),
            ("all chance comes from rng", rate == 0 or not same(source, unused))]


def in_words(share, rate, count):
    """The probability to which a share among so many fits, or the share itself."""
    probabilities = {"rate": rate, "1 - rate": 1 - rate, "1/2": 0.5, "0": 0.0, "1": 1.0, "(1 + rate)/2": (1 + rate) / 2}
    fits = (words for words, probability in probabilities.items() if near(share, probability, count))
    return next(fits, float(share))


def near(shares, probability, count):
    """Are shares among so many what a probability makes of them?"""
    sigma = np.sqrt(probability * (1 - probability) / count)
    return bool(np.all(np.abs(shares - probability) <= SIGMAS * sigma + 1e-9))


RNG = np.random.default_rng(19)
MASK, SCALED = "rng.uniform(size=A.shape) >= rate", "A * mask / (1 - rate)"


def activations(m, h):
    return RNG.choice([-1, 1], size=(m, h)) * RNG.uniform(0.1, 1, size=(m, h))


EXERCISE = Exercise(
    title="Dropout", file="activations.py",
    lecture="beyond the lectures: an alternative to week 3, regularization", points=0, bonus=True,
    noun="inputs", summary=facts,
    calls=[call("dropout", activations(90, 70), 0.3, rng(1)), call("dropout", activations(60, 80), 0.8, rng(2)),
           call("dropout", activations(7, 4), 0.0, rng(3))],
    hints=("Which numbers of a uniform draw between 0 and 1 are below 0.3, and what is the share of them?",
           "Draw one number for each entry of A, compare all of them with rate at once, and multiply A by the "
           "outcome: True counts as 1 and False as 0.",
           "rng.uniform(size=A.shape) has a number for each entry. Where it is below rate, the result is 0; "
           "elsewhere it is the entry of A, divided by 1 − rate. Neither *= on A nor A[…] = 0: both write into the "
           "caller's array."),
    mistakes=[
        Mistake("do-keeps-rate", {MASK: "rng.uniform(size=A.shape) < rate"},
                "the share rate is kept instead of dropped",
                "How many entries should be 0 when rate is 0?",
                "rate is the probability to be switched off: your comparison is the wrong way round."),
        Mistake("do-not-scaled", {" / (1 - rate)": ""}, "what remains is not scaled up",
                "What is the mean of your result, and what is that of A?",
                "The next layer gets less than it is used to, by the factor 1 − rate: the entries that are kept must "
                "be divided by it."),
        Mistake("do-scaled-down", {" / (1 - rate)": " * (1 - rate)"}, "what remains is multiplied by 1 − rate",
                "What is the mean of your result, and what is that of A?",
                "Fewer entries remain, so each of them must become larger to keep the mean: divide."),
        Mistake("do-divided-by-rate", {"(1 - rate)": "rate"}, "what remains is divided by rate",
                "What becomes of your result when rate is 0?",
                "The share that is kept is 1 − rate, and that is what the mean has to be divided by."),
        Mistake("do-multiplied-by-rate", {" / (1 - rate)": " * rate"}, "what remains is multiplied by rate",
                "What becomes of your result when rate is 0?",
                "The share that is kept is 1 − rate, and the entries that are kept must be divided by that."),
        Mistake("do-scaled-too-far", {" / (1 - rate)": " / (1 - rate) ** 2"},
                "what remains is divided by 1 − rate twice",
                "What is the mean of your result, and what is that of A?",
                "One division by the share that is kept makes up for the entries that are dropped."),
        Mistake("do-one-mask", {"size=A.shape": "size=A.shape[1]"}, "the same units are dropped in all examples",
                "How many random numbers do you draw, and how many entries has A?",
                "One number for each unit makes one mask for all rows: chance must fall anew for each example."),
        Mistake("do-whole-examples", {"size=A.shape": "size=(len(A), 1)"}, "whole examples are dropped",
                "How many random numbers do you draw, and how many entries has A?",
                "One number for each row switches all units of an example on or off together: chance must fall for "
                "each entry."),
        Mistake("do-one-number", {"size=A.shape": ""}, "one random number decides about all of A",
                "How many random numbers do you draw, and how many entries has A?",
                "Without a size, rng.uniform returns a single number, so that all entries share one fate."),
        Mistake("do-shape-reversed", {"size=A.shape": "size=A.shape[::-1]"}, "the mask has rows and columns exchanged",
                "Which shape has A, and which your mask?",
                "The mask needs a number for each entry of A, so it needs A's own shape, (m, h)."),
        Mistake("do-half", {MASK: "rng.uniform(size=A.shape) >= 0.5"},
                "half of the entries are dropped, whatever rate is",
                "Does your mask change when rate does?",
                "0.5 is only one of the rates that are asked for: compare with rate."),
        Mistake("do-normal", {"rng.uniform(size": "rng.normal(size"}, "the random numbers are normal, not uniform",
                "What is the share of numbers below 0.3 among normal ones, and what among uniform ones?",
                "Of uniform numbers between 0 and 1, the share rate is below rate. Of normal ones, half is below 0."),
        Mistake("do-signed", {"rng.uniform(size": "rng.uniform(-1, 1, size"}, "the random numbers run from −1 to 1",
                "What is the share of your random numbers that is below rate?",
                "Between 0 and 1 the share rate of them is below rate; from −1 on, half of them are below 0 already."),
        Mistake("do-noise", {MASK: "rng.uniform(size=A.shape)"}, "A is multiplied by the random numbers themselves",
                "How many entries of your result are 0?",
                "Random factors make noise. Dropout has two outcomes only: compare the numbers with rate first."),
        Mistake("do-mask-returned", {SCALED: "mask / (1 - rate)"}, "the mask is returned without A",
                "Where is A in your result?",
                "The mask has to be multiplied by A: what is kept is A's entry, scaled up."),
        Mistake("do-pair", {f"return {SCALED}": f"return {SCALED}, mask"}, "the mask is returned beside the result",
                "How many things does the docstring say are returned?",
                "Only the activations are wanted here; a tuple of two cannot be multiplied by the next Theta."),
        Mistake("do-nan", {SCALED: "np.where(mask, A / (1 - rate), np.nan)"}, "dropped entries are nan instead of 0",
                "What does the next layer's sum become when one of its terms is nan?",
                "A unit that is switched off sends 0; nan would spread through the whole network."),
        Mistake("do-shortened", {SCALED: "A[mask] / (1 - rate)"}, "dropped entries are taken out instead of set to 0",
                "Which shape has your result, and which one A?",
                "A[mask] is a flat array of the entries that remain. The next layer needs all of them in their "
                "places, with 0 for those that are dropped."),
        Mistake("do-in-place", {f"return {SCALED}": "A *= mask\n    return A / (1 - rate)"},
                "it sets entries of the caller's A to 0",
                "After the call, is the caller's A still what it was?",
                "The result is right, but backpropagation still needs the activations as they were. Make a new array."),
        Mistake("do-scaled-in-place", {f"return {SCALED}": "A *= mask\n    A /= 1 - rate\n    return A"},
                "the caller's A becomes the result",
                "After the call, is the caller's A still what it was?",
                "*= and /= write into the array itself, which belongs to the caller. Make a new array.",
                same_as="do-in-place"),
        Mistake("do-own-generator", {"rng.uniform(size": "np.random.default_rng(0).uniform(size"},
                "the random numbers do not come from rng",
                "If the caller passes a generator with another seed, does your mask change?",
                "np.random's own functions, or a generator that you make yourself, know nothing of the caller's "
                "seed: take the numbers from the argument rng."),
    ])
