# expect: p-axis0 + p-no-plus-1
# style: two mistakes, one-liner
import numpy as np
from nn import feedforward

predict = lambda theta, X, layer_sizes, classes: feedforward(theta, X, layer_sizes)[0][-1].argmax(axis=0)
