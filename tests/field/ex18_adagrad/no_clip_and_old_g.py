# expect: ad-no-clip + ad-old-accumulator
# style: two mistakes
import numpy as np

def adagrad_step(theta, accumulator, gradient, learning_rate, largest_norm):
    new_theta = theta - learning_rate * gradient / np.sqrt(accumulator)
    new_accumulator = accumulator + gradient ** 2
    return new_theta, new_accumulator
