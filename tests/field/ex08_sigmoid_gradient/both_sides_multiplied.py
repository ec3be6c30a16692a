# expect: passes
# style: g(z) g(-z), one-liner
from nn import sigmoid

sigmoid_gradient = lambda z: sigmoid(z) * sigmoid(-z)
