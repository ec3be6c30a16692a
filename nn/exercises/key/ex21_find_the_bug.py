"""Exercise 21. Find the bug

This program is complete, and one of its kind was copied widely. Its author loaded trained weights, t1 and t2, compared
the gradient at these with numerical differences, and they agreed to many digits. Yet training with it, from random
weights, stopped at J = 0.5157, where others come down to 0.32. The cost is right. What is wrong?

Do as the author did: theta = flatten([t1, t2]), some random X and one-hot Y, and nn.check_gradient, which takes the
cost, the gradient and theta. Then do what the author did not do. Mend the program with as few changes as you can, and
take out the line that raises.
"""
import numpy as np

from nn import flatten, random_init, sigmoid, sigmoid_gradient, unflatten
from nn.exercises.sandbox.calls import call
from nn.exercises.exercise import Exercise, Mistake
from nn.exercises.probes import probe

# the trained weights, which the author loaded from a file: (4, 7) and (3, 5)
t1, t2 = unflatten(random_init((6, 4, 3), np.random.default_rng(21), epsilon=1.5), (6, 4, 3))


def cost_and_gradient(theta, X, Y, layer_sizes, lambda_=0.0):
    """(J(θ), ∂J/∂θ)  with the penalty λ/(2m) Σ Θ², bias columns excluded

    theta       : (p,) all weights, layer by layer, row by row
    X           : (m, n) one example a row, bias not included
    Y           : (m, K) one-hot rows
    layer_sizes : (n, h, K) units of each layer without bias
    lambda_     : float >= 0, strength of regularization
    Returns     : (float in nats per example, (p,) array in the order of theta)
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

    # the penalty's part of the gradient: none for the biases
    t1, t2 = Theta1.copy(), Theta2.copy()
    t1[:, 0] = 0
    t2[:, 0] = 0
    delta1 = delta1 + lambda_ / m * t1
    delta2 = delta2 + lambda_ / m * t2
    return J, flatten([delta1, delta2])


# --- how it is checked ---

FIRST = probe(21, n=6, h=4, K=3, m=11, lambda_=2.7)
MORE = [probe(22, n=6, h=4, K=3, m=13, lambda_=0.6), probe(23, n=6, h=4, K=3, m=8, lambda_=5.2)]
LOADED = FIRST._replace(theta=flatten([t1, t2]))
MENDED = "    t1, t2 = Theta1.copy(), Theta2.copy()\n"
PENALTY1, PENALTY2 = "delta1 + lambda_ / m * t1", "delta2 + lambda_ / m * t2"

EXERCISE = Exercise(
    title="Find the bug", file="backprop.py",
    lecture="Week 5, gradient checking; exercise 4, sections 2.4 and 2.5", points=0, bonus=True,
    noun="networks", names={"cost_and_gradient": ("J", "theta")}, bug={MENDED: ""},
    calls=[*(call("cost_and_gradient", p.theta, p.X, p.Y, p.layer_sizes, p.lambda_) for p in (FIRST, LOADED, *MORE)),
           call("cost_and_gradient", FIRST.theta, FIRST.X, FIRST.Y, FIRST.layer_sizes)],
    hints=("A gradient that is right at one theta need not be right at another. Check it at random weights, too, with "
           "a lambda_ other than 0 (layer_sizes given, nn.check_gradient names the blocks).",
           "Only the weights differ, not the biases, and only while lambda_ is not 0: so it is in the penalty's part "
           "of the gradient. Which weights does the optimizer want the penalty of, and which ones are used there?",
           "t1 and t2 are still the weights that were loaded above the function, whatever theta is. They must come "
           "from theta; but unflatten returns views, so copy them before you write zeros into them."),
    mistakes=[
        Mistake("fb-left-in", {MENDED: ""}, "the penalty's gradient uses the loaded weights",
                "Move theta a little: does the penalty's part of your gradient move, too?",
                "t1 and t2 are the arrays from above the function. At these very weights the gradient is right; "
                "everywhere else it pulls towards a network that has nothing to do with theta."),
        Mistake("fb-theta2-left", {MENDED: "    global t2\n    t1 = Theta1.copy()\n"},
                "the penalty's gradient of the second layer still uses the loaded weights",
                "You mended one layer. And the other?",
                "The first layer's penalty comes from theta now; that of the second still comes from the array above "
                "the function."),
        Mistake("fb-theta1-left", {MENDED: "    global t1\n    t2 = Theta2.copy()\n"},
                "the penalty's gradient of the first layer still uses the loaded weights",
                "You mended one layer. And the other?",
                "The second layer's penalty comes from theta now; that of the first still comes from the array above "
                "the function."),
        Mistake("fb-mutates-theta", {MENDED: "    t1, t2 = Theta1, Theta2\n"}, "theta's own bias weights are set to 0",
                "After the call, is theta still theta?",
                "The weights come from theta now, but as views: the zeros are written into the caller's theta, and the "
                "optimizer goes on with a network that lost its biases. Write them into copies."),
        Mistake("fb-zeroed-too-early",
                {"Theta1, Theta2 = unflatten(theta, layer_sizes)":
                 "Theta1, Theta2 = [Theta.copy() for Theta in unflatten(theta, layer_sizes)]\n"
                 "    Theta1[:, 0] = Theta2[:, 0] = 0"},
                "the biases are 0 in the whole computation",
                "Which numbers does the feedforward get in column 0 of each Theta?",
                "Only the penalty leaves the biases out. You set them to 0 before the feedforward, which needs them."),
        Mistake("fb-zeroed-too-early-in-theta",
                {"Theta1, Theta2 = unflatten(theta, layer_sizes)":
                 "Theta1, Theta2 = unflatten(theta, layer_sizes)\n    Theta1[:, 0] = Theta2[:, 0] = 0"},
                "the biases are set to 0 before the feedforward, and in the caller's theta",
                "Which numbers does the feedforward get in column 0 of each Theta, and what is theta after the call?",
                "Only the penalty leaves the biases out; the feedforward needs them. And unflatten returns views: "
                "your zeros are written into theta itself."),
        Mistake("fb-no-penalty", {PENALTY1: "delta1", PENALTY2: "delta2"}, "the gradient lost its penalty",
                "Does your gradient react when λ changes?",
                "The cost contains the penalty, so its gradient must, too: with the weights of theta instead of the "
                "loaded ones, not with none."),
        Mistake("fb-bias-included", {"t1[:, 0] = 0": "pass", "t2[:, 0] = 0": "pass"}, "the bias column is regularized",
                "Which column of each Theta is not supposed to be punished?",
                "The penalty comes from theta now, but column 0 is in it: the lines that set it to 0 were not the "
                "bug."),
        Mistake("fb-bias-of-1-included", {"t1[:, 0] = 0": "pass"}, "the biases of the first layer are regularized",
                "You left the bias column of one layer alone. And of the other?",
                "Column 0 of the first layer is in your penalty's gradient, and should not be."),
        Mistake("fb-bias-of-2-included", {"t2[:, 0] = 0": "pass"}, "the biases of the second layer are regularized",
                "You left the bias column of one layer alone. And of the other?",
                "Column 0 of the second layer is in your penalty's gradient, and should not be."),
        Mistake("fb-ones-column", {"t1[:, 0] = 0": "t1[:, 0] = 1", "t2[:, 0] = 0": "t2[:, 0] = 1"},
                "the penalty adds λ/m to each bias",
                "What should the penalty add to a bias weight, and what does it add when you put 1 there?",
                "1 is the value of the bias unit; what the penalty adds to its weights is 0."),
        Mistake("fb-half", {PENALTY1: "delta1 + lambda_ / (2 * m) * t1", PENALTY2: "delta2 + lambda_ / (2 * m) * t2"},
                "the penalty's gradient is half of what it should be",
                "Differentiate λ/(2m) w² by hand: what becomes of the 2?",
                "The derivative of w² is 2w, which cancels the 2 of λ/(2m). The factor in that line was not the bug."),
        Mistake("fb-no-m", {PENALTY1: "delta1 + lambda_ * t1", PENALTY2: "delta2 + lambda_ * t2"},
                "the penalty's gradient is not divided by m",
                "The cost has λ/(2m) in front of its penalty: where is m in the derivative?",
                "The factor λ/m in that line was right; the weights behind it were not."),
        Mistake("fb-subtracted", {PENALTY1: "delta1 - lambda_ / m * t1", PENALTY2: "delta2 - lambda_ / m * t2"},
                "the penalty's gradient is subtracted",
                "Should a step against the gradient make a large weight larger or smaller?",
                "The cost adds the penalty, so its gradient adds the penalty's. The sign was not the bug."),
        Mistake("fb-cost-doubled", {"lambda_ / (2 * m)": "lambda_ / m"},
                "the cost's penalty is twice what it should be",
                "Was there anything wrong with the cost?",
                "The cost was right with its λ/(2m): its derivative has λ/m, since the 2 cancels."),
        Mistake("fb-cost-without-penalty",
                {"    J = J + lambda_ / (2 * m) * (np.sum(Theta1[:, 1:] ** 2) + np.sum(Theta2[:, 1:] ** 2))\n": ""},
                "the cost lost its penalty",
                "Was there anything wrong with the cost?",
                "The cost was right. A cost without the penalty does not fit the gradient, which has its derivative."),
        Mistake("fb-cost-of-loaded", {MENDED: "", "np.sum(Theta1[:, 1:] ** 2)": "np.sum(t1[:, 1:] ** 2)",
                                      "np.sum(Theta2[:, 1:] ** 2)": "np.sum(t2[:, 1:] ** 2)"},
                "now the cost's penalty uses the loaded weights, too",
                "Move theta a little: does your penalty move, too?",
                "Cost and gradient must agree, but on theta: you changed the one that was right. The weights from "
                "above the function belong in neither."),
        Mistake("fb-output-slope", {"d3 = h - Y": "d3 = (h - Y) * h * (1 - h)"},
                "the output's delta has the slope of the sigmoid in it",
                "Which cost has the derivative a − y with respect to z, and which one a slope beside it?",
                "With this cost, ∂J/∂z of the output layer is a − y alone: the slope cancels. That line was not the "
                "bug."),
    ])
