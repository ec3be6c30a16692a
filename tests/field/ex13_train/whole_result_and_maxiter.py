# expect: t-returns-result + t-maxiter
# style: two mistakes, notebook
import numpy as np
from scipy.optimize import minimize

def train_with_tnc(f, theta, max_evaluations):
    fmin = minimize(fun=f, x0=theta, method='TNC', jac=True, options={'maxiter': max_evaluations})
    return fmin
