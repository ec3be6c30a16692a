"""Exercise 21. Find the bug

This program is complete, and one like it was widely copied. Its author loaded trained weights, t1 and t2, checked the
gradient at these weights against finite differences, and found that they agreed to many digits. Yet training with it,
from random weights, stopped at J = 0.5157, where others reach 0.32. The cost is right. What is wrong?

Do as the author did: theta = flatten([t1, t2]), some random X and one-hot Y, and nn.check_gradient, which takes the
cost, the gradient and theta. Then do what the author did not do. Fix the program with as few changes as you can, and
delete the line that raises NotImplementedError.
"""
import numpy as np

from nn import flatten, random_init, sigmoid, sigmoid_gradient, unflatten
from nn.exercises.sandbox.calls import call
from nn.exercises.exercise import Exercise, Mistake
from nn.exercises.probes import draw_m, draw_probe, probe

# the trained weights, which the author loaded from a file, of shapes (4, 7) and (3, 5)
t1, t2 = unflatten(random_init((6, 4, 3), np.random.default_rng(21), epsilon=1.5), (6, 4, 3))


def cost_and_gradient(theta, X, Y, layer_sizes, lambda_=0.0):
    """(J(θ), ∂J/∂θ)  with the penalty λ/(2m) Σ Θ², bias columns excluded

    theta       : (p,) all weights, layer by layer, row by row
    X           : (m, n) one example a row, bias not included
    Y           : (m, K) one-hot rows
    layer_sizes : (n, h, K) units of each layer without bias
    lambda_     : float >= 0, strength of regularization
    Returns     : (J, gradient): float, nats per example; (p,) array in the order of theta
    """
    m = len(X)
    Theta1, Theta2 = unflatten(theta, layer_sizes)

    # feedforward
    a1 = np.insert(X, 0, 1, axis=1)
    z2 = a1 @ Theta1.T
    a2 = np.insert(sigmoid(z2), 0, 1, axis=1)
    h = sigmoid(a2 @ Theta2.T)

    # the cost
    J = -np.sum(Y * np.log(h) + (1 - Y) * np.log(1 - h)) / m
    J = J + lambda_ / (2 * m) * (np.sum(Theta1[:, 1:] ** 2) + np.sum(Theta2[:, 1:] ** 2))

    # backpropagation
    d3 = h - Y
    d2 = d3 @ Theta2[:, 1:] * sigmoid_gradient(z2)
    delta1 = d2.T @ a1 / m
    delta2 = d3.T @ a2 / m

    # the gradient of the penalty: 0 for the biases
    t1, t2 = Theta1.copy(), Theta2.copy()
    t1[:, 0] = 0
    t2[:, 0] = 0
    delta1 = delta1 + lambda_ / m * t1
    delta2 = delta2 + lambda_ / m * t2
    return J, flatten([delta1, delta2])


# --- how it is checked ---

def calls_of(first, *more):
    """Networks of the sizes of t1 and t2; among them these themselves, and the default λ."""
    loaded = first._replace(theta=flatten([t1, t2]))
    return [*(call("cost_and_gradient", p.theta, p.X, p.Y, p.layer_sizes, p.lambda_) for p in (first, loaded, *more)),
            call("cost_and_gradient", first.theta, first.X, first.Y, first.layer_sizes)]


def draw(rng):
    return calls_of(*(draw_probe(rng, (6, 4, 3), draw_m(rng)) for _ in range(3)))


FIXED = "    t1, t2 = Theta1.copy(), Theta2.copy()\n"
PENALTY1, PENALTY2 = "delta1 + lambda_ / m * t1", "delta2 + lambda_ / m * t2"

