# expect: passes
# style: MATLAB port, rand * 2 * eps - eps, concatenated
import numpy as np


def rand_initialize_weights(L_in, L_out, epsilon_init, rng):
    W = rng.random((L_out, 1 + L_in)) * 2 * epsilon_init - epsilon_init
    return W


def random_init(layer_sizes, rng, epsilon=0.12):
    input_layer_size, hidden_layer_size, num_labels = layer_sizes
    initial_Theta1 = rand_initialize_weights(input_layer_size, hidden_layer_size, epsilon, rng)
    initial_Theta2 = rand_initialize_weights(hidden_layer_size, num_labels, epsilon, rng)
    return np.concatenate([initial_Theta1.ravel(), initial_Theta2.ravel()])
