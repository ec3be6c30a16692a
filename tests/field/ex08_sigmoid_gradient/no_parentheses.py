# expect: sg-parentheses
# style: one-liner
from nn import sigmoid


def sigmoid_gradient(z):
    return sigmoid(z) * 1 - sigmoid(z)
