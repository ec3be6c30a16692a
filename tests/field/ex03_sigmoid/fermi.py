# expect: sig-sign
# style: physics student, Fermi function
import numpy as np

kT = 1.0
mu = 0.0


def fermi(E):
    # occupation number
    return 1.0 / (np.exp((E - mu) / kT) + 1.0)


def sigmoid(z):
    return fermi(z)
