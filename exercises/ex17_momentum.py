"""Exercise 17. Momentum

Gradients of small batches point in different directions. Momentum averages them: what is added to theta is a velocity,
which keeps the fraction μ (momentum) of itself and is pushed a little downhill, by η (learning_rate) times the
gradient. First comes the new velocity, then the step of theta. Return both as new arrays; do not change the arguments.
"""
import numpy as np


def momentum_step(theta, velocity, gradient, learning_rate, momentum):
    """v ← μ v − η ∂J/∂θ,   θ ← θ + v

    theta         : (p,) all weights
    velocity      : (p,) v, of the previous step; zeros at the start
    gradient      : (p,) ∂J/∂θ at theta, of one batch
    learning_rate : η > 0
    momentum      : μ in 0..1; 0 is plain gradient descent
    Returns       : (theta, velocity), two new (p,) arrays
    """
    raise NotImplementedError("momentum_step: write it here, instead of this line")
