# expect: passes
# style: scipy.optimize.minimize, prints left in
import numpy as np
from scipy.optimize import minimize


def train_with_tnc(f, theta, max_evaluations):
    res = minimize(fun=f, x0=theta, jac=True, method="TNC", options={"maxfun": max_evaluations})
    print(res.message, res.nfev)
    return res.x
