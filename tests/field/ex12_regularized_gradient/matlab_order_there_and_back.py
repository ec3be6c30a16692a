# expect: rg-column-by-column
# style: MATLAB's order there and back
import numpy as np
from nn import gradient

def regularized_gradient(theta, X, Y, layer_sizes, lambda_):
    n, h, K = layer_sizes
    m = len(X)
    T1 = theta[:h*(n+1)].reshape(h, n+1, order="F").copy()
    T2 = theta[h*(n+1):].reshape(K, h+1, order="F").copy()
    T1[:, 0] = 0
    T2[:, 0] = 0
    return gradient(theta, X, Y, layer_sizes) + lambda_ / m * np.r_[T1.ravel("F"), T2.ravel("F")]
