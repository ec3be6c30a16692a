# expect: ng-forward
# style: SciPy user, approx_fprime
from scipy.optimize import approx_fprime


def numerical_gradient(f, theta, epsilon=1e-4):
    return approx_fprime(theta, f, epsilon)
