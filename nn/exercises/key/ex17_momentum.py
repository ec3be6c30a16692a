"""Exercise 17. Momentum

Gradients of small batches point here and there. Momentum averages them out: what is added to theta is a velocity, which
keeps the share μ (momentum) of itself and is pushed a little downhill, by η (learning_rate) times the gradient. First
comes the new velocity, then the step of theta by it. Return both as new arrays; the ones you got stay as they are.
"""
import numpy as np

from nn.exercises.sandbox.calls import call
from nn.exercises.exercise import Exercise, Mistake


def momentum_step(theta, velocity, gradient, learning_rate, momentum):
    """v ← μ v − η ∂J/∂θ,   θ ← θ + v

    theta         : (p,) all weights
    velocity      : (p,) v, of the step before; zeros at the start
    gradient      : (p,) ∂J/∂θ at theta, of one batch
    learning_rate : η > 0
    momentum      : μ in 0..1; 0 is plain gradient descent
    Returns       : (theta, velocity), two new (p,) arrays
    """
    kept = momentum * velocity
    downhill = -learning_rate * gradient
    velocity = kept + downhill
    theta = theta + velocity
    return theta, velocity


# --- how it is checked ---

RNG = np.random.default_rng(17)


def inputs(p, learning_rate, momentum):
    return call("momentum_step", *RNG.normal(size=(3, p)), learning_rate, momentum)


