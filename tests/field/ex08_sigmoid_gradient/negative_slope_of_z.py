# expect: sg-of-activation + sg-sign
# style: two mistakes, short
def sigmoid_gradient(z):
    return z * (z - 1)
