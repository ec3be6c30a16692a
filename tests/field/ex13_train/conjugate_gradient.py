# expect: t-cg
# style: public walk-through with fmincg
import numpy as np
from scipy.optimize import minimize


def train_with_tnc(f, theta, max_evaluations):
    options = {"maxiter": max_evaluations}
    res = minimize(f, theta, jac=True, method="CG", options=options)
    return res.x
