# expect: u-start-at-0
# style: loop, beginner
import numpy as np


def flatten(Thetas):
    theta = Thetas[0].flatten()
    for Theta in Thetas[1:]:
        theta = np.concatenate((theta, Theta.flatten()))
    return theta


def unflatten(theta, layer_sizes):
    Thetas = []
    start = 0
    for l in range(len(layer_sizes) - 1):
        inp = layer_sizes[l]
        outp = layer_sizes[l + 1]
        size = outp * (inp + 1)
        Theta = theta[start:start + size].reshape((outp, inp + 1))
        Thetas.append(Theta)
    return Thetas