EXERCISE = Exercise(
    title="Find the bug", file="backprop.py",
    formulas={"cost_and_gradient":
                  r"J(\theta) \text{ and } \frac{\partial J}{\partial \theta}, \quad\text{both with the penalty}"
                  r"\quad \frac{\lambda}{2m} \sum_{l} \sum_{j} \sum_{k \geq 1} "
                  r"\bigl(\Theta^{(l)}_{jk}\bigr)^2"},
    lecture="Week 5, gradient checking; exercise 4, sections 2.4 and 2.5", points=0, bonus=True,
    noun="networks", names={"cost_and_gradient": ("J", "theta")}, bug={FIXED: ""},
    calls=calls_of(probe(21, n=6, h=4, K=3, m=11, lambda_=2.7), probe(22, n=6, h=4, K=3, m=13, lambda_=0.6),
                   probe(23, n=6, h=4, K=3, m=8, lambda_=5.2)), draw=draw,
    hints=("A gradient that is right at one theta need not be right at another. Check it at random weights, too, with "
           "a lambda_ other than 0 (with layer_sizes, nn.check_gradient names the blocks).",
           "Only the gradients of the weights differ, not those of the biases, and only while lambda_ is not 0: so the "
           "bug is in the gradient of the penalty. Which weights should be regularized, and which ones are used "
           "there?",
           "t1 and t2 are still the weights that were loaded above the function, whatever theta is. They must come "
           "from theta; but unflatten returns views, so copy them before you write zeros into them."),
    mistakes=[
        Mistake("fb-left-in", {FIXED: ""}, "the gradient of the penalty uses the loaded weights",
                "When theta changes a little, does the gradient of the penalty change, too?",
                "t1 and t2 are the arrays from above the function. At exactly these weights the gradient is right; "
                "everywhere else it pulls towards a network that has nothing to do with theta."),
        Mistake("fb-theta2-left", {FIXED: "    global t2\n    t1 = Theta1.copy()\n"},
                "the gradient of the penalty still uses the loaded weights for the second layer",
                "You fixed one layer. What about the other?",
                "The penalty of the first layer now comes from theta; that of the second still comes from the array "
                "above the function."),
        Mistake("fb-theta1-left", {FIXED: "    global t1\n    t2 = Theta2.copy()\n"},
                "the gradient of the penalty still uses the loaded weights for the first layer",
                "You fixed one layer. What about the other?",
                "The penalty of the second layer now comes from theta; that of the first still comes from the array "
                "above the function."),
        Mistake("fb-mutates-theta", {FIXED: "    t1, t2 = Theta1, Theta2\n"}, "theta's own biases are set to 0",
                "Is theta the same after the call as before it?",
                "The weights now come from theta, but as views: the zeros are written into the caller's theta, and the "
                "optimizer continues with a network that has lost its biases. Work on copies."),
        Mistake("fb-zeroed-too-early",
                {"Theta1, Theta2 = unflatten(theta, layer_sizes)":
                 "Theta1, Theta2 = [Theta.copy() for Theta in unflatten(theta, layer_sizes)]\n"
                 "    Theta1[:, 0] = Theta2[:, 0] = 0"},
                "the biases are 0 in the whole computation",
                "Which numbers are in column 0 of each Theta during feedforward?",
                "Only the penalty leaves out the biases. You set them to 0 before feedforward, which needs them."),
        Mistake("fb-zeroed-too-early-in-theta",
                {"Theta1, Theta2 = unflatten(theta, layer_sizes)":
                 "Theta1, Theta2 = unflatten(theta, layer_sizes)\n    Theta1[:, 0] = Theta2[:, 0] = 0"},
                "the biases are set to 0 before feedforward, and in the caller's theta",
                "Which numbers are in column 0 of each Theta during feedforward, and what is theta after the call?",
                "Only the penalty leaves out the biases; feedforward needs them. Besides, unflatten returns views: "
                "your zeros are written into theta itself."),
        Mistake("fb-no-penalty", {PENALTY1: "delta1", PENALTY2: "delta2"}, "the gradient has lost its penalty",
                "Does your gradient change when λ does?",
                "The cost contains the penalty, so its gradient must contain its derivative: with the weights of theta "
                "instead of the loaded ones, not with none."),
        Mistake("fb-bias-included", {"t1[:, 0] = 0": "pass", "t2[:, 0] = 0": "pass"},
                "the bias columns are regularized, too",
                "Which column of each Theta should not be regularized?",
                "The penalty now comes from theta, but it includes column 0: the lines that set it to 0 were not the "
                "bug."),
        Mistake("fb-bias-of-1-included", {"t1[:, 0] = 0": "pass"}, "the biases of the first layer are regularized",
                "You left the bias column of one layer out of the penalty. What about the other?",
                "The gradient of the penalty includes column 0 of the first layer, where it should be 0."),
        Mistake("fb-bias-of-2-included", {"t2[:, 0] = 0": "pass"}, "the biases of the second layer are regularized",
                "You left the bias column of one layer out of the penalty. What about the other?",
                "The gradient of the penalty includes column 0 of the second layer, where it should be 0."),
        Mistake("fb-ones-column", {"t1[:, 0] = 0": "t1[:, 0] = 1", "t2[:, 0] = 0": "t2[:, 0] = 1"},
                "the penalty adds λ/m to each bias",
                "What should the penalty add to a bias, and what does it add when you put 1 there?",
                "1 is the value of the bias unit; what the penalty must add to its weights is 0."),
        Mistake("fb-half", {PENALTY1: "delta1 + lambda_ / (2 * m) * t1", PENALTY2: "delta2 + lambda_ / (2 * m) * t2"},
                "the gradient of the penalty is half of what it should be",
                "Differentiate λ/(2m) w² by hand: what happens to the 2?",
                "The derivative of w² is 2w, which cancels the 2 of λ/(2m). The factor in that line was not the bug."),
        Mistake("fb-no-m", {PENALTY1: "delta1 + lambda_ * t1", PENALTY2: "delta2 + lambda_ * t2"},
                "the gradient of the penalty is not divided by m",
                "The cost has λ/(2m) in front of its penalty: where is m in the derivative?",
                "The factor λ/m in that line was right; the weights after it were not."),
        Mistake("fb-subtracted", {PENALTY1: "delta1 - lambda_ / m * t1", PENALTY2: "delta2 - lambda_ / m * t2"},
                "the gradient of the penalty is subtracted",
                "Should a step against the gradient make a large weight larger or smaller?",
                "The cost adds the penalty, so its gradient adds the derivative of the penalty. The sign was not the "
                "bug."),
        Mistake("fb-cost-doubled", {"lambda_ / (2 * m)": "lambda_ / m"},
                "the penalty in the cost is twice what it should be",
                "Was there anything wrong with the cost?",
                "The cost was right with its λ/(2m): its derivative has λ/m because the 2 cancels."),
        Mistake("fb-cost-without-penalty",
                {"    J = J + lambda_ / (2 * m) * (np.sum(Theta1[:, 1:] ** 2) + np.sum(Theta2[:, 1:] ** 2))\n": ""},
                "the cost has lost its penalty",
                "Was there anything wrong with the cost?",
                "The cost was right. Without the penalty it does not fit the gradient, which contains the derivative "
                "of the penalty."),
        Mistake("fb-cost-of-loaded", {FIXED: "", "np.sum(Theta1[:, 1:] ** 2)": "np.sum(t1[:, 1:] ** 2)",
                                      "np.sum(Theta2[:, 1:] ** 2)": "np.sum(t2[:, 1:] ** 2)"},
                "the penalty in the cost now uses the loaded weights, too",
                "When theta changes a little, does your penalty change, too?",
                "Cost and gradient must agree, but at theta: you changed the one that was right. The weights from "
                "above the function belong in neither."),
        Mistake("fb-output-slope", {"d3 = h - Y": "d3 = (h - Y) * h * (1 - h)"},
                "the delta of the output layer contains the slope of the sigmoid",
                "Which cost has the derivative a − y with respect to z, and which one also has the slope as a factor?",
                "With this cost, ∂J/∂z of the output layer is a − y alone: the slope cancels. That line was not the "
                "bug."),
    ])
