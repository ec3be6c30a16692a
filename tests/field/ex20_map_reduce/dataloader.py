# expect: mr-mean-of-means
# style: PyTorch habit, DataLoader as a generator
import numpy as np

from nn import gradient


def DataLoader(X, Y, batch_size):
    for start in range(0, len(X), batch_size):
        yield X[start:start + batch_size], Y[start:start + batch_size]


def chunked_gradient(theta, X, Y, layer_sizes, chunk_size):
    running = np.zeros_like(theta)
    for i, (inputs, labels) in enumerate(DataLoader(X, Y, chunk_size), start=1):
        running += gradient(theta, inputs, labels, layer_sizes)
    return running / i
