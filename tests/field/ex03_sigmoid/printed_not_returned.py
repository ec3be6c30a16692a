# expect: new: the result is printed, not returned
# style: beginner, print
import numpy as np

def sigmoid(z):
    g = 1 / (1 + np.exp(-z))
    print(g)

sigmoid(0)
