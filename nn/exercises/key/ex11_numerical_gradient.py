"""Exercise 11. The numerical gradient

Is a gradient right? Move one entry of theta a little up and a little down, and see how f changes: estimating the slope
this way needs no derivative, only f. Do this for each entry of theta, one at a time, while all the others stay where
they are. It takes two calls of f for each entry: far too slow for training, but a check of backpropagation that does
not depend on it.
"""
import numpy as np

from nn.exercises.sandbox.calls import call, spy
from nn.exercises.exercise import Exercise, Mistake


def numerical_gradient(f, theta, epsilon=1e-4):
    """∂f/∂θᵢ ≈ (f(θ + ε eᵢ) − f(θ − ε eᵢ)) / 2ε,  eᵢ = 1 at entry i and 0 elsewhere

    f       : function of a (p,) array that returns a float
    theta   : (p,) array of floats; do not change it
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

LOOP = "    for i in range(len(theta)):\n        up = theta.copy()\n        down = theta.copy()\n"
MOVED = "    moved = theta.copy()\n    for i in range(len(theta)):\n"       # ends below theta, or above it

ROUNDING = 2e-15                    # of an entry of theta that is moved and put back a few times


def always(step):
    return Mistake("ng-epsilon-fixed", stepping_by(step),
                   f"the argument epsilon is not used: you always step by {step:g}",
                   "By how much is an entry moved when epsilon is 0.05?",
                   "The step is the same whatever the caller passes: use the argument epsilon.")


def times_epsilon(factor):
    return Mistake("ng-epsilon-scaled", stepping_by(f"{factor} * epsilon"), f"you step by {factor:g} ε instead of ε",
                   "How far apart are the two points at which you evaluate f, and how far are θ − ε and θ + ε?",
                   "In this formula ε is how far an entry is moved to either side, so the two points are 2ε apart. "
                   "Another distance is the ε of another formula.")


def divided_by_epsilon(step):
    return Mistake("ng-epsilon-in-divisor-only", {"+= epsilon": f"+= {step}", "-= epsilon": f"-= {step}"},
                   f"you step by {step:g} and divide by 2ε",
                   "How far apart are the two points at which you evaluate f when epsilon is 0.05?",
                   "The difference must be divided by the distance of the two points: move the entry by ε to either "
                   "side.",
                   same_as="ng-epsilon-in-divisor-only")


def stepping_by(step):
    return {"gradient = np.zeros": f"epsilon, gradient = {step}, np.zeros"}


def what_was_asked(calls, observations):
    """The mistakes that are read off the points at which f was evaluated."""
    return own_step(calls, observations) + all_moved(calls, observations)


def own_step(calls, observations):
    """[the mistake of a step of one's own], or []."""
    steps = np.array([step_of(*one) for one in zip(calls, observations, strict=True)])
    asked = np.array([(*one.arguments, 1e-4)[2] for one in calls])
    if np.ptp(steps) <= 2 * ROUNDING:
        step = shortest(steps[0], ROUNDING)
        return [always(step), divided_by_epsilon(step)]
    ratios = steps / asked
    if np.ptp(ratios) <= 2 * ROUNDING / min(asked) < abs(ratios[0] - 1):
        return [times_epsilon(shortest(ratios[-1], ROUNDING / asked[-1]))]
    return []


def all_moved(calls, observations):
    """[the mistake of moving all entries for the only number that is returned], or [].

    Where each evaluation of f has moved all of them, they were not left over from other iterations of a loop.
    """
    moved = [np.shape(point) == call.arguments[1].shape and np.all(np.abs(point - call.arguments[1]) > ROUNDING)
             for call, seen in zip(calls, observations, strict=True) for point in points_of(seen)]
    one_number = ALL_ENTRIES.edits | {"gradient[i] = (": "gradient = ("}
    return [ALL_ENTRIES._replace(edits=one_number)] if moved and all(moved) else []


def step_of(call, seen):
    """By how much entries of theta were moved wherever f was evaluated; nan where that is not one number."""
    theta, points = call.arguments[1], points_of(seen)
    if not points or any(np.shape(point) != theta.shape or not np.isfinite(point).all() for point in points):
        return np.nan
    moved = np.abs(np.array(points) - theta)
    moved = moved[moved > ROUNDING]
    return moved[0] if moved.size and np.ptp(moved) <= 2 * ROUNDING else np.nan


def points_of(seen):
    """The points at which f was evaluated in a call."""
    f = seen.arguments[0] if seen.arguments else None
    return f[1] if isinstance(f, tuple) and len(f) == 2 and isinstance(f[1], list) else []


def shortest(number, tolerance):
    """The number of the fewest digits that is as good."""
    return next(short for digits in range(17) if abs((short := float(f"{number:.{digits}e}")) - number) <= tolerance)


ALL_ENTRIES = Mistake(
    "ng-all-entries", {"up[i] += epsilon": "up += epsilon", "down[i] -= epsilon": "down -= epsilon"},
    "all entries are moved at once",
    "How many entries of theta may change for the derivative with respect to one of them?",
    "Adding epsilon to the whole array moves all entries together and gives the sum of all derivatives, a single "
    "number. Move only entry i, one i after the other.")


def calls_of(theta, c, short, d, steps):
    """The default epsilon and two larger ones, whose error shows; c and d are coefficients of cubic functions."""
    return [call("numerical_gradient", spy("cubic", c), theta),
            call("numerical_gradient", spy("cubic", c), theta, steps[0]),
            call("numerical_gradient", spy("cubic", d), short, steps[1])]


def draw(rng):
    theta, short = (rng.choice([-1, 1], size=p) * rng.uniform(0.4, 2.4, size=p) for p in (6, 4))
    theta[rng.integers(1, 5)] = short[rng.integers(1, 3)] = 0
    c, d = (rng.choice([-1, 1], size=p) * rng.uniform(0.5, 3, size=p) for p in (6, 4))
    return calls_of(theta, c, short, d, (rng.uniform(0.02, 0.04), rng.uniform(0.05, 0.08)))


EXERCISE = Exercise(
    title="Numerical gradient", file="numerical_gradient.py",
    formulas={"numerical_gradient":
                  r"\frac{\partial f}{\partial \theta_i} \approx "
                  r"\frac{f(\theta + \varepsilon e_i) - f(\theta - \varepsilon e_i)}{2 \varepsilon}, \qquad "
                  r"e_i = (0, \dots, 0, 1, 0, \dots, 0) \text{ with } 1 \text{ at entry } i"},
    lecture="Week 5, gradient checking; exercise 4, section 2.4", points=0,
    names={"numerical_gradient": "gradient"},
    calls=calls_of(np.array([0.9, -1.7, 0.0, 2.3, 0.4, -0.6]), [1.1, -0.7, 2.0, 0.3, -1.9, 0.8],
                   np.array([-1.7, 1.4, 0.0, -2.2]), [-3.0, 0.6, 1.7, 1.2], steps=(1e-2, 5e-2)), draw=draw,
    read_off=what_was_asked,
    hints=("In one dimension, the slope between x − ε and x + ε is the difference in height divided by the distance. "
           "How large is that distance?",
           "Loop over the entries of theta. For each, make two arrays that equal theta except for that one entry, call "
           "f on both, and put the slope into the result.",
           "theta.copy() makes a new array; up = theta would only be a second name for the same one. When up[i] has "
           "been raised by epsilon and down[i] lowered by it, they are 2ε apart. Mind the parentheses around 2ε."),
    mistakes=[
        Mistake("ng-alias", {"up = theta.copy()": "up = theta", "down = theta.copy()": "down = theta"},
                "all slopes are 0",
                "Do up and down differ when f is called, and is each slope written into the result?",
                "Usually up and down are both theta itself: up = theta copies nothing, so you raise and lower the same "
                "array, and f gets the same numbers twice. Otherwise both steps go the same way, or no slope is "
                "stored."),
        Mistake("ng-up-is-theta", {"up = theta.copy()": "up = theta"},
                "up is theta itself and keeps moving",
                "Is theta the same after the call as before it?",
                "up = theta copies nothing: raising up[i] raises the caller's theta, and nothing lowers it again. Make "
                "a copy."),
        Mistake("ng-down-is-theta", {"down = theta.copy()": "down = theta"},
                "down is theta itself and keeps moving",
                "Is theta the same after the call as before it?",
                "down = theta copies nothing: lowering down[i] lowers the caller's theta, and nothing raises it again. "
                "Make a copy."),
        Mistake("ng-drift", {LOOP: "    up, down = theta.copy(), theta.copy()\n    for i in range(len(theta)):\n"},
                "entries that were moved are not put back before the next one",
                "When you reach the second entry, how many entries of the array given to f differ from theta?",
                "The arrays are created once, before the loop, so in iteration i entries 0 to i differ from theta, "
                "and f is not evaluated beside theta any more. Create the arrays again in each iteration, or put "
                "entry i back to what it was before you move the next one.",
                also=({LOOP: MOVED + "        up = moved.copy()\n        down = moved\n"},
                      {LOOP: MOVED + "        up = moved\n        down = moved.copy()\n"})),
        ALL_ENTRIES,
        Mistake("ng-precedence", {"(2 * epsilon)": "2 * epsilon"},
                "the difference is divided by 2 and then multiplied by ε",
                "What is 6 / 2 * 3 in Python?",
                "a / 2 * b is (a / 2) · b: you multiply by ε where you should divide by it. 2ε needs parentheses."),
        Mistake("ng-no-2", {"(2 * epsilon)": "epsilon"}, "the difference is divided by ε instead of 2ε",
                "How far apart are the two points at which f is evaluated?",
                "θ − ε and θ + ε are 2ε apart; your slopes are twice as large as they should be."),
        Mistake("ng-no-epsilon", {"(2 * epsilon)": "2"}, "the difference is not divided by ε",
                "A slope is height divided by distance. What is the distance?",
                "The difference f(θ + ε) − f(θ − ε) shrinks with ε; only when it is divided by 2ε is it a slope."),
        Mistake("ng-parentheses", {"(f(up) - f(down)) /": "f(up) - f(down) /"}, "only f(θ − ε) is divided by 2ε",
                "Which comes first in a − b / c?",
                "Division comes before subtraction: the difference needs parentheses of its own."),
        Mistake("ng-forward", {"down[i] -= epsilon": "pass", "(2 * epsilon)": "epsilon"},
                "these are one-sided differences, from θ to θ + ε",
                "Is θ halfway between the two points at which you evaluate f?",
                "(f(θ + ε) − f(θ)) / ε has an error of about ε f″/2, the two-sided formula only about ε² f‴/6: step to "
                "both sides."),
        Mistake("ng-backward", {"up[i] += epsilon": "pass", "(2 * epsilon)": "epsilon"},
                "these are one-sided differences, from θ − ε to θ",
                "Is θ halfway between the two points at which you evaluate f?",
                "(f(θ) − f(θ − ε)) / ε has an error of about ε f″/2, the two-sided formula only about ε² f‴/6: step to "
                "both sides."),
        Mistake("ng-half-step", {"down[i] -= epsilon": "pass"}, "f(θ) is used instead of f(θ − ε)",
                "How many entries of down differ from theta?",
                "θ and θ + ε are ε apart, not 2ε: you get half the slope. Entry i of down must be lowered."),
        Mistake("ng-down-goes-up", {"down[i] -= epsilon": "down[i] += epsilon"}, "both points are at θ + ε",
                "In which direction does down go?",
                "Both arrays are raised by ε, so the difference is 0. One of them must go down.", same_as="ng-alias"),
        Mistake("ng-not-stored", {"gradient[i] = (": "slope = ("}, "the slopes are not stored",
                "Which line writes to the array that you return?",
                "The result is still as np.zeros created it: write each slope to entry i.", same_as="ng-alias"),
        Mistake("ng-sign", {"(f(up) - f(down))": "(f(down) - f(up))"}, "the difference has the wrong sign",
                "Where f rises, should its slope be positive?",
                "The value at θ + ε comes first; the value at θ − ε is subtracted from it."),
        Mistake("ng-second-derivative", {"(f(up) - f(down)) / (2 * epsilon)":
                                         "(f(up) - 2 * f(theta) + f(down)) / epsilon ** 2"},
                "this is the second derivative",
                "What does your formula give where f is a straight line?",
                "f(θ + ε) − 2 f(θ) + f(θ − ε) compares two slopes: divided by ε², it is the curvature. The slope needs "
                "the two outer values only.",
                same_as="ng-second-derivative"),
        Mistake("ng-plus", {"(f(up) - f(down))": "(f(up) + f(down))"}, "the two values are added instead of subtracted",
                "What should the slope of a constant f be, and what does your formula give for it?",
                "A slope needs a difference of heights; you add them, which gives about 2 f(θ), and divide by a small "
                "number."),
        always(1e-4), times_epsilon(0.5), divided_by_epsilon(1.0),
        Mistake("ng-relative-step", {"up[i] += epsilon": "up[i] *= 1 + epsilon",
                                     "down[i] -= epsilon": "down[i] *= 1 - epsilon"},
                "the step is proportional to the entry",
                "How far do you move an entry that is 0?",
                "Multiplied by 1 + ε, an entry moves by ε times itself, and 0 does not move at all. Add ε, and "
                "subtract it."),
        Mistake("ng-last-missing", {"range(len(theta))": "range(len(theta) - 1)"}, "the last entry is left out",
                "What is the last number in range(5)?",
                "range(p) already ends with p − 1, the index of the last entry."),
        Mistake("ng-first-missing", {"range(len(theta))": "range(1, len(theta))"}, "the first entry is left out",
                "MATLAB counts from 1. Where does Python start?",
                "The first entry has index 0; a range that starts at 1 leaves its derivative at 0."),
        Mistake("ng-one-number", {"gradient[i] = (": "gradient = ("}, "the result is overwritten in each iteration",
                "How many numbers does your function return?",
                "Each iteration replaces the whole result by one slope, so only the last one is left. Write to entry i "
                "of the result."),
        Mistake("ng-only-last", {"        gradient[i] = (": "    gradient[i] = ("},
                "only the slope of the last entry is stored",
                "Which lines are inside your loop: is the one that writes to entry i?",
                "The line that computes the slope comes after the loop, where i is p − 1: all other entries are still "
                "0. Indent it as far as the line above it.",
                same_as="ng-only-last"),
        Mistake("ng-return-in-loop", {"    return gradient": "        return gradient"},
                "the return is inside the loop",
                "How many times does your loop run before the function ends?",
                "return ends the function in the first iteration, when all entries except the first are still 0. It "
                "belongs after the loop."),
        Mistake("ng-integers", {"np.zeros(len(theta))": "np.zeros(len(theta), dtype=int)"},
                "the result is an array of integers, so the decimals are cut off",
                "What is the dtype of the array that you write the slopes to?",
                "An integer array keeps only the 2 of 2.67. np.zeros creates floats unless you give it a dtype."),
    ])
