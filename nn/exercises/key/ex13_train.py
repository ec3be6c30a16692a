"""Exercise 13. Training

Walk theta downhill. scipy.optimize.minimize does the walking: it evaluates f, the cost and its gradient, at one theta
after another and steps to where the cost is lower. Use its method "TNC" (truncated Newton), tell it that f returns the
cost together with the gradient, and let it evaluate f at most max_evaluations times. Return the theta that it finds.
"""
import numpy as np

from nn.exercises.sandbox.calls import bowl, call, spy
from nn.exercises.verdict.compare import is_numeric
from nn.exercises.exercise import Exercise, Fact, Mistake
from nn.exercises.sandbox.wire import type_as_text


def train_with_tnc(f, theta, max_evaluations):
    """θ* = argmin J(θ),  found step by step from a first θ

    f               : function of a (p,) array that returns (J, gradient): a float and a (p,) array
    theta           : (p,) array, where to start; do not change it
    max_evaluations : int >= 1, how many times f may be evaluated
    Returns         : (p,) array, the theta that the optimizer found
    """
    from scipy.optimize import minimize
    start = np.array(theta, dtype=float)
    result = minimize(f, start, method="TNC", jac=True, options={"maxfun": max_evaluations})
    return result.x


# --- how it is checked ---

def facts(call, observation):
    """What must be true however theta is found: a list of Facts.

    TNC exceeds its limit by one. A few more evaluations are allowed, for a last look or another method; a theta that is
    evaluated twice, such as for its cost and then for its gradient, counts once.
    """
    (_, _, target), start, limit = call.arguments
    theta, (asked, after) = observation.value, [*observation.arguments, None, None][:2]
    numeric = is_numeric(theta) and np.asarray(theta).dtype.kind in "iuf"
    asked = asked[1] if isinstance(asked, tuple) and len(asked) == 2 and isinstance(asked[1], list) else []
    evaluations = len({np.asarray(one).tobytes() for one in asked})
    found = np.shape(theta) if numeric else type_as_text(theta)
    return [Fact("it returns theta, a flat array of p numbers", found, start.shape),
            *(facts_of_theta(theta, start, target, limit) if found == start.shape else []),
            Fact("the first theta at which f is evaluated is the start",
                 bool(asked) and np.array_equal(asked[0], start),
                 otherwise="" if asked else "the function f was never called"),
            Fact("f is evaluated at no more than max_evaluations + 5 different theta",
                 evaluations <= limit + 5 or first_step_is_that_of_cg(asked, target) and "by CG"),
            Fact("the caller's theta is unchanged", np.array_equal(after, start),
                 otherwise="it changes the caller's theta")]


def facts_of_theta(theta, start, target, limit):
    """What must be true of the theta that is found."""
    with np.errstate(all="ignore"):
        share = bowl(theta, target)[0] / bowl(start, target)[0]
    return [Fact("theta has moved away from the start", not np.array_equal(theta, start),
                 otherwise="theta has not moved away from the start"),
            Fact("the final cost is lower than the cost at the start", bool(share < 1) or float(share),
                 otherwise="the final cost is not lower than the cost at the start"),
            Fact("the final cost is less than 1 percent of the cost at the start", bool(share < 0.01) or float(share),
                 otherwise="the final cost is not less than 1 percent of the cost at the start"),
            Fact("with enough evaluations, the final cost is less than a millionth of the cost at the start",
                 bool(share < 1e-6) or limit < 100)]


def first_step_is_that_of_cg(asked, target):
    """Is f evaluated first at the start and then 1.01 down the gradient, as by SciPy's CG and BFGS?"""
    second = next((one for one in asked if not np.array_equal(one, asked[0])), None)
    if second is None:
        return False
    slope = bowl(asked[0], target)[1]
    return np.allclose(second - asked[0], -1.01 * slope / np.linalg.norm(slope))


TARGET = np.array([0.8, -1.2, 0.3, 2.1, -0.7, 0.0, 1.4, -2.2, 0.6, -0.4, 1.9, -1.5])
START = np.array([3.1, 2.2, 4.0, -1.3, 2.6, 3.3, -2.0, 1.7, 3.8, 2.9, -2.4, 4.1])
MINIMIZE = 'minimize(f, start, method="TNC", jac=True, options={"maxfun": max_evaluations})'

