# expect: new: the cost is printed, not returned
# style: notebook, print
import numpy as np
from nn import feedforward

def cost(theta, X, Y, layer_sizes):
    a3 = feedforward(theta, X, layer_sizes)[0][-1]
    J = -np.sum(Y * np.log(a3) + (1 - Y) * np.log(1 - a3)) / len(X)
    print("J =", J)
