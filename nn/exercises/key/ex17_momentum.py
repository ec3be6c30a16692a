"""Exercise 17. Momentum

Gradients of small batches point in different directions. Momentum averages them: what is added to theta is a velocity,
which keeps the fraction μ (momentum) of itself and is pushed a little downhill, by η (learning_rate) times the
gradient. First comes the new velocity, then the step of theta. Return both as new arrays; do not change the arguments.
"""
import numpy as np

from nn.exercises.sandbox.calls import call
from nn.exercises.exercise import Exercise, Mistake


def momentum_step(theta, velocity, gradient, learning_rate, momentum):
    """v ← μ v − η ∂J/∂θ,   θ ← θ + v

    theta         : (p,) all weights
    velocity      : (p,) v, of the previous step; zeros at the start
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

def inputs(rng, p, learning_rate, momentum):
    return call("momentum_step", *rng.normal(size=(3, p)), learning_rate, momentum)


def calls_of(rng, theta, velocity, gradient):
    """Random inputs, the last of them without momentum; the first step; and one where the cost is flat."""
    return [inputs(rng, 7, 0.3, 0.9), inputs(rng, 5, 0.05, 0.6), inputs(rng, 4, 0.7, 0.0),
            call("momentum_step", theta, np.zeros(3), gradient, 0.1, 0.8),
            call("momentum_step", theta, velocity, np.zeros(3), 0.1, 0.8)]


def draw(rng):
    return calls_of(rng, *rng.normal(scale=(3, 1, 5), size=(3, 3)).T)


EXERCISE = Exercise(
    title="Momentum", file="solvers.py",
    formulas={"momentum_step": r"v \leftarrow \mu v - \eta \frac{\partial J}{\partial \theta}, \qquad "
                               r"\theta \leftarrow \theta + v"},
    lecture="Week 10, stochastic and mini-batch gradient descent; beyond it: a step with memory",
    points=0, bonus=True, noun="inputs", names={"momentum_step": ("new theta", "new velocity")},
    calls=calls_of(np.random.default_rng(17), np.array([3.0, -1.0, 0.5]), np.array([0.7, -0.2, 1.5]),
                   np.array([4.0, 5.0, -6.0])), draw=draw,
    hints=("Which of the two equations comes first: the one that computes the new velocity, or the one that uses it?",
           "The new velocity has two parts: a fraction of the old one, and a push against the gradient. The step of "
           "theta is the new velocity itself, nothing more.",
           "Compute μ times velocity minus η times gradient under a new name, add that to theta, and return the two. "
           "With μ = 0 it must be plain gradient descent. *= and -= would change the caller's arrays."),
    mistakes=[
        Mistake("mo-uphill", {"-learning_rate": "learning_rate"}, "the velocity is pushed uphill",
                "Does the gradient point to where the cost rises, or to where it falls?",
                "The gradient points uphill; the velocity gets −η times the gradient."),
        Mistake("mo-backwards", {"theta + velocity": "theta - velocity"}, "theta steps against its velocity",
                "Your velocity points downhill. What about your step?",
                "The velocity already contains the minus sign; a second one in the step of theta turns it uphill "
                "again."),
        Mistake("mo-no-rate", {"-learning_rate * gradient": "-gradient"},
                "the gradient is not multiplied by the learning rate",
                "Does your step change when the learning rate does?",
                "The push is η times the gradient; yours is the full gradient."),
        Mistake("mo-no-memory", {"momentum * velocity": "0 * velocity"}, "the old velocity is forgotten",
                "Does your step change when momentum does?",
                "This is plain gradient descent: the fraction μ of the old velocity is missing."),
        Mistake("mo-all-kept", {"momentum * velocity": "velocity"}, "the whole old velocity is kept",
                "Does your step change when momentum does?",
                "The new velocity keeps the fraction μ of the old one; without this factor it never slows down."),
        Mistake("mo-average", {"kept + downhill": "kept + (1 - momentum) * downhill"},
                "the gradient is multiplied by 1 − μ",
                "Where in the formula is 1 − μ?",
                "A running mean takes μ of the old and 1 − μ of the new; momentum adds the full η ∂J/∂θ each time."),
        Mistake("mo-share-of-rate", {"momentum * velocity": "(1 - momentum) * velocity"},
                "the velocity keeps 1 − μ instead of μ",
                "How much of the velocity should remain when μ is 0?",
                "μ is the fraction that is kept, not the one that is lost."),
        Mistake("mo-factors-swapped", {"momentum * velocity": "learning_rate * velocity",
                                       "-learning_rate * gradient": "-momentum * gradient"},
                "learning rate and momentum are swapped",
                "Which of the two numbers belongs to the gradient?",
                "η, the learning rate, multiplies the gradient, and μ, the momentum, the old velocity."),
        Mistake("mo-rate-outside", {"-learning_rate * gradient": "-gradient",
                                    "theta + velocity": "theta + learning_rate * velocity"},
                "the step is multiplied by the learning rate instead of the gradient",
                "Which of the two equations contains η?",
                "Some programs use that convention, but here v is the step itself: η multiplies the gradient, and θ "
                "moves by all of v."),
        Mistake("mo-positive-velocity", {"-learning_rate * gradient": "gradient",
                                         "theta + velocity": "theta - learning_rate * velocity"},
                "the velocity sums up gradients, and theta subtracts η times that sum",
                "Which of the two equations contains η, and with which sign?",
                "Some libraries use that convention, where v is a sum of gradients. Here v is the step itself: it "
                "points downhill, and θ moves by all of it."),
        Mistake("mo-theta-first", {"    kept =": "    before = velocity\n    kept =",
                                   "theta + velocity": "theta + before"},
                "theta moves by the old velocity",
                "Which velocity does the second equation use: the one before or the one after the first equation?",
                "The velocity is updated first, and then theta moves by the new one."),
        Mistake("mo-nesterov", {"theta + velocity": "theta + momentum * velocity + downhill"},
                "this is Nesterov's step, which looks one step ahead",
                "How many times is momentum applied in your step of theta?",
                "Nesterov's variant multiplies the new velocity by μ once more. Here theta moves by the new velocity "
                "itself."),
        Mistake("mo-gradient-twice", {"theta + velocity": "theta + velocity + downhill"},
                "the gradient enters the step twice",
                "Through which terms does the gradient enter your theta?",
                "The velocity already contains −η times the gradient; theta must not subtract it again."),
        Mistake("mo-velocity-not-kept", {"velocity = kept": "step = kept", "theta + velocity": "theta + step"},
                "the old velocity is returned",
                "What will the next step remember of this one?",
                "Your theta is right, but the new velocity is lost: return the velocity that theta moved by."),
        Mistake("mo-step-returned", {"theta = theta + velocity": "theta = velocity"},
                "the step is returned instead of the new theta",
                "Where is theta after it has moved by the step?",
                "The first value to return is theta plus the velocity."),
        Mistake("mo-theta-stays", {"theta = theta + velocity": "pass"}, "theta does not move",
                "Does your theta change in the step?",
                "The velocity is right; theta must be moved by it."),
        Mistake("mo-swapped", {"return theta, velocity": "return velocity, theta"},
                "theta and velocity are returned in the wrong order",
                "Which of the two will the caller use as theta?",
                "The docstring says (theta, velocity): in the wrong order, the next step uses weights as a velocity."),
        Mistake("mo-only-theta", {"return theta, velocity": "return theta"}, "the velocity is not returned",
                "What will the next step remember of this one?",
                "The new velocity is needed for the next step: return it together with theta."),
        Mistake("mo-theta-in-place", {"theta = theta + velocity": "theta += velocity"},
                "the caller's theta is changed",
                "Is the caller's theta the same after the call as before it?",
                "+= writes into the array itself, which belongs to the caller; an optimizer that wants to go back to "
                "its best theta has lost it. Create a new array."),
        Mistake("mo-velocity-in-place", {"kept = momentum * velocity": "velocity *= momentum",
                                         "velocity = kept + downhill": "velocity += downhill"},
                "the caller's velocity is changed",
                "Is the caller's velocity the same after the call as before it?",
                "*= and += write into the array itself, which belongs to the caller. Create a new array."),
    ])
