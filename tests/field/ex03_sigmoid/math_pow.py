# expect: sig-math-exp
# style: e to the power of
import math


def sigmoid(z):
    return 1 / (1 + math.pow(math.e, -z))
