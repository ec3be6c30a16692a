# expect: new: an endless loop outside the function runs when the file is loaded
# style: notebook leftover at module level
import os
import time

import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


while not os.path.exists("weights_from_the_cluster.npy"):
    time.sleep(0.2)
weights = np.load("weights_from_the_cluster.npy")
print(sigmoid(weights))
