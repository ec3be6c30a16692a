"""Exercise 13. Training

Walk theta downhill. scipy.optimize.minimize does the walking: it asks f for the cost and its gradient at one theta
after another, and steps to where the cost is lower. Use its method "TNC" (truncated Newton), tell it that f returns the
cost together with the gradient, and let it ask at most max_evaluations times. Return the theta that it found.
"""
import numpy as np

from nn.exercises.sandbox.calls import bowl, call, spy
from nn.exercises.verdict.compare import is_numeric
from nn.exercises.exercise import Exercise, Mistake
from nn.exercises.sandbox.wire import type_as_text


def train_with_tnc(f, theta, max_evaluations):
    """θ* = argmin J(θ),  found step by step from a first θ on

    f               : function of a (p,) array that returns (J, gradient): a float and a (p,) array
    theta           : (p,) array where to start, stays as it is
    max_evaluations : int >= 1, how often f may be asked
    Returns         : (p,) array, the theta that the optimizer found
    """
    from scipy.optimize import minimize
    start = np.array(theta, dtype=float)
    result = minimize(f, start, method="TNC", jac=True, options={"maxfun": max_evaluations})
    return result.x


# --- how it is checked ---

def facts(call, observation):
    """What must be so however theta is found: a list of (statement, value), the same for every right answer.

    TNC steps over its limit by one. A few evaluations more are let pass, for a last look or another method; a theta
    asked again, such as for its cost and then for its gradient, counts once.
    """
    (_, _, target), start, limit = call.arguments
    theta, (asked, after) = observation.value, [*observation.arguments, None, None][:2]
    numeric = is_numeric(theta) and np.asarray(theta).dtype.kind in "iuf"
    statement = "it returns theta, a flat array of p numbers"
    if not numeric or np.shape(theta) != start.shape:
        return [(statement, np.shape(theta) if numeric else type_as_text(theta))]
    asked = asked[1] if isinstance(asked, tuple) and len(asked) == 2 and isinstance(asked[1], list) else []
    evaluations = len({np.asarray(one).tobytes() for one in asked})
    with np.errstate(all="ignore"):
        share = bowl(theta, target)[0] / bowl(start, target)[0]
    return [(statement, np.shape(theta)),
            ("theta is another one than at the start", not np.array_equal(theta, start)),
            ("the cost there is lower than at the start", bool(share < 1) or float(share)),
            ("the cost there is less than 1 % of the cost at the start", bool(share < 0.01) or float(share)),
            ("with evaluations enough, it is less than a millionth", bool(share < 1e-6) or limit < 100),
            ("the first theta for which f is asked is the start", bool(asked) and np.array_equal(asked[0], start)),
            ("f is asked for at most max_evaluations (and 5) different theta", evaluations <= limit + 5),
            ("the caller's theta is as it was", np.array_equal(after, start))]


TARGET = np.array([0.8, -1.2, 0.3, 2.1, -0.7, 0.0, 1.4, -2.2, 0.6, -0.4, 1.9, -1.5])
START = np.array([3.1, 2.2, 4.0, -1.3, 2.6, 3.3, -2.0, 1.7, 3.8, 2.9, -2.4, 4.1])
MINIMIZE = 'minimize(f, start, method="TNC", jac=True, options={"maxfun": max_evaluations})'

