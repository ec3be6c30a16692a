# expect: passes
# style: closure that remembers the gradient of the last theta
import numpy as np


def train_with_tnc(f, theta, max_evaluations):
    from scipy.optimize import minimize
    last = {}

    def cost(t):
        last["theta"] = t.copy()
        J, last["grad"] = f(t)
        return J

    def grad(t):
        if not np.array_equal(t, last.get("theta")):
            cost(t)
        return last["grad"]

    return minimize(cost, theta, jac=grad, method="TNC", options={"maxfun": max_evaluations})["x"]
