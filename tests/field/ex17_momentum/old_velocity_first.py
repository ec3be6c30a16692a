# expect: mo-theta-first
# style: order of the two lines
def momentum_step(theta, v, g, eta, mu):
    theta = theta + v
    v = mu * v - eta * g
    return theta, v