EXERCISE = Exercise(
    title="Momentum", file="solvers.py",
    lecture="Week 10, stochastic and mini-batch gradient descent; beyond it: their step with a memory",
    points=0, bonus=True, noun="inputs", names={"momentum_step": ("new theta", "new velocity")},
    calls=[inputs(7, 0.3, 0.9), inputs(5, 0.05, 0.6), inputs(4, 0.7, 0.0),
           call("momentum_step", np.array([3.0, -1.0, 0.5]), np.zeros(3), np.array([4.0, 5.0, -6.0]), 0.1, 0.8),
           call("momentum_step", np.array([3.0, -1.0, 0.5]), np.array([0.7, -0.2, 1.5]), np.zeros(3), 0.1, 0.8)],
    hints=("Which of the two arrows is followed first: the one that makes the new velocity, or the one that uses it?",
           "The new velocity has two parts: a share of the old one, and a push against the gradient. The step of "
           "theta is the new velocity itself, nothing more.",
           "Compute μ times velocity minus η times gradient into a new name, add that to theta, and return the two. "
           "With μ = 0 it must be plain gradient descent. *= and -= would change the caller's arrays."),
    mistakes=[
        Mistake("mo-uphill", {"-learning_rate": "learning_rate"}, "the velocity is pushed uphill",
                "Does the gradient point to where the cost rises or to where it falls?",
                "The gradient points uphill; the velocity gets −η times it."),
        Mistake("mo-backwards", {"theta + velocity": "theta - velocity"}, "theta steps against its velocity",
                "Your velocity points downhill. And your step?",
                "The minus sign is in the velocity already; a second one in the step of theta turns it uphill again."),
        Mistake("mo-no-rate", {"-learning_rate * gradient": "-gradient"},
                "the gradient is not multiplied by the learning rate",
                "Does your step change when the learning rate does?",
                "The push is η times the gradient; yours is the whole gradient."),
        Mistake("mo-no-memory", {"momentum * velocity": "0 * velocity"}, "the old velocity is forgotten",
                "Does your step change when momentum does?",
                "What you do is plain gradient descent: the share μ of the old velocity is missing."),
        Mistake("mo-all-kept", {"momentum * velocity": "velocity"}, "the old velocity is kept whole",
                "Does your step change when momentum does?",
                "The new velocity keeps the share μ of the old one; without the factor it never slows down."),
        Mistake("mo-average", {"-learning_rate * gradient": "-(1 - momentum) * learning_rate * gradient"},
                "the gradient counts 1 − μ only",
                "Where in the formula does 1 − μ stand?",
                "A running mean takes μ of the old and 1 − μ of the new; momentum adds the whole η ∂J/∂θ each time."),
        Mistake("mo-share-of-rate", {"momentum * velocity": "(1 - momentum) * velocity"},
                "the velocity keeps 1 − μ instead of μ",
                "How much of the velocity should remain when μ is 0?",
                "μ is the share that is kept, not the one that is lost."),
        Mistake("mo-factors-swapped", {"momentum * velocity": "learning_rate * velocity",
                                       "-learning_rate * gradient": "-momentum * gradient"},
                "learning rate and momentum have changed places",
                "Which of the two numbers belongs to the gradient?",
                "η, the learning rate, goes with the gradient, and μ, the momentum, with the old velocity."),
        Mistake("mo-rate-outside", {"-learning_rate * gradient": "-gradient",
                                    "theta + velocity": "theta + learning_rate * velocity"},
                "the learning rate is multiplied to the step, not to the gradient",
                "In which of the two equations does η stand?",
                "There are programs with that convention, but here v is the step itself: η belongs to the gradient, "
                "and θ moves by all of v."),
        Mistake("mo-positive-velocity", {"-learning_rate * gradient": "gradient",
                                         "theta + velocity": "theta - learning_rate * velocity"},
                "the velocity adds up gradients, and theta takes η off it",
                "In which of the two equations does η stand, and with which sign?",
                "That is the convention of some libraries, where v is a sum of gradients. Here v is the step itself: "
                "it points downhill, and θ moves by all of it."),
        Mistake("mo-theta-first", {"    kept =": "    before = velocity\n    kept =",
                                   "theta + velocity": "theta + before"},
                "theta moves by the old velocity",
                "Which velocity does the second equation use: the one before or the one after the first equation?",
                "The velocity is renewed first, and then theta moves by the new one."),
        Mistake("mo-nesterov", {"theta + velocity": "theta + momentum * velocity + downhill"},
                "this is Nesterov's step, which looks one step ahead",
                "How often is momentum applied in your step of theta?",
                "Nesterov's variant applies μ once more to the new velocity. Here theta moves by the new velocity "
                "itself."),
        Mistake("mo-gradient-twice", {"theta + velocity": "theta + velocity + downhill"},
                "the gradient enters the step twice",
                "Through which terms does the gradient reach your theta?",
                "The velocity contains −η times the gradient already; theta must not subtract it once more."),
        Mistake("mo-velocity-not-kept", {"velocity = kept": "step = kept", "theta + velocity": "theta + step"},
                "the velocity that is returned is the old one",
                "What will the next step remember of this one?",
                "Your theta is right, but the new velocity is lost: the second thing to return is the one theta "
                "moved by."),
        Mistake("mo-step-returned", {"theta = theta + velocity": "theta = velocity"},
                "the step is returned instead of the new theta",
                "Where is theta when it has moved by the step?",
                "The first thing to return is theta plus the velocity."),
        Mistake("mo-theta-stays", {"theta = theta + velocity": "pass"}, "theta does not move",
                "Is your theta a different one after the step?",
                "The velocity is right; theta must be moved by it."),
        Mistake("mo-swapped", {"return theta, velocity": "return velocity, theta"},
                "theta and velocity are returned in the wrong order",
                "Which of the two does the caller take for theta?",
                "The docstring says (theta, velocity): the other way round, the next step treats weights as a "
                "velocity."),
        Mistake("mo-only-theta", {"return theta, velocity": "return theta"}, "the velocity is not returned",
                "What will the next step remember of this one?",
                "The new velocity is needed for the next step: return it beside theta."),
        Mistake("mo-theta-in-place", {"theta = theta + velocity": "theta += velocity"},
                "it changes the caller's theta",
                "After the call, is the caller's theta still what it was?",
                "+= writes into the array itself, which belongs to the caller; an optimizer that wants to go back to "
                "its best theta no longer has it. Make a new array."),
        Mistake("mo-velocity-in-place", {"kept = momentum * velocity": "velocity *= momentum",
                                         "velocity = kept + downhill": "velocity += downhill"},
                "it changes the caller's velocity",
                "After the call, is the caller's velocity still what it was?",
                "*= and += write into the array itself, which belongs to the caller. Make a new array."),
    ])
