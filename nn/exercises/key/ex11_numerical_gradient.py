"""Exercise 11. The numerical gradient

Is a gradient right? Move one entry of theta a little up and a little down, and see how f changes: that slope needs no
derivative, only f. Do so for each entry of theta, one at a time, while all the others stay where they are. This takes
two calls of f an entry: far too slow for training, but a check of backpropagation that knows nothing of it.
"""
import numpy as np

from nn.exercises.sandbox.calls import call, spy
from nn.exercises.exercise import Exercise, Mistake


def numerical_gradient(f, theta, epsilon=1e-4):
    """∂f/∂θᵢ ≈ (f(θ + ε eᵢ) − f(θ − ε eᵢ)) / 2ε,  eᵢ = 1 at entry i and 0 elsewhere

    f       : function of a (p,) array that returns a float
    theta   : (p,) array of floats, stays as it is
    epsilon : float > 0, how far an entry is moved to either side
    Returns : (p,) array
    """
    gradient = np.zeros(len(theta))
    for i in range(len(theta)):
        up = theta.copy()
        down = theta.copy()
        up[i] += epsilon
        down[i] -= epsilon
        gradient[i] = (f(up) - f(down)) / (2 * epsilon)
    return gradient


# --- how it is checked ---

THETA = np.array([0.9, -1.7, 0.0, 2.3, 0.4, -0.6])
CUBIC = spy("cubic", [1.1, -0.7, 2.0, 0.3, -1.9, 0.8])
SHORT = np.array([-0.5, 1.4, 0.0, -2.2])
STEEP = spy("cubic", [-3.0, 0.6, 1.7, 1.2])
LOOP = "    for i in range(len(theta)):\n        up = theta.copy()\n        down = theta.copy()\n"
SLOPE = "(f(up) - f(down)) / (2 * epsilon)"

