# expect: rg-bias-included + rg-half
# style: code golf on the flat vector
from nn import gradient

regularized_gradient = lambda t, X, Y, s, l: gradient(t, X, Y, s) + l * t / len(Y) / 2
