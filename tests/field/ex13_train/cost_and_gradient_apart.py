# expect: passes
# style: lambdas
import numpy as np
from scipy.optimize import minimize


def train_with_tnc(f, theta, max_evaluations):
    J = lambda t: f(t)[0]
    grad = lambda t: f(t)[1]
    return minimize(J, theta, jac=grad, method="TNC", options={"maxfun": max_evaluations}).x
