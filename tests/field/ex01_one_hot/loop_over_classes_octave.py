# expect: passes
# style: MATLAB port, Y(:, k) = (y == k)
import numpy as np


def one_hot(y, classes):
    y = np.array(y)
    m = y.shape[0]
    K = len(classes)
    Y = np.zeros((m, K))
    # Y = zeros(m, num_labels); for k = 1:num_labels; Y(:, k) = (y == k); end
    for k in range(1, K + 1):
        Y[:, k - 1] = (y == classes[k - 1])
    return Y