EXERCISE = Exercise(
    title="Numerical gradient", file="numerical_gradient.py",
    lecture="Week 5, gradient checking; exercise 4, section 2.4", points=0,
    names={"numerical_gradient": "gradient"},
    calls=[call("numerical_gradient", CUBIC, THETA), call("numerical_gradient", CUBIC, THETA, 1e-2),
           call("numerical_gradient", STEEP, SHORT, 5e-2)],
    hints=("In one dimension the slope between x − ε and x + ε is the difference in height over the distance. How long "
           "is that distance?",
           "Loop over the entries of theta. For each, make two arrays that are like theta everywhere but in that one "
           "entry, call f on both, and put the slope into the result.",
           "theta.copy() makes an array of its own; up = theta would only be a second name. After up[i] was raised by "
           "epsilon and down[i] lowered by it, they are 2ε apart. Mind the parentheses around 2ε."),
    mistakes=[
        Mistake("ng-alias", {"up = theta.copy()": "up = theta", "down = theta.copy()": "down = theta"},
                "all slopes are 0",
                "Do up and down differ when f gets them, and is each slope written into the result?",
                "Mostly, up and down are theta itself then: up = theta copies nothing, so that you raise and lower "
                "one array, and f gets the same numbers twice. Else both steps go the same way, or no slope is "
                "stored."),
        Mistake("ng-up-is-theta", {"up = theta.copy()": "up = theta"},
                "up is theta itself and moves on and on",
                "After the call, is theta still theta?",
                "up = theta copies nothing: raising up[i] raises the caller's theta, and nobody lowers it again. "
                "Make a copy."),
        Mistake("ng-down-is-theta", {"down = theta.copy()": "down = theta"},
                "down is theta itself and moves on and on",
                "After the call, is theta still theta?",
                "down = theta copies nothing: lowering down[i] lowers the caller's theta, and nobody raises it "
                "again. Make a copy."),
        Mistake("ng-drift", {LOOP: "    up = theta.copy()\n    down = theta.copy()\n    for i in range(len(theta)):\n"},
                "entries that were moved are not put back before the next one",
                "At the second entry, how many entries of up differ from theta?",
                "up and down are made once, before the loop: in turn i they differ from theta in the entries 0 to i, "
                "so that your slope is the sum of all slopes up to there. Make them anew in each turn, or undo the "
                "step."),
        Mistake("ng-all-entries", {"up[i] += epsilon": "up += epsilon", "down[i] -= epsilon": "down -= epsilon"},
                "all entries are moved at once",
                "How many entries of theta may change for the derivative with respect to one of them?",
                "Adding epsilon to the whole array moves all entries together and gives the sum of all derivatives, "
                "the same number in each place. Move entry i only."),
        Mistake("ng-precedence", {"(2 * epsilon)": "2 * epsilon"},
                "the division is by 2 only, and what comes out is multiplied by ε",
                "What does Python make of 6 / 2 * 3?",
                "a / 2 * b is (a / 2) · b: you multiply by ε where you should divide by it. 2ε needs parentheses."),
        Mistake("ng-no-2", {"(2 * epsilon)": "epsilon"}, "the difference is divided by ε instead of 2ε",
                "How far apart are the two points at which f is compared?",
                "From θ − ε to θ + ε it is 2ε; your slopes are twice as steep as f."),
        Mistake("ng-no-epsilon", {"(2 * epsilon)": "2"}, "the difference is not divided by ε",
                "A slope is height over distance. What is the distance?",
                "The difference f(θ + ε) − f(θ − ε) gets smaller with ε; only divided by 2ε it is a slope."),
        Mistake("ng-parentheses", {"(f(up) - f(down)) /": "f(up) - f(down) /"}, "only f(θ − ε) is divided by 2ε",
                "Which comes first in a − b / c?",
                "Division comes before subtraction: the difference needs parentheses of its own."),
        Mistake("ng-forward", {"down[i] -= epsilon": "pass", "(2 * epsilon)": "epsilon"},
                "these are one-sided differences, from θ to θ + ε",
                "Is θ in the middle between the two points where you call f?",
                "(f(θ + ε) − f(θ)) / ε errs by about ε f″/2, the two-sided formula by about ε² f‴/6 only: step to both "
                "sides."),
        Mistake("ng-backward", {"up[i] += epsilon": "pass", "(2 * epsilon)": "epsilon"},
                "these are one-sided differences, from θ − ε to θ",
                "Is θ in the middle between the two points where you call f?",
                "(f(θ) − f(θ − ε)) / ε errs by about ε f″/2, the two-sided formula by about ε² f‴/6 only: step to both "
                "sides."),
        Mistake("ng-half-step", {"down[i] -= epsilon": "pass"}, "θ − ε is missing: f(θ) stands in its place",
                "How many entries of down differ from theta?",
                "From θ to θ + ε it is ε, not 2ε: you get half the slope. Entry i of down has to be lowered."),
        Mistake("ng-down-goes-up", {"down[i] -= epsilon": "down[i] += epsilon"}, "both points are at θ + ε",
                "In which direction does down go?",
                "Both arrays are raised by ε, their difference is 0. One of them goes down.", same_as="ng-alias"),
        Mistake("ng-not-stored", {"gradient[i] = (": "slope = ("}, "the slopes are not stored",
                "Which line writes to the array that you return?",
                "The result is still as np.zeros made it: write each slope to entry i.", same_as="ng-alias"),
        Mistake("ng-sign", {"(f(up) - f(down))": "(f(down) - f(up))"}, "the difference is taken the wrong way round",
                "Where f rises, should its slope be positive?",
                "The value at θ + ε comes first, the one at θ − ε is subtracted from it."),
        Mistake("ng-plus", {"(f(up) - f(down))": "(f(up) + f(down))"}, "the two values are added",
                "What should the slope of a constant f be, and what does your formula make of it?",
                "A slope is a difference of heights; you add them, which is about 2 f(θ), and divide that by a small "
                "number."),
        Mistake("ng-epsilon-fixed",
                {"gradient = np.zeros(len(theta))": "epsilon, gradient = 1e-4, np.zeros(len(theta))"},
                "the argument epsilon is not used",
                "Does your result change a little when epsilon is 0.01?",
                "The step is 1e-4 whatever the caller asks for: use the argument epsilon."),
        Mistake("ng-relative-step", {"up[i] += epsilon": "up[i] *= 1 + epsilon",
                                     "down[i] -= epsilon": "down[i] *= 1 - epsilon"},
                "the step is proportional to the entry",
                "How far does an entry move that is 0?",
                "Multiplied by 1 + ε, an entry moves by ε times itself, and 0 does not move at all. Add ε, and "
                "subtract it."),
        Mistake("ng-last-missing", {"range(len(theta))": "range(len(theta) - 1)"}, "the last entry is left out",
                "Which is the last number that range(5) gives?",
                "range(p) ends with p − 1 already, the index of the last entry."),
        Mistake("ng-first-missing", {"range(len(theta))": "range(1, len(theta))"}, "the first entry is left out",
                "MATLAB counts from 1. From where does Python count?",
                "The first entry has the index 0; a range that begins with 1 leaves its derivative at 0."),
        Mistake("ng-one-number", {"gradient[i] = (": "gradient = ("}, "the result is overwritten in each turn",
                "How many numbers does your function return?",
                "Each turn replaces the whole result by one slope, and the last one is left. Write to entry i of the "
                "result."),
        Mistake("ng-return-in-loop", {"    return gradient": "        return gradient"},
                "the return stands inside the loop",
                "How often does your loop turn before the function ends?",
                "return ends the function in the first turn: all entries but the first are still 0. It belongs "
                "behind the loop."),
        Mistake("ng-integers", {"np.zeros(len(theta))": "np.zeros(len(theta), dtype=int)"},
                "the result is an array of integers, and the decimals are cut off",
                "What is the dtype of the array that you write the slopes to?",
                "An integer array keeps 2 of 2.67. np.zeros makes floats where no dtype is given."),
    ])
