# expect: ff-bias-squashed
# style: predict.m translated line by line, own forward pass
import numpy as np

from nn import sigmoid, unflatten


def predict(theta, X, layer_sizes, classes):
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    m = X.shape[0]
    num_labels = Theta2.shape[0]
    # p = zeros(size(X, 1), 1);
    h1 = sigmoid(np.concatenate([np.ones((m, 1)), np.concatenate([np.ones((m, 1)), X], 1) @ Theta1.T], 1))
    h2 = sigmoid(h1 @ Theta2.T)
    # [dummy, p] = max(h2, [], 2);
    dummy, p = np.max(h2, axis=1), np.argmax(h2, axis=1)
    return np.array(classes)[p]
