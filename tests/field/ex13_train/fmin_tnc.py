# expect: passes
# style: scipy.optimize.fmin_tnc
import numpy as np
import scipy.optimize as opt


def train_with_tnc(f, theta, max_evaluations):
    result = opt.fmin_tnc(func=f, x0=np.array(theta), maxfun=max_evaluations, messages=0)
    return result[0]
