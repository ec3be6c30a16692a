# expect: passes
# style: scipy.special.expit
from scipy.special import expit


def sigmoid(z):
    return expit(z)
