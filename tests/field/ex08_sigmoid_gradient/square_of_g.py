# expect: sg-twice-first
# style: sloppy names
from nn import sigmoid
def sigmoid_gradient(x):
    y = sigmoid(x)
    d = y * y
    return d
