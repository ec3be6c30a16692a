"""Exercise 15. My network

All the parts are written: now put them together. They are your own this time, not the package's, so this network is
yours from the labels to the picture. Turn the labels into one-hot rows, draw a random theta, and train it with a
function f of theta, written here, that returns the regularized cost and its gradient. Then predict the examples, and
draw the hidden units of the trained network. It is checked on 30 artificial examples and on 250 real digits, which
takes a loop over the examples some seconds.
"""
import numpy as np

from nn.exercises.sandbox.calls import call, rng
from nn.exercises.verdict.compare import is_numeric, is_sequence, same
from nn.exercises.exercise import Exercise, Fact, Later, Mistake
from nn.exercises.key.ex01_one_hot import one_hot
from nn.exercises.key.ex02_flatten import unflatten
from nn.exercises.key.ex05_predict import predict
from nn.exercises.key.ex07_regularized_cost import regularized_cost
from nn.exercises.key.ex09_random_init import random_init
from nn.exercises.key.ex12_regularized_gradient import regularized_gradient
from nn.exercises.key.ex13_train import train_with_tnc
from nn.exercises.key.ex14_draw_hidden_units import draw_hidden_units
from nn.exercises.sandbox.wire import type_as_text


def my_network(X, y, layer_sizes, lambda_, max_evaluations, rng):
    """θ* = argmin J(θ) + λ/(2m) Σ Θ²,  what it predicts, and what its hidden units look for

    X               : (m, n) one example a row, bias not included
    y               : (m,) labels 1..K, which the K output units stand for in this order
    layer_sizes     : (n, h, K) units of each layer without bias
    lambda_         : float >= 0, strength of regularization
    max_evaluations : int >= 1, how many times cost and gradient may be evaluated during training
    rng             : numpy.random.Generator, from which the first theta is drawn
    Returns         : (theta, accuracy, figure): (p,) array after training; the share of the examples that it predicts
                      correctly, a float in 0..1; the Figure of its hidden units
    """
    classes = tuple(range(1, layer_sizes[-1] + 1))
    Y = one_hot(y, classes)

    def f(theta):
        J = regularized_cost(theta, X, Y, layer_sizes, lambda_)
        gradient = regularized_gradient(theta, X, Y, layer_sizes, lambda_)
        return J, gradient

    start = random_init(layer_sizes, rng)
    theta = train_with_tnc(f, start, max_evaluations)
    predicted = predict(theta, X, layer_sizes, classes)
    accuracy = np.mean(predicted == y)
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    figure = draw_hidden_units(Theta1)
    return theta, accuracy, figure


if __name__ == "__main__":                          # python ex15_my_network.py: all 5,000 digits, in about ten seconds
    from nn import load_ex4
    theta, accuracy, figure = my_network(*load_ex4(), (400, 25, 10), 1.0, 400, np.random.default_rng(0))
    figure.savefig("my_hidden_units.png")
    print(f"{accuracy:.2%} of the 5,000 digits are predicted correctly; my_hidden_units.png shows your hidden units")


# --- how it is checked ---

import nn  # noqa: E402  a student's file does not need it
from nn.exercises.key.ex14_draw_hidden_units import images_of  # noqa: E402


def make_calls():
    """30 examples on which training ends at a minimum, quickly; and every twentieth of the digits.

    Whoever computes cost and gradient in a loop over the examples, as the course teaches, is right, too, but waits 20
    times as long: 250 digits and 60 evaluations are enough to tell.
    """
    numbers = np.random.default_rng(0)
    y = numbers.permutation(np.arange(30) % 3 + 1)
    X = numbers.normal(scale=2.5, size=(3, 4))[y - 1] + numbers.normal(scale=0.5, size=(30, 4))
    digits, labels = nn.load_ex4()
    return [call("my_network", X, y, (4, 2, 3), 0.8, 300, rng(1)),
            call("my_network", digits[::20], labels[::20], (400, 25, 10), 0.2, 60, rng(2))]


def facts(call, observation):
    """What must be true wherever training ends: a list of Facts."""
    X, y, (n, h, K), lambda_, _, (_, seed) = call.arguments
    p, returned = h * (n + 1) + K * (h + 1), observation.value
    three = is_sequence(returned) and len(returned) == 3
    things = f"{len(returned)} things" if is_sequence(returned) else type_as_text(returned)
    form = Fact("it returns theta, the accuracy and the Figure", three or things)
    if not three:
        return [form]
    theta, accuracy, figure = returned
    if not is_numeric(theta) or np.shape(theta) != (p,) or np.asarray(theta).dtype.kind != "f":
        return [form, Fact("theta is a flat array of p numbers", type_as_text(theta))]
    after = [*observation.arguments, *[None] * 6]
    first = nn.random_init((n, h, K), np.random.default_rng(seed))
    return [form,
            Fact("theta is a flat array of p numbers", True),
            Fact("the first theta is drawn from rng", after[5] != ("rng", np.random.default_rng(seed).random())),
            *facts_of_training(theta, accuracy, call.arguments),
            Fact("the Figure shows the hidden units of the theta that is returned",
                 shows(figure, theta, n, h) or ("the first theta" if shows(figure, first, n, h) else "something else")),
            Fact("X and y are unchanged", same(after[0], X) and same(after[1], y))]


