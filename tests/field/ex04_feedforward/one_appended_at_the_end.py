# expect: ff-bias-last
# style: loops over examples, np.append
import numpy as np

from nn import sigmoid, unflatten


def feedforward(theta, X, layer_sizes):
    T1, T2 = unflatten(theta, layer_sizes)
    Z2, A2, Z3, A3 = [], [], [], []
    for x in X:
        x1 = np.append(x, 1.0)              # bias
        z2 = T1 @ x1
        a2 = sigmoid(z2)
        z3 = T2 @ np.append(a2, 1.0)
        Z2.append(z2); A2.append(a2); Z3.append(z3); A3.append(sigmoid(z3))
    return [X, np.array(A2), np.array(A3)], [np.array(Z2), np.array(Z3)]
