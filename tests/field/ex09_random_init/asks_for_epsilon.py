# expect: new: input() outside the function waits for the keyboard
# style: beginner, input() at module level
import numpy as np


def random_init(layer_sizes, rng, epsilon=0.12):
    n, h, K = layer_sizes
    return rng.uniform(-epsilon, epsilon, h * (n + 1) + K * (h + 1))


eps = float(input("epsilon: "))
print(random_init((400, 25, 10), np.random.default_rng(0), eps))