def facts_of_training(theta, accuracy, arguments):
    X, y, (n, h, K), lambda_, limit, (_, seed) = arguments
    classes = range(1, K + 1)
    theta = np.clip(np.nan_to_num(theta.astype(float)), -1e6, 1e6)
    right = np.mean(nn.predict(theta, X, (n, h, K), classes) == y)
    first = nn.random_init((n, h, K), np.random.default_rng(seed))
    (J, gradient), (before, slope) = (nn.cost_and_gradient(one, X, nn.one_hot(y, classes), (n, h, K), lambda_)
                                      for one in (theta, first))
    if not is_numeric(accuracy) or np.ndim(accuracy) or not np.isreal(accuracy):
        return [Fact("the accuracy is one number", type_as_text(accuracy))]
    accuracy = float(accuracy)
    factor = accuracy / right if right else np.nan
    known = next((value for value in (1, 100, len(y)) if abs(factor - value) < 1e-6 * value), accuracy)
    return [Fact("the accuracy is one number", True),
            Fact("the accuracy is the share of the examples that theta predicts correctly", known, 1),
            Fact("theta predicts 85 percent of the examples correctly (are the earlier exercises passed?)",
                 bool(right >= 0.85)),
            Fact("the regularized cost of theta is less than half of the cost at the start",
                 bool(J < 0.5 * before) or len(y) < 100),          # with few examples, λ is too large for that
            Fact("with enough evaluations, the regularized gradient at theta is almost 0",
                 bool(np.linalg.norm(gradient) < 0.01 * np.linalg.norm(slope)) or limit < 300)]


def shows(figure, theta, n, h):
    """Are these the images of the hidden units, on one scale?"""
    return same(figure, ("figure", images_of(theta[:h * (n + 1)].reshape(h, n + 1))))


EXERCISE = Exercise(
    title="My network", file="app/commands.py",
    formulas={"my_network": r"\theta^* = \operatorname{argmin}_\theta\, \Bigl[ J(\theta) + \frac{\lambda}{2m} "
                            r"\sum_{l} \sum_{j} \sum_{k \geq 1} \bigl(\Theta^{(l)}_{jk}\bigr)^2 \Bigr]"},
    lecture="Week 5, putting it together; exercise 4, section 2.6", points=0, noun="problems",
    facts=facts, seconds=60.0, calls=Later(make_calls),
    hints=("For each of the eight functions, write down what it takes and what it returns: which of them returns what "
           "the next one needs?",
           "train_with_tnc needs a function of theta alone that returns a pair. Define it inside my_network: there it "
           "can use Y and everything else it needs.",
           "Labels start at 1, so the classes are the K numbers from 1 to K. The accuracy is the mean of right and "
           "wrong counted as 1 and 0; the images need Theta1 of the theta after training, not of the first one."),
    mistakes=[
        Mistake("net-labels-from-0", {"range(1, layer_sizes[-1] + 1)": "range(layer_sizes[-1])"},
                "the classes start at 0",
                "Which labels does y contain, and which classes do you use?",
                "The labels are 1 to K; with the classes 0 to K − 1 the first unit has nothing to learn, and label K "
                "has no unit."),
        Mistake("net-start-predicted", {"predicted = predict(theta,": "predicted = predict(start,"},
                "the accuracy is that of the untrained network",
                "Which theta do you predict with?",
                "The first theta is random, and so are its predictions: predict with the theta after training."),
        Mistake("net-percent", {"np.mean(predicted == y)": "100 * np.mean(predicted == y)"},
                "the accuracy is in percent",
                "What is the largest possible accuracy, and what should it be?",
                "A share lies between 0 and 1; yours is multiplied by 100."),
        Mistake("net-count", {"np.mean(predicted == y)": "np.sum(predicted == y)"},
                "the accuracy is the number of correct predictions",
                "What is the largest possible accuracy, and what should it be?",
                "A share lies between 0 and 1: divide the number of correct predictions by m."),
        Mistake("net-start-drawn", {"= unflatten(theta,": "= unflatten(start,"},
                "the images show the untrained network",
                "Which theta do the images come from?",
                "The first theta is random, and so are its images: draw the theta after training."),
        Mistake("net-no-lambda", {"regularized_cost(theta, X, Y, layer_sizes, lambda_)":
                                  "regularized_cost(theta, X, Y, layer_sizes, 0.0)",
                                  "regularized_gradient(theta, X, Y, layer_sizes, lambda_)":
                                  "regularized_gradient(theta, X, Y, layer_sizes, 0.0)"},
                "the network is trained without regularization",
                "Which λ do your cost and your gradient get?",
                "The strength of regularization is the argument lambda_: both the cost and the gradient need it."),
    ])
