# expect: new: expit is used but not imported
# style: notebook where expit was imported elsewhere
def sigmoid_gradient(z):
    g = expit(z)
    return g * (1 - g)
