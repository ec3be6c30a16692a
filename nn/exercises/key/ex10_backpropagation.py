"""Exercise 10. Backpropagation

In which direction does the cost grow? Compute its derivative with respect to every weight of a network with one hidden
layer, without regularization. The error of the outputs, delta3, is known; through the weights of Theta2 it is
propagated back to the hidden units, delta2. Each delta, together with the activations of the layer below and their bias
unit, gives the gradient of one Theta: an array of the same shape, the mean over the examples. Return both as one flat
vector in the order of theta. feedforward, sigmoid_gradient, unflatten (theta -> matrices) and flatten (matrices ->
theta) are imported for you.

The equations below are for one example, a column; the code has one example a row.
"""
import numpy as np

from nn import feedforward, flatten, sigmoid_gradient, unflatten
from nn.exercises.sandbox.calls import call
from nn.exercises.exercise import Exercise, Mistake
from nn.exercises.probes import FIVE_ARRAYS, NO_UNPACKING, PROBES, draw_large_probe, draw_probes


def gradient(theta, X, Y, layer_sizes):
    """δ⁽³⁾ = a⁽³⁾ − y,   δ⁽²⁾ = Θ⁽²⁾ᵀ δ⁽³⁾ ∘ g′(z⁽²⁾) without the bias,   ∂J/∂Θ⁽ˡ⁾ = 1/m Σᵢ δ⁽ˡ⁺¹⁾ [1; a⁽ˡ⁾]ᵀ

    theta       : (p,) all weights, layer by layer, row by row
    X           : (m, n) one example a row, bias not included
    Y           : (m, K) one-hot rows
    layer_sizes : (n, h, K) units of each layer without bias
    Returns     : (p,) array in the order of theta
    """
    m = len(X)
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    (a1, a2, a3), (z2, z3) = feedforward(theta, X, layer_sizes)
    ones = np.ones((m, 1))                          # the value of the bias units
    delta3 = a3 - Y                                 # (m, K)
    slope = sigmoid_gradient(z2)
    delta2 = delta3 @ Theta2[:, 1:] * slope         # (m, K) @ (K, h) -> (m, h)
    Delta1 = delta2.T @ np.hstack([ones, a1])       # (h, m) @ (m, n + 1) -> (h, n + 1), the sum over the examples
    Delta2 = delta3.T @ np.hstack([ones, a2])       # (K, m) @ (m, h + 1) -> (K, h + 1)
    gradient1 = Delta1 / m
    gradient2 = Delta2 / m
    return flatten([gradient1, gradient2])


# --- how it is checked ---

def calls_of(probes):
    return [call("gradient", p.theta, p.X, p.Y, p.layer_sizes) for p in probes]


def draw(rng):
    return calls_of(draw_probes(rng))


def draw_large(rng):
    return calls_of([draw_large_probe(rng)])


FLAT = "flatten([gradient1, gradient2])"

#: with the forward pass of exercise 4 in it, whose A1 and A2 are used twice: so a slip in them shows twice
INLINE = {
    "from nn import feedforward, flatten": "from nn import flatten, sigmoid",
    "    Theta1, Theta2 = unflatten(theta, layer_sizes)\n"
    "    (a1, a2, a3), (z2, z3) = feedforward(theta, X, layer_sizes)\n"
    "    ones = np.ones((m, 1))                          # the value of the bias units\n":
    """
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    ones = np.ones((len(X), 1))
    a1 = X
    A1 = np.hstack([ones, a1])
    z2 = A1 @ Theta1.T
    a2 = sigmoid(z2)
    A2 = np.hstack([ones, a2])
    z3 = A2 @ Theta2.T
    a3 = sigmoid(z3)
""",
    "np.hstack([ones, a1])": "A1", "np.hstack([ones, a2])": "A2"}

