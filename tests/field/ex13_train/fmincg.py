# expect: t-maxiter
# style: MATLAB user, optimset('MaxIter', 50)
import numpy as np


def train_with_tnc(f, theta, max_evaluations):
    from scipy.optimize import minimize
    options = {"maxiter": max_evaluations}     # options = optimset('MaxIter', 50);
    costFunction = lambda p: f(p)
    res = minimize(fun=costFunction, x0=theta, method="TNC", jac=True, options=options)
    nn_params = res["x"]
    return nn_params
