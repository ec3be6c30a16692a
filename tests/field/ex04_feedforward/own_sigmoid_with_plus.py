# expect: sig-sign
# style: own sigmoid inline, German comments
import numpy as np

from nn import unflatten


def g(z):
    return 1 / (1 + np.exp(z))          # Sigmoidfunktion


def feedforward(theta, X, layer_sizes):
    # Gewichte entpacken
    W1, W2 = unflatten(theta, layer_sizes)
    eins = np.ones((X.shape[0], 1))
    z2 = np.hstack((eins, X)).dot(W1.T)     # versteckte Schicht
    a2 = g(z2)
    z3 = np.hstack((eins, a2)).dot(W2.T)    # Ausgabeschicht
    a3 = g(z3)
    return [X, a2, a3], [z2, z3]
