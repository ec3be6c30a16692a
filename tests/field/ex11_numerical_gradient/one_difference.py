# expect: ng-all-entries
# style: as for a single number
def numerical_gradient(f, theta, epsilon=1e-4):
    return (f(theta + epsilon) - f(theta - epsilon)) / (2 * epsilon)
