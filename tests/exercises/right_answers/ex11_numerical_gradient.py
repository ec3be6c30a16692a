"""Right answers to exercise 11, each written differently."""
import numpy as np

import nn
from nn.gradient_check import central_difference


def numerical_gradient__unit_vector(f, theta, epsilon=1e-4):
    slopes = []
    for i in range(theta.size):
        e = np.zeros(theta.size)
        e[i] = 1
        slopes.append((f(theta + epsilon * e) - f(theta - epsilon * e)) / (2 * epsilon))
    return np.array(slopes)


def numerical_gradient__rows_of_the_identity(f, theta, epsilon=1e-4):
    return np.array([(f(theta + step) - f(theta - step)) / 2 / epsilon for step in epsilon * np.eye(len(theta))])


def numerical_gradient__octave(f, theta, epsilon=1e-4):
    numgrad = np.zeros(theta.shape)
    perturb = np.zeros(theta.shape)
    for p in range(theta.size):
        perturb[p] = epsilon
        loss1 = f(theta - perturb)
        loss2 = f(theta + perturb)
        numgrad[p] = (loss2 - loss1) / (2 * epsilon)
        perturb[p] = 0
    return numgrad


def numerical_gradient__moved_and_put_back(f, theta, epsilon=1e-4):
    moved, gradient = np.array(theta), np.empty_like(theta)
    for i, value in enumerate(theta):
        moved[i] = value + epsilon
        above = f(moved)
        moved[i] = value - epsilon
        below = f(moved)
        moved[i] = value
        gradient[i] = 0.5 * (above - below) / epsilon
    return gradient


def numerical_gradient__theta_put_back(f, theta, epsilon=1e-4):
    gradient = np.zeros_like(theta)
    for i in range(len(theta)):
        before = theta[i]
        theta[i] = before + epsilon
        gradient[i] = f(theta)
        theta[i] = before - epsilon
        gradient[i] -= f(theta)
        theta[i] = before
    return gradient / (2 * epsilon)


def numerical_gradient__a_list_of_floats(f, theta, epsilon=1e-4):
    numbers = theta.tolist()

    def at(i, step):
        return f(np.array(numbers[:i] + [numbers[i] + step] + numbers[i + 1:]))
    return np.asarray([(at(i, epsilon) - at(i, -epsilon)) / (2 * epsilon) for i in range(len(numbers))])


def numerical_gradient__backwards(f, theta, epsilon=1e-4):
    gradient = np.zeros(theta.shape)
    for i in reversed(range(theta.size)):
        up, down = theta.copy(), theta.copy()
        down[i], up[i] = down[i] - epsilon, up[i] + epsilon
        gradient[i] = (f(down) - f(up)) / (-2 * epsilon)
    return gradient


def numerical_gradient__where(f, theta, epsilon=1e-4):
    place = np.arange(len(theta))
    return np.array([(f(np.where(place == i, theta + epsilon, theta)) - f(np.where(place == i, theta - epsilon, theta)))
                     / (2 * epsilon) for i in place])


def numerical_gradient__all_points_first(f, theta, epsilon=1e-4):
    points = theta + epsilon * np.vstack([np.eye(len(theta)), -np.eye(len(theta))])
    values = np.array(list(map(f, points)))
    return (values[:len(theta)] - values[len(theta):]) / (2 * epsilon)


def numerical_gradient__apply_along_axis(f, theta, epsilon=1e-4):
    steps = np.diag(np.full(len(theta), epsilon))
    up = np.apply_along_axis(f, 1, theta + steps)
    down = np.apply_along_axis(f, 1, theta - steps)
    return (up - down) / (2 * epsilon)


def numerical_gradient__mean_of_both_sides(f, theta, epsilon=1e-4):
    gradient, here = [], f(theta)
    for i in range(len(theta)):
        e = epsilon * (np.arange(len(theta)) == i)
        forward, backward = (f(theta + e) - here) / epsilon, (here - f(theta - e)) / epsilon
        gradient.append((forward + backward) / 2)
    return np.array(gradient)


def numerical_gradient__trapezoid_of_numpy(f, theta, epsilon=1e-4):
    def slope(i):
        heights = [f(theta + s * np.eye(1, len(theta), i)[0]) for s in (-epsilon, 0, epsilon)]
        return np.gradient(heights, epsilon)[1]
    return np.fromiter(map(slope, range(len(theta))), float)


def numerical_gradient__float32_result(f, theta, epsilon=1e-4):
    gradient = np.zeros(len(theta), dtype=np.float32)
    for i in range(len(theta)):
        up, down = np.copy(theta), np.copy(theta)
        up[i] += epsilon
        down[i] -= epsilon
        gradient[i] = (f(up) - f(down)) / (up[i] - down[i])
    return gradient


def numerical_gradient__from_the_package(f, theta, epsilon=1e-4):
    return nn.numerical_gradient(f, theta, epsilon)


def numerical_gradient__slope_along_a_direction(f, theta, epsilon=1e-4):
    return np.array([central_difference(f, theta, e, epsilon) for e in np.identity(theta.size)])
