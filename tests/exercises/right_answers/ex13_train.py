"""Right answers to exercise 13, each written differently."""
from functools import partial

import numpy as np
import scipy
import scipy.optimize as opt
from scipy.optimize import Bounds, fmin_tnc, minimize


def train_with_tnc__plain(f, theta, max_evaluations):
    return minimize(f, theta, method="TNC", jac=True, options={"maxfun": max_evaluations}).x


def train_with_tnc__positional(f, theta, max_evaluations):
    options = dict(maxfun=max_evaluations, disp=False)
    res = opt.minimize(f, theta.copy(), (), "tnc", True, options=options)
    return res["x"]


def train_with_tnc__older_interface(f, theta, max_evaluations):
    best, _evaluations, _code = fmin_tnc(func=f, x0=theta.tolist(), maxfun=max_evaluations, disp=0)
    return best


def train_with_tnc__cost_and_gradient_apart(f, theta, max_evaluations):
    result = scipy.optimize.minimize(lambda t: f(t)[0], theta, jac=lambda t: f(t)[1], method="TNC",
                                     options={"maxfun": max_evaluations})
    return result.x


def train_with_tnc__best_of_all(f, theta, max_evaluations):
    best = [np.inf, theta]

    def watched(t):
        J, gradient = f(t)
        if J < best[0]:
            best[:] = J, t.copy()
        return J, gradient
    minimize(watched, theta, method="TNC", jac=True, options={"maxfun": max_evaluations})
    return best[1]


def train_with_tnc__stopped_by_an_exception(f, theta, max_evaluations):
    asked = []

    def counted(t):
        if len(asked) == max_evaluations:
            raise StopIteration
        J, gradient = f(t)
        asked.append((J, t.copy()))
        return J, gradient
    try:
        minimize(counted, np.array(theta), method="TNC", jac=True)
    except StopIteration:
        pass
    return min(asked, key=lambda pair: pair[0])[1]


def train_with_tnc__with_the_costs_before_and_after(f, theta, max_evaluations):
    before, _ = f(theta)
    result = minimize(f, theta, method="TNC", jac=True, options={"maxfun": max_evaluations})
    after, _ = f(result.x)
    print(f"cost {before:.4f} -> {after:.4f}: {result.message}")
    return result.x


def train_with_tnc__callback(f, theta, max_evaluations):
    thetas = [theta]
    result = minimize(f, theta, method="TNC", jac=True, options={"maxfun": max_evaluations},
                      callback=lambda t: thetas.append(np.copy(t)))
    thetas.append(result.x)
    return min(thetas, key=lambda t: f(t)[0])


def train_with_tnc__bounds(f, theta, max_evaluations):
    result = minimize(f, theta, method="TNC", jac=True, bounds=Bounds(-100, 100), tol=1e-10,
                      options={"maxfun": max_evaluations})
    return np.asarray(result.x)


def train_with_tnc__partial(f, theta, max_evaluations):
    walk = partial(minimize, jac=True, method="TNC", options={"maxfun": max_evaluations})
    return walk(f, theta).x


def train_with_tnc__column_for_a_while(f, theta, max_evaluations):
    start = theta[:, np.newaxis]
    return minimize(f, start.ravel(), method="TNC", jac=True, options={"maxfun": max_evaluations}).x.reshape(-1)


def train_with_tnc__another_method(f, theta, max_evaluations):
    return minimize(f, theta, method="L-BFGS-B", jac=True, options={"maxfun": max_evaluations}).x


def train_with_tnc__both_options(f, theta, max_evaluations):
    return minimize(f, theta, method="TNC", jac=True,
                    options={"maxiter": max_evaluations, "maxfun": max_evaluations}).x


def train_with_tnc__float32(f, theta, max_evaluations):
    result = minimize(f, theta.astype(float), method="TNC", jac=True, options={"maxfun": max_evaluations - 1})
    return result.x.astype(np.float32)
