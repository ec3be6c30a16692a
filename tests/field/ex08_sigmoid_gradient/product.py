# expect: passes
# style: physicist, Fermi function times hole occupation
import numpy as np
from scipy.special import expit


def sigmoid_gradient(z):
    """-df/dE: product of particle and hole occupation"""
    particle = expit(z)
    hole = expit(-np.asarray(z))
    return particle * hole
