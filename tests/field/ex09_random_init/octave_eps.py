# expect: init-epsilon-fixed
# style: randInitializeWeights.m translated
import numpy as np


def randInitializeWeights(L_in, L_out, rng):
    W = np.zeros((L_out, 1 + L_in))
    # Randomly initialize the weights to small values
    epsilon_init = 0.12
    W = rng.random((L_out, 1 + L_in)) * 2 * epsilon_init - epsilon_init
    return W


def random_init(layer_sizes, rng, epsilon=0.12):
    initial_Theta1 = randInitializeWeights(layer_sizes[0], layer_sizes[1], rng)
    initial_Theta2 = randInitializeWeights(layer_sizes[1], layer_sizes[2], rng)
    # Unroll parameters
    return np.concatenate([initial_Theta1.ravel(), initial_Theta2.ravel()])
