# expect: rc-norm
# style: PyTorch habit, sum of norms over parameters
import numpy as np

from nn import cost, unflatten


def regularized_cost(theta, X, Y, layer_sizes, lambda_):
    params = [p[:, 1:] for p in unflatten(theta, layer_sizes)]
    l2_norm = sum(np.linalg.norm(p) for p in params)
    loss = cost(theta, X, Y, layer_sizes)
    batch_size = X.shape[0]
    return loss + 0.5 * lambda_ * l2_norm / batch_size