EXERCISE = Exercise(
    title="Training", file="training.py",
    lecture="Week 5, putting it together; exercise 4, section 2.6", points=0, noun="runs",
    summary=facts,
    calls=[call("train_with_tnc", spy("bowl", TARGET), START, evaluations) for evaluations in (20, 200)],
    hints=("Look up scipy.optimize.minimize: what are its first two arguments, and what is jac for where the function "
           "returns its gradient, too?",
           "jac takes True, method a name, and options a dict. The options differ from method to method: which one "
           "limits the evaluations of TNC, is written on the page minimize(method='TNC').",
           "What minimize returns holds many things: the theta it found is its x. The limit is called maxfun; maxiter, "
           "which other methods have, is ignored here."),
    mistakes=[
        Mistake("t-maxiter", {'"maxfun"': '"maxiter"'}, "nothing limits how often f is asked",
                "What is the option called that limits the evaluations of TNC, and does it get max_evaluations?",
                "TNC counts evaluations, with the option maxfun. It ignores maxiter, with no more than a warning."),
        Mistake("t-no-limit", {', options={"maxfun": max_evaluations}': ""}, "max_evaluations is not used",
                "Where does minimize learn how long it may work?",
                "A limit is among the options: for TNC it is called maxfun.", same_as="t-maxiter"),
        Mistake("t-limit-fixed", {'{"maxfun": max_evaluations}': '{"maxfun": 400}'}, "the limit is always the same",
                "Does minimize hear of max_evaluations?",
                "The limit is the argument max_evaluations, not a number of your own.", same_as="t-maxiter"),
        Mistake("t-no-jac", {"jac=True, ": ""}, "minimize is not told that f returns the gradient, too",
                "How many things does f return, and how many does minimize expect where nothing else is said?",
                "Without jac=True, minimize takes what f returns for the cost alone, and a pair is no number."),
        Mistake("t-cost-only", {"minimize(f, start": "minimize(lambda theta: f(theta)[0], start", "jac=True, ": ""},
                "the gradient is thrown away and estimated by differences",
                "How often is f asked for one gradient when only its cost is used?",
                "Without the gradient, minimize moves each of the p entries by itself to find the slope: p more "
                "evaluations a step, 10,000 for the digits. f returns the gradient: tell minimize so, with jac."),
        Mistake("t-returns-start", {"return result.x": "return start"}, "it returns the theta that it started from",
                "Which part of what minimize returns is the theta that it found?",
                "minimize leaves its start alone and returns a new theta, as x of its result."),
        Mistake("t-returns-result", {"return result.x": "return result"}, "it returns all that minimize has to say",
                "Which part of what minimize returns is theta?",
                "minimize returns an OptimizeResult: theta is its x, beside the cost, a message and more."),
        Mistake("t-returns-cost", {"return result.x": "return result.fun"}, "it returns the cost instead of theta",
                "How many numbers does your function return, and how many has theta?",
                "result.fun is the cost at the end; the theta that has this cost is result.x."),
        Mistake("t-returns-pair", {"return result.x": "return result.x, result.fun"},
                "it returns more than theta",
                "What does the caller do with a pair, who wants theta?",
                "The cost is interesting, but asked for is theta alone."),
        Mistake("t-returns-gradient", {"return result.x": "return result.jac"},
                "it returns the gradient instead of theta",
                "What are the numbers of result.jac close to at a minimum, and why?",
                "result.jac is the gradient at the end, nearly 0 everywhere; theta is result.x."),
        Mistake("t-in-place", {"    return result.x": "    theta[:] = result.x\n    return theta"},
                "it writes its result into the caller's theta",
                "After the call, is the caller's theta still the one to start from?",
                "The result is right, but the start is lost: the next run would begin where this one ended. Return "
                "the new array."),
        Mistake("t-own-start", {"np.array(theta, dtype=float)": "np.zeros(len(theta))"},
                "it starts somewhere else",
                "At which theta does your minimize begin?",
                "The caller says where to start: the argument theta. A network that starts from zeros even learns "
                "nothing."),
        Mistake("t-one-evaluation", {'{"maxfun": max_evaluations}': '{"maxfun": 1}'}, "f is asked only once",
                "What does your limit allow?",
                "After one evaluation minimize knows the cost at the start, and stops there: the limit is "
                "max_evaluations.", same_as="t-returns-start"),
        Mistake("t-uphill", {"minimize(f, start": "minimize(lambda theta: (-f(theta)[0], -f(theta)[1]), start"},
                "it walks uphill",
                "Is the cost to become large or small?",
                "With the sign turned round, minimize looks for the largest cost."),
    ])
