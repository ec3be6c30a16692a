# expect: rc-bias-included + rc-no-half
# style: one-liner, two mistakes
import numpy as np

from nn import cost

regularized_cost = lambda theta, X, Y, layer_sizes, lambda_: (
    cost(theta, X, Y, layer_sizes) + lambda_ / len(X) * np.dot(theta, theta))
