"""Right answers to exercise 18, each written differently."""
import math

import numpy as np

from nn import solvers


def adagrad_step__plain(theta, accumulator, gradient, learning_rate, largest_norm):
    norm = np.linalg.norm(gradient)
    if norm > largest_norm:
        gradient = largest_norm / norm * gradient
    accumulator = accumulator + gradient ** 2
    return theta - learning_rate * gradient / np.sqrt(accumulator), accumulator


def adagrad_step__nn(theta, accumulator, gradient, learning_rate, largest_norm):
    step, accumulator = solvers.adagrad_step(accumulator, solvers.clip_norm(gradient, largest_norm), learning_rate)
    return theta + step, accumulator


def adagrad_step__min(theta, accumulator, gradient, learning_rate, largest_norm):
    g = gradient * min(1, largest_norm / (np.linalg.norm(gradient) or 1))
    G = accumulator + g * g
    return theta - learning_rate / np.sqrt(G) * g, G


def adagrad_step__max(theta, accumulator, gradient, learning_rate, largest_norm):
    g = gradient / max(1.0, math.sqrt(gradient @ gradient) / largest_norm)
    G = accumulator + np.square(g)
    return theta - learning_rate * g * G ** -0.5, G


def adagrad_step__division_by_zero(theta, accumulator, gradient, learning_rate, largest_norm):
    g = gradient * min(1, largest_norm / np.linalg.norm(gradient))
    G = accumulator + g ** 2
    return theta - learning_rate * g / np.sqrt(G), G


def adagrad_step__loop(theta, accumulator, gradient, learning_rate, largest_norm):
    squares = 0.0
    for g in gradient:
        squares += g * g
    factor = 1.0
    if squares > largest_norm ** 2:
        factor = largest_norm / squares ** 0.5
    new_theta, new_accumulator = [], []
    for t, G, g in zip(theta, accumulator, gradient, strict=True):
        g = g * factor
        G = G + g ** 2
        new_accumulator.append(G)
        new_theta.append(t - learning_rate * g / math.sqrt(G))
    return np.array(new_theta), np.array(new_accumulator)


def adagrad_step__copies(theta, accumulator, gradient, learning_rate, largest_norm):
    theta, accumulator, gradient = theta.copy(), accumulator.copy(), gradient.copy()
    length = np.sqrt(sum(gradient ** 2))
    if length > largest_norm:
        gradient *= largest_norm
        gradient /= length
    accumulator += gradient ** 2
    theta -= learning_rate * gradient / np.sqrt(accumulator)
    return theta, accumulator


def adagrad_step__where(theta, accumulator, gradient, learning_rate, largest_norm):
    length = np.linalg.norm(gradient)
    g = np.where(length > largest_norm, gradient * largest_norm / max(length, 1e-300), gradient)
    G = accumulator + g ** 2
    return np.subtract(theta, learning_rate * g / np.sqrt(G)), G


def adagrad_step__small_epsilon(theta, accumulator, gradient, learning_rate, largest_norm):
    length = np.linalg.norm(gradient)
    if length >= largest_norm:
        gradient = gradient * (largest_norm / length)
    accumulator = accumulator + gradient ** 2
    return theta - learning_rate * gradient / (np.sqrt(accumulator) + 1e-8), accumulator


def adagrad_step__float32(theta, accumulator, gradient, learning_rate, largest_norm):
    theta, accumulator, gradient = (values.astype(np.float32) for values in (theta, accumulator, gradient))
    length = np.sqrt(np.dot(gradient, gradient))
    if length > largest_norm:
        gradient = gradient * np.float32(largest_norm) / length
    accumulator = accumulator + gradient * gradient
    return theta - np.float32(learning_rate) * gradient / np.sqrt(accumulator), accumulator


def adagrad_step__direction_and_length(theta, accumulator, gradient, learning_rate, largest_norm):
    length = np.hypot.reduce(gradient)
    direction = gradient / length if length else gradient
    g = min(length, largest_norm) * direction
    G = g ** 2 + accumulator
    return [theta - np.divide(learning_rate * g, np.sqrt(G)), G]


def adagrad_step__root_first(theta, accumulator, gradient, learning_rate, largest_norm):
    length = np.power(np.einsum("i,i->", gradient, gradient), 0.5)
    shortened = gradient if length <= largest_norm else gradient / (length / largest_norm)
    root = np.hypot(np.sqrt(accumulator), shortened)
    return theta - learning_rate * (shortened / root), root ** 2


def adagrad_step__matrix(theta, accumulator, gradient, learning_rate, largest_norm):
    norm = float(np.linalg.norm(gradient[:, None], "fro"))
    if norm > largest_norm:
        gradient = np.diag(np.full(len(gradient), largest_norm / norm)) @ gradient
    G = np.diag(accumulator) + np.diag(gradient ** 2)
    return theta - learning_rate * np.linalg.solve(np.sqrt(G), gradient), np.diag(G)
