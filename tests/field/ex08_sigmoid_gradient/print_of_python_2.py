# expect: new: print needs parentheses in Python 3
# style: Python 2
from nn import sigmoid


def sigmoid_gradient(z):
    g = sigmoid(z)
    return g * (1 - g)

print sigmoid_gradient(0)
