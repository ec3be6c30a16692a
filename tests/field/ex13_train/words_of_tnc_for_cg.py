# expect: t-cg
# style: options of TNC with the method CG
import numpy as np


def train_with_tnc(f, theta, max_evaluations):
    from scipy.optimize import minimize
    out = minimize(f, theta, method="CG", jac=True, options=dict(maxfun=max_evaluations))
    return out.x