EXERCISE = Exercise(
    title="Training", file="training.py",
    formulas={"train_with_tnc": r"\theta^* = \operatorname{argmin}_\theta\, J(\theta)"},
    lecture="Week 5, putting it together; exercise 4, section 2.6", points=0, noun="runs",
    facts=facts,
    calls=[call("train_with_tnc", spy("bowl", TARGET), START, evaluations) for evaluations in (20, 200)],
    hints=("Look up scipy.optimize.minimize: what are its first two arguments, and what is jac when the function "
           "returns its gradient, too?",
           "jac takes True, method a name, and options a dict. The options differ from method to method; the page "
           "minimize(method='TNC') says which one limits the evaluations of TNC.",
           "The result of minimize has many attributes: the theta that it found is x. The limit is called maxfun; "
           "maxiter, which other methods have, is ignored here."),
    mistakes=[
        Mistake("t-maxiter", {'"maxfun"': '"maxiter"'}, "the number of evaluations of f is not limited",
                "Which option limits the evaluations of TNC, and is it set to max_evaluations?",
                "TNC counts evaluations, with the option maxfun. It ignores maxiter and only warns."),
        Mistake("t-no-limit", {', options={"maxfun": max_evaluations}': ""}, "max_evaluations is not used",
                "How does minimize know how long it may work?",
                "A limit is one of the options: for TNC it is called maxfun.", same_as="t-maxiter"),
        Mistake("t-limit-fixed", {'{"maxfun": max_evaluations}': '{"maxfun": 400}'}, "the limit is always the same",
                "Is max_evaluations passed to minimize?",
                "The limit is the argument max_evaluations, not a number of your own.", same_as="t-maxiter"),
        Mistake("t-cg", {'"TNC"': '"CG"', '"maxfun"': '"maxiter"'},
                "the method is CG or BFGS, whose evaluations of f are not limited",
                "Which method is your minimize told to use, and what does its limit count?",
                "The options differ from method to method. CG and BFGS have no maxfun, and their maxiter counts "
                "steps, each of which takes several evaluations: the method here is TNC.",
                also=({'"TNC"': '"CG"'}, {'"TNC"': '"BFGS"'})),            # BFGS with maxiter keeps within the limit
        Mistake("t-no-jac", {"jac=True, ": ""}, "minimize is not told that f returns the gradient, too",
                "How many things does f return, and how many does minimize expect by default?",
                "Without jac=True, minimize takes what f returns for the cost alone, and a pair is not a number."),
        Mistake("t-cost-only", {"minimize(f, start": "minimize(lambda theta: f(theta)[0], start", "jac=True, ": ""},
                "the gradient is discarded and estimated by finite differences",
                "How many times is f evaluated for one gradient when only its cost is used?",
                "Without the gradient, minimize moves each of the p entries separately to find the slope: p more "
                "evaluations in each step, 10,000 for the digits. f returns the gradient: tell minimize so, with jac."),
        Mistake("t-returns-start", {"return result.x": "return start"}, "the theta that it started from is returned",
                "Which part of the result of minimize is the theta that it found?",
                "minimize does not change its starting point; the theta that it found is the x of its result."),
        Mistake("t-returns-result", {"return result.x": "return result"}, "the whole result of minimize is returned",
                "Which part of the result of minimize is theta?",
                "minimize returns an OptimizeResult: theta is its x; the cost, a message and more are its other "
                "attributes."),
        Mistake("t-returns-cost", {"return result.x": "return result.fun"}, "the cost is returned instead of theta",
                "How many numbers does your function return, and how many are in theta?",
                "result.fun is the cost at the end; the theta with this cost is result.x."),
        Mistake("t-returns-pair", {"return result.x": "return result.x, result.fun"},
                "more than theta is returned",
                "What will the caller do with a pair when expecting theta?",
                "The cost is interesting, but the function should return only theta."),
        Mistake("t-returns-gradient", {"return result.x": "return result.jac"},
                "the gradient is returned instead of theta",
                "Which values does result.jac have near a minimum, and why?",
                "result.jac is the gradient at the end, almost 0 everywhere; theta is result.x."),
        Mistake("t-in-place", {"    return result.x": "    theta[:] = result.x\n    return theta"},
                "the result is written into the caller's theta",
                "Is the caller's theta the same after the call as before it?",
                "The result is right, but the starting point is lost: the next run would start where this one ended. "
                "Return the new array."),
        Mistake("t-own-start", {"np.array(theta, dtype=float)": "np.zeros(len(theta))"},
                "the optimizer does not start at the theta that is passed",
                "At which theta does your minimize start?",
                "The caller says where to start: at the argument theta. A network that starts from zeros does not "
                "learn at all."),
        Mistake("t-one-evaluation", {'{"maxfun": max_evaluations}': '{"maxfun": 1}'}, "f is evaluated only once",
                "How many evaluations does your limit allow?",
                "After one evaluation, minimize knows the cost at the start and stops there: the limit is "
                "max_evaluations.", same_as="t-returns-start"),
        Mistake("t-uphill", {"minimize(f, start": "minimize(lambda theta: (-f(theta)[0], -f(theta)[1]), start"},
                "theta moves uphill",
                "Should the cost become larger or smaller?",
                "With the sign reversed, minimize looks for the largest cost."),
    ])
