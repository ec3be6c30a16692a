# expect: cost-per-class
# style: Python's sum of an array
import numpy as np
from nn import feedforward

def cost(theta, X, Y, layer_sizes):
    a3 = feedforward(theta, X, layer_sizes)[0][2]
    return sum(-Y*np.log(a3) - (1-Y)*np.log(1-a3)) / len(Y)
