# expect: rc-bias-included + rc-no-half
# style: code golf, theta @ theta
from nn import cost

regularized_cost = lambda t, X, Y, s, l: cost(t, X, Y, s) + l / len(X) * (t @ t)
