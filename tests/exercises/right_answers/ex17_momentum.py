"""Right answers to exercise 17, each written differently."""
import numpy as np

from nn import solvers


def momentum_step__plain(theta, velocity, gradient, learning_rate, momentum):
    velocity = momentum * velocity - learning_rate * gradient
    return theta + velocity, velocity


def momentum_step__nn(theta, velocity, gradient, learning_rate, momentum):
    step, velocity = solvers.momentum_step(velocity, gradient, learning_rate, momentum, nesterov=False)
    return theta + step, velocity


def momentum_step__loop(theta, velocity, gradient, learning_rate, momentum):
    new_theta, new_velocity = np.zeros(len(theta)), np.zeros(len(theta))
    for i in range(len(theta)):
        new_velocity[i] = momentum * velocity[i] - learning_rate * gradient[i]
        new_theta[i] = theta[i] + new_velocity[i]
    return new_theta, new_velocity


def momentum_step__list(theta, velocity, gradient, learning_rate, momentum):
    velocity = np.array([momentum * v - learning_rate * g for v, g in zip(velocity, gradient, strict=True)])
    return [theta + velocity, velocity]


def momentum_step__copies(theta, velocity, gradient, learning_rate, momentum):
    theta, velocity = theta.copy(), velocity.copy()
    velocity *= momentum
    velocity -= learning_rate * gradient
    theta += velocity
    return theta, velocity


def momentum_step__minus_a_positive_velocity(theta, velocity, gradient, learning_rate, momentum):
    downhill = learning_rate * gradient + momentum * -velocity
    return theta - downhill, -downhill


def momentum_step__matrix(theta, velocity, gradient, learning_rate, momentum):
    rule = np.array([[1, momentum, -learning_rate], [0, momentum, -learning_rate]])
    theta, velocity = rule @ np.stack([theta, velocity, gradient])
    return theta, velocity


def momentum_step__one_array(theta, velocity, gradient, learning_rate, momentum):
    new = np.empty((2, theta.size))
    new[1] = momentum * velocity - learning_rate * gradient
    new[0] = theta + new[1]
    return tuple(new)


def momentum_step__functions(theta, velocity, gradient, learning_rate, momentum):
    velocity = np.subtract(np.multiply(momentum, velocity), np.multiply(learning_rate, gradient))
    return np.add(theta, velocity), velocity


def momentum_step__theta_first(theta, velocity, gradient, learning_rate, momentum):
    new_theta = theta + momentum * velocity - learning_rate * gradient
    return new_theta, new_theta - theta


def momentum_step__float32(theta, velocity, gradient, learning_rate, momentum):
    v = np.float32(momentum) * velocity.astype(np.float32) - np.float32(learning_rate) * gradient.astype(np.float32)
    return theta.astype(np.float32) + v, v


def momentum_step__einsum(theta, velocity, gradient, learning_rate, momentum):
    velocity = np.einsum("k,ki->i", np.array([momentum, -learning_rate]), np.vstack([velocity, gradient]))
    return np.sum([theta, velocity], axis=0), velocity


def momentum_step__if(theta, velocity, gradient, learning_rate, momentum):
    if not velocity.any():
        velocity = -learning_rate * gradient
    elif momentum == 0:
        velocity = -gradient * learning_rate
    else:
        velocity = momentum * (velocity - learning_rate / momentum * gradient)
    return velocity + theta, velocity