# A mistake whose same_as is its own slug is rare, or its value has another form, or its numbers hide all others: where
# it is inherited, it makes no pair with another one of these.
EXERCISE = Exercise(
    title="Backpropagation", file="backprop.py",
    formulas={"gradient": r"\begin{aligned} \delta^{(3)} &= a^{(3)} - y \\ "
                          r"\delta^{(2)} &= \bigl(\Theta^{(2)}\bigr)^T \delta^{(3)} \circ g'\bigl(z^{(2)}\bigr) "
                          r"\quad\text{without the bias} \\ "
                          r"\frac{\partial J}{\partial \Theta^{(l)}} &= \frac{1}{m} \sum_{i=1}^{m} \delta^{(l+1)} "
                          r"\begin{bmatrix} 1 \\ a^{(l)} \end{bmatrix}^T \end{aligned}"},
    lecture="Week 5, backpropagation algorithm; exercise 4, section 2.3", points=40,
    noun="networks", names={"gradient": "theta"}, places={"gradient": "backpropagation"}, inline=INLINE,
    calls=calls_of(PROBES), draw=draw, draw_large=draw_large,
    hints=("First write down the shape of each array: X, z2, a2, a3, Y, Theta1, Theta2. Each delta has the shape of "
           "its z.",
           "delta3 is simply the output minus Y. For delta2, multiply delta3 by Theta2 without its bias column, then "
           "entry by entry by the slope at z2. The sum over the examples is the inner size of a matrix product.",
           "For each layer: put a column of ones in front of the activations below, multiply the transposed delta by "
           "this matrix, and divide by m. The result has the shape of the Theta, bias column included; flatten both, "
           "that of Theta1 first."),
    mistakes=[
        Mistake("g-five-arrays", {"(a1, a2, a3), (z2, z3) = feed": "a1, z2, a2, z3, a3 = feed"},
                *FIVE_ARRAYS, same_as="g-five-arrays"),
        Mistake("g-no-unpacking", {"(a1, a2, a3), (z2, z3) = feed": "a1, a2, a3 = feed", "sigmoid_gradient(z2)": "a2"},
                *NO_UNPACKING, same_as="g-no-unpacking"),

        # the mean over the examples
        Mistake("g-no-m", {"Delta1 / m": "Delta1", "Delta2 / m": "Delta2"},
                "the gradient is not divided by m, or the sum over the examples is added up m times",
                "The cost is a mean over the examples. Is the gradient of a mean still a mean?",
                "What you return is m times too large; J has 1/m in front, and so does its derivative. If you do "
                "divide by m, look into your loop: an iteration must add one example, not the product of all of them."),
        Mistake("g-theta1-no-m", {"Delta1 / m": "Delta1"}, "the gradient of Theta1 is not divided by m",
                "You divided the gradient of one layer by m. What about the other?",
                "The gradient of Theta2 is right; that of Theta1 is still the sum over the examples."),
        Mistake("g-theta2-no-m", {"Delta2 / m": "Delta2"}, "the gradient of Theta2 is not divided by m",
                "You divided the gradient of one layer by m. What about the other?",
                "The gradient of Theta1 is right; that of Theta2 is still the sum over the examples."),
        Mistake("g-m-twice", {"Delta1 / m": "Delta1 / m ** 2", "Delta2 / m": "Delta2 / m ** 2"},
                "the gradient is divided by m twice",
                "In how many of your lines do you divide by m, or take a mean?",
                "Once is enough: if delta3 is already divided by m, then so are delta2 and everything computed from "
                "them."),
        Mistake("g-theta1-m-twice", {"Delta1 / m": "Delta1 / m ** 2"}, "the gradient of Theta1 is divided by m twice",
                "Which delta is the gradient of Theta1 computed from, and was it already divided by m?",
                "The gradient of Theta2 is right. On the way to Theta1 it is divided by m in two places.",
                same_as="g-theta1-m-twice"),
        Mistake("g-over-mk", {"Delta1 / m": "Delta1 / Y.size", "Delta2 / m": "Delta2 / Y.size"},
                "the mean is taken over the output units, too",
                "You average over the examples. What does the cost do with the K output units?",
                "The cost sums over the K units; divide only by m, the number of examples.", same_as="g-over-mk"),
        Mistake("g-over-k", {"Delta1 / m": "Delta1 / Y.shape[1]", "Delta2 / m": "Delta2 / Y.shape[1]"},
                "the gradient is divided by K instead of m",
                "Which of the two sizes of Y is the number of examples?",
                "m is the number of rows of X and Y; the number of columns of Y is K, the number of classes.",
                same_as="g-over-k"),
        Mistake("g-over-n", {"Delta1 / m": "Delta1 / X.shape[1]", "Delta2 / m": "Delta2 / X.shape[1]"},
                "the gradient is divided by n instead of m",
                "Which of the two sizes of X is the number of examples?",
                "One example is one row of X. X.shape[1] is n, the number of inputs.", same_as="g-over-n"),
        Mistake("g-half", {"Delta1 / m": "Delta1 / (2 * m)", "Delta2 / m": "Delta2 / (2 * m)"},
                "the gradient is half of what it should be",
                "Does the cost that this gradient belongs to have a 2 in its denominator?",
                "1/(2m) belongs to the squared error and to the penalty; the cost of exercise 6 has 1/m."),
        Mistake("g-bias-no-m", {"np.ones((m, 1))": "np.full((m, 1), float(m))"},
                "the gradients of the biases are not divided by m",
                "You take the mean for the weights. What about the biases?",
                "The weights are right; column 0 of both gradients still contains the sum over the examples."),

        # the error of the outputs
        Mistake("g-sign", {"a3 - Y": "Y - a3"}, "the sign is reversed",
                "If an output is too high, should delta3 be positive or negative?",
                "The gradient points to where the cost grows. With y − a it points downhill: that is the step, not the "
                "gradient."),
        Mistake("g-doubled", {"a3 - Y": "2 * (a3 - Y)"}, "the gradient is twice what it should be",
                "Which cost has the derivative 2 (a − y)?",
                "The derivative of a square brings a 2; the logarithms of this cost do not: delta3 is the plain "
                "difference."),
        Mistake("g-output-sg", {"a3 - Y": "(a3 - Y) * sigmoid_gradient(z3)"},
                "the error of the outputs is multiplied by the slope of the sigmoid",
                "Which cost has the derivative that you use at the output layer?",
                "(a − y) g′(z) belongs to the squared error. With the logarithms of this cost, the slope of the "
                "sigmoid cancels, and only a − y is left."),
        Mistake("g-rounded", {"a3 - Y": "np.round(a3) - Y"}, "delta3 uses outputs rounded to 0 and 1",
                "Is an output of 0.6 as good as one of 0.99 where y is 1?",
                "Rounded outputs make the error 0 wherever the decision is right (the perceptron's rule). The "
                "derivative of the cost uses the outputs as they are.",
                same_as="g-rounded"),
        Mistake("g-softmax", {"a3 - Y": "np.exp(z3) / np.exp(z3).sum(axis=1, keepdims=True) - Y"},
                "the output layer uses softmax",
                "Must the outputs of this network sum to 1?",
                "In this course each output unit has a sigmoid of its own: use a3 as feedforward returns it.",
                same_as="g-softmax"),
        Mistake("g-delta3-is-a3", {"a3 - Y": "a3"}, "delta3 is the output itself, without Y",
                "Where does your gradient use Y?",
                "The error of the outputs is how far they are from what they should be: a3 − y.",
                same_as="g-delta3-is-a3"),
        Mistake("g-squared-error", {"a3 - Y": "(a3 - Y) ** 2"}, "the error of the outputs is squared",
                "If an output is too low, should delta3 be positive or negative?",
                "Squared, an output that is too low looks like one that is too high. delta3 is the plain difference, "
                "with its sign.",
                same_as="g-squared-error"),
        Mistake("g-z3-for-a3", {"a3 - Y": "z3 - Y"}, "delta3 is computed from z3 instead of a3",
                "Which numbers are compared with Y: those before the sigmoid, or those after it?",
                "z3 is the input of the output units. Their output, which Y is compared with, is a3.",
                same_as="g-z3-for-a3"),

        # which examples
        Mistake("g-last-example", {"a3 - Y": "(a3 - Y) * (np.arange(m) == m - 1)[:, None]"},
                "only the last example is counted",
                "In a loop over the examples: what happens to the sum so far?",
                "Each iteration overwrites the gradients of the previous one instead of adding to them (= instead of "
                "+=)."),
        Mistake("g-first-example", {"a3 - Y": "(a3 - Y) * (np.arange(m) == 0)[:, None]"},
                "only the first example is counted",
                "In a loop over the examples: how many iterations are there?",
                "The loop ends in its first iteration. Is the return indented too far?", same_as="g-first-example"),
        Mistake("g-skips-first", {"a3 - Y": "(a3 - Y) * (np.arange(m) > 0)[:, None]"}, "the first example is left out",
                "MATLAB counts from 1. Where does Python start?",
                "A loop over range(1, m) never reaches row 0, which is the first example.", same_as="g-skips-first"),
        Mistake("g-skips-last",
                {"a3 - Y": "(a3 - Y) * (np.arange(m) < m - 1)[:, None]"}, "the last example is left out",
                "Where does range(m - 1) stop?",
                "range(m) already stops at m − 1; with range(m - 1) the last example is never reached.",
                same_as="g-skips-last"),

        Mistake("g-m-in-the-loop", {"a3 - Y": "(a3 - Y) / float(m) ** np.arange(m - 1, -1, -1)[:, None]"},
                "the sum is divided by m in each iteration of the loop",
                "How many times is the first example divided by m until the loop ends?",
                "The sum so far is divided again with each example, so that only the last ones count. Divide once, "
                "after the loop.",
                same_as="g-m-in-the-loop"),

        # back to the hidden layer
        Mistake("g-sg-of-a2", {"sigmoid_gradient(z2)": "sigmoid_gradient(a2)"},
                "the slope is taken at a2 instead of z2",
                "Is the slope of a unit taken at its input or at its output?",
                "sigmoid_gradient applies the sigmoid itself, so its argument is the input of the unit, z2. At a2, the "
                "sigmoid is applied twice."),
        Mistake("g-no-sg", {" * slope": ""}, "delta2 lacks the slope of the sigmoid",
                "How much does a2 change when z2 changes?",
                "Theta2 propagates the error back to a2; to get from there to z2, each entry is multiplied by the "
                "slope g′(z2)."),
        Mistake("g-a2-for-slope", {"sigmoid_gradient(z2)": "a2"}, "delta2 uses a2 as the slope of the sigmoid",
                "Which function of z2 says how much a2 changes with it: its value or its slope?",
                "This line multiplies by the value of the sigmoid; the chain rule needs its slope, which is near 0 "
                "where a2 is near 1.",
                same_as="g-a2-for-slope"),
        Mistake("g-theta2-with-bias", {"Theta2[:, 1:]": "Theta2"},
                "the bias unit is still part of one factor of delta2: h + 1 meets h",
                "Does the bias unit get an error from the layer above it?",
                "delta2 has h columns, and so must both of its factors. Theta2 has h + 1, as has an a2 with its "
                "column of ones. The bias unit has no input that an error could be passed back to, so its column, "
                "the first one, plays no part in delta2.",
                same_as="g-theta2-with-bias",
                also=({"sigmoid_gradient(z2)": "np.hstack([ones, a2 * (1 - a2)])"},)),
        Mistake("g-theta2-drop-last", {"Theta2[:, 1:]": "Theta2[:, :-1]"},
                "delta2 leaves out the last column of Theta2 instead of the first",
                "Which column of Theta2 belongs to the unit that has no input?",
                "The bias is column 0; if the last column is left out instead, each hidden unit gets its neighbour's "
                "error."),
        Mistake("g-delta-of-bias", {"Theta2[:, 1:]": "Theta2",
                                    "sigmoid_gradient(z2)": "np.hstack([ones, sigmoid_gradient(z2)])"},
                "delta2 has an entry for the bias unit, and the gradient has one row too many",
                "Which weights of Theta1 lead to the hidden layer's bias unit?",
                "None of them: the bias unit is always 1. delta2 has h columns, and the gradient of Theta1 has h rows; "
                "drop the error of the bias unit, which is the first column.",
                same_as="g-delta-of-bias"),

        Mistake("g-delta-of-bias-unit", {"Theta2[:, 1:]": "Theta2",
                                         "sigmoid_gradient(z2)": "sigmoid_gradient(np.hstack([ones, z2]))"},
                "delta2 has an entry for the bias unit, and the gradient has one row too many",
                "Which weights of Theta1 lead to the hidden layer's bias unit?",
                "None of them: the bias unit is always 1. delta2 has h columns, and the gradient of Theta1 has h rows; "
                "drop the error of the bias unit, which is the first column.",
                same_as="g-delta-of-bias-unit"),

        # to the weights
        Mistake("g-bias-zero", {"np.ones((m, 1))": "np.zeros((m, 1))"}, "the gradients of all biases are 0",
                "Your bias gradient is always 0: where should its values come from?",
                "The bias unit is 1 for every example, so its column contains the mean of delta. Here it stays at 0 "
                "(or uses 0 for the bias unit)."),
        Mistake("g-bias-last", {"[ones, a1]": "[a1, ones]", "[ones, a2]": "[a2, ones]"},
                "the gradients of the biases are in the last column",
                "Which column of Theta is meant for the bias unit?",
                "The bias is input 0: the column of ones comes before the activations, not after them."),
        Mistake("g-bias-dropped", {"np.hstack([ones, a1])": "a1", "np.hstack([ones, a2])": "a2"},
                "the gradients of the biases are missing",
                "How many weights are in theta, and how many numbers do you return?",
                "Your matrices are one column narrower than Theta1 and Theta2. The bias units, which are 1 for every "
                "example, are part of the activations below.",
                same_as="g-bias-dropped"),
        Mistake("g-bias-of-theta1-dropped",
                {"np.hstack([ones, a1])": "a1"}, "the gradients of the biases of Theta1 are missing",
                "How many weights are in theta, and how many numbers do you return?",
                "The gradient of Theta1 is one column too narrow: its bias unit, which is 1 for every example, is part "
                "of the activations below.",
                same_as="g-bias-of-theta1-dropped"),
        Mistake("g-bias-of-theta2-dropped",
                {"np.hstack([ones, a2])": "a2"}, "the gradients of the biases of Theta2 are missing",
                "How many weights are in theta, and how many numbers do you return?",
                "The gradient of Theta2 is one column too narrow: its bias unit, which is 1 for every example, is part "
                "of the activations below.",
                same_as="g-bias-of-theta2-dropped"),
        Mistake("g-z2-for-a2", {"[ones, a2]": "[ones, z2]"}, "the gradient of Theta2 is computed from z2 instead of a2",
                "What is Theta2 multiplied by in the forward pass: the input or the output of the hidden units?",
                "z3 is Theta2 times a2, so its derivative with respect to Theta2 is a2. z2 is needed only for the "
                "slope."),
        Mistake("g-a1-for-a2", {"[ones, a2]": "[ones, a1]"}, "the gradient of Theta2 is computed from a1 instead of a2",
                "What is Theta2 multiplied by in the forward pass?",
                "The gradient of a weight is the error at its upper end times the activation at its lower end: delta3 "
                "goes with a2, of which there are h, not n.",
                same_as="g-a1-for-a2"),
        Mistake("g-layer-above", {"[ones, a1]": "[ones, a2]", "[ones, a2]": "[ones, a3]"},
                "each delta is multiplied by the activations of its own layer instead of those of the layer below",
                "Which two layers does Theta1 connect?",
                "The gradient of a weight is the error at its upper end times the activation at its lower end: delta2 "
                "with a1, the inputs, and delta3 with a2.",
                same_as="g-layer-above"),

        # into one vector
        Mistake("g-order-F", {FLAT: 'np.concatenate([gradient1.ravel("F"), gradient2.ravel("F")])'},
                "the matrices are flattened column by column",
                "Does entry 1 of your gradient belong to entry 1 of theta?",
                "theta contains its matrices row by row; here they are column by column, as MATLAB unrolls them, or as "
                "they come out when they are transposed."),
        Mistake("g-transposed", {FLAT: "flatten([gradient1.T, gradient2.T])"}, "the matrices are transposed",
                "Does each gradient have the shape of its Theta?",
                "Theta1 is (h, n + 1), and its gradient must be, too.", same_as="g-order-F"),
        Mistake("g-swapped-layers", {FLAT: "flatten([gradient2, gradient1])"}, "the gradient of Theta2 comes first",
                "Does entry 0 of your gradient belong to entry 0 of theta?",
                "theta starts with Theta1, and so must its gradient. Backpropagation computes them in the opposite "
                "order."),
        Mistake("g-theta1-returned", {FLAT: "flatten([gradient1])"}, "only the gradient of Theta1 is returned",
                "How many weights are in theta, and how many numbers do you return?",
                "The gradient has one entry for each entry of theta: that of Theta2 follows that of Theta1.",
                same_as="g-theta1-returned"),
        Mistake("g-theta2-returned", {FLAT: "flatten([gradient2])"}, "only the gradient of Theta2 is returned",
                "How many weights are in theta, and how many numbers do you return?",
                "The gradient has one entry for each entry of theta: that of Theta1 comes before that of Theta2.",
                same_as="g-theta2-returned"),
        Mistake("g-theta1-returned-twice", {FLAT: "flatten([gradient1, gradient1])"},
                "the gradient of Theta1 is returned twice, and that of Theta2 not at all",
                "How many weights are in theta, and how many numbers do you return?",
                "The gradient has one entry for each entry of theta: that of Theta2 follows that of Theta1.",
                same_as="g-theta1-returned-twice"),
        Mistake("g-theta2-returned-twice", {FLAT: "flatten([gradient2, gradient2])"},
                "the gradient of Theta2 is returned twice, and that of Theta1 not at all",
                "How many weights are in theta, and how many numbers do you return?",
                "The gradient has one entry for each entry of theta: that of Theta1 comes before that of Theta2.",
                same_as="g-theta2-returned-twice"),
        Mistake("g-column", {FLAT: FLAT + ".reshape(-1, 1)"}, "the gradient is a column instead of a flat vector",
                "What are the shapes of theta and of your gradient?",
                "(p, 1) is a matrix with one column; theta is (p,), and so must its gradient be."),
        Mistake("g-list", {FLAT: "[gradient1, gradient2]"}, "the two matrices are not flattened into one vector",
                "What are the shapes of theta and of your gradient?",
                "Each matrix is right, but an optimizer knows only one flat theta and needs its gradient in the same "
                "form.",
                same_as="g-list"),
        Mistake("g-theta1-zeros", {"Delta1 / m": "0 * Theta1"}, "the gradient of Theta1 is never filled in and stays 0",
                "Which line writes to the gradient of Theta1?",
                "The gradient of Theta2 is right; that of Theta1 is still as np.zeros created it.",
                same_as="g-theta1-zeros"),
        Mistake("g-theta2-zeros", {"Delta2 / m": "0 * Theta2"}, "the gradient of Theta2 is never filled in and stays 0",
                "Which line writes to the gradient of Theta2?",
                "The gradient of Theta1 is right; that of Theta2 is still as np.zeros created it.",
                same_as="g-theta2-zeros"),
        Mistake("g-logistic", {FLAT: "(delta3.T @ a1 / m).ravel()"}, "this is the gradient of logistic regression",
                "The gradient has one number for each weight: how many should there be?",
                "(a3 − Y)ᵀ X / m is right where the inputs feed the outputs directly; here there is a hidden layer "
                "between them.",
                same_as="g-logistic"),
        Mistake("g-writes-theta", {"gradient1 =": "gradient1 = Theta1\n    gradient1[...] =",
                                   "gradient2 =": "gradient2 = Theta2\n    gradient2[...] ="},
                "the gradient is written into theta itself",
                "Is theta the same after the call as before it?",
                "unflatten returns views: what you write into Theta1 and Theta2, or into another name for them, "
                "overwrites the caller's weights. Create new arrays.",
                same_as="g-writes-theta"),
    ])
