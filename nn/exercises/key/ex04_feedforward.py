"""Exercise 4. Feedforward

Send all examples through the network, layer by layer: add the bias unit to the activations of a layer, multiply by its
Theta, and apply the sigmoid. Return two lists: the activations a1 = X, a2, a3 of all layers, and the z2, z3 that a2 and
a3 are computed from. Do not return the bias units: a1 is X itself, a2 is (m, h). Three layers are enough, but code for
any number of layers is welcome. sigmoid and unflatten are imported for you.

The equation below is for one example, a column; the code has one example a row.
"""
import numpy as np

from nn import sigmoid, unflatten
from nn.exercises.sandbox.calls import call
from nn.exercises.exercise import Exercise, Mistake
from nn.exercises.probes import PROBES, draw_probes


def feedforward(theta, X, layer_sizes):
    """a⁽¹⁾ = x,  z⁽ˡ⁺¹⁾ = Θ⁽ˡ⁾ [1; a⁽ˡ⁾],  a⁽ˡ⁺¹⁾ = g(z⁽ˡ⁺¹⁾)

    theta       : (p,) all weights, layer by layer, row by row
    X           : (m, n) one example a row, bias not included
    layer_sizes : (n, h, K) units of each layer without bias
    Returns     : (activations, zs): [a1, a2, a3] of shapes (m, n), (m, h), (m, K), and [z2, z3] of (m, h), (m, K)
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
    return [a1, a2, a3], [z2, z3]


# --- how it is checked ---

TRANSPOSED = """\
    a1, A1, z2, a2, A2, z3, a3 = [array.T for array in (a1, A1, z2, a2, A2, z3, a3)]
    return """
TRANSPOSED_BUT_X = """\
    A1, z2, a2, A2, z3, a3 = [array.T for array in (A1, z2, a2, A2, z3, a3)]
    return """


def calls_of(probes):
    return [call("feedforward", p.theta, p.X, p.layer_sizes) for p in probes]


def draw(rng):
    return calls_of(draw_probes(rng))


EXERCISE = Exercise(
    title="Feedforward", file="network.py",
    formulas={"feedforward":
                  r"a^{(1)} = x, \qquad z^{(l+1)} = \Theta^{(l)} \begin{bmatrix} 1 \\ a^{(l)} \end{bmatrix}, \qquad "
                  r"a^{(l+1)} = g\bigl(z^{(l+1)}\bigr)"},
    lecture="Week 4, model representation II; exercise 4, section 1.3", points=0, noun="networks",
    places={"feedforward": "the forward pass"},
    names={"feedforward": (("a1", "a2", "a3"), ("z2", "z3"))},
    calls=calls_of(PROBES), draw=draw,
    hints=("Write the shape of each array next to its name: which two of them are multiplied, and which sizes must "
           "agree?",
           "With one example a row, the product is (m, n + 1) times (n + 1, h). Theta1 is (h, n + 1): what has to be "
           "done to it? And how do the n columns of X become n + 1?",
           "Put a column of ones in front of a1, multiply by the transposed Theta1, apply the sigmoid; then do the "
           "same again from a2. Keep the matrices with the ones separate from the a1 and a2 that you return."),
    mistakes=[
        # the bias unit
        # an error names the sizes n and n + 1, and not which factor has which, so these two say no more than that
        Mistake("ff-no-bias", {"[ones, a1]": "[a1]"},
                "one factor of z2 lacks its column for the bias: the ones in front of X, or column 0 of Theta1",
                "How many columns does Theta1 have, and how many does what you multiply it by have?",
                "Theta1 has n + 1 columns, the first one for the bias, and all of them are used. X needs a column of "
                "ones in front of it (not over its first column: that would overwrite a feature); np.insert and "
                "np.append add a column with axis=1, and with axis=0 a row, as np.r_ does."),
        Mistake("ff-no-hidden-bias", {"[ones, a2]": "[a2]"},
                "one factor of z3 lacks its column for the bias: the ones in front of a2, or column 0 of Theta2",
                "How many columns does Theta2 have, and how many does what you multiply it by have?",
                "The hidden layer has a bias unit as well: a2 needs a column of ones in front of it, and all of Theta2 "
                "is used. np.insert and np.append add a column with axis=1, and with axis=0 a row, as np.r_ does."),
        Mistake("ff-double-bias", {"[ones, a1]": "[ones, ones, a1]"}, "the input layer gets its bias unit twice",
                "Count the columns: where is the bias unit added, and how many times?",
                "X comes without the ones, and they are added once. With two, it has n + 2 columns."),
        Mistake("ff-bias-squashed", {"[ones, a2]": "[sigmoid(ones), a2]"},
                "the sigmoid is applied to the hidden bias unit",
                "What is the value of a bias unit after your activation function has been applied to it?",
                "The ones were added to z2, before the sigmoid, which turns them into 0.731. A bias unit is 1: add it "
                "to a2."),
        Mistake("ff-bias-squashed-kept", {"z2 = A1 @ Theta1.T": "z2 = np.hstack([ones, A1 @ Theta1.T])",
                                          "[ones, a2]": "[a2]"},
                "the sigmoid is applied to the hidden bias unit, and z2 and a2 are returned with it",
                "What is the value of a bias unit after your activation function has been applied to it?",
                "The ones were added to z2, before the sigmoid, which turns them into 0.731. Leave z2 as it is, and "
                "put the ones in front of a2 only for the product.",
                elsewhere="the sigmoid is applied to the hidden bias unit"),
        Mistake("ff-bias-last", {"[ones, a1]": "[a1, ones]", "[ones, a2]": "[a2, ones]"},
                "the bias unit comes after the other units instead of before them",
                "Which column of Theta is meant for the bias unit?",
                "Column 0 of Theta contains the biases, so the column of ones must be the first one, too."),
        Mistake("ff-bias-zeros", {"np.ones(": "np.zeros("},
                "the biases have no effect: the bias units are 0, or column 0 of each Theta is cut off",
                "Does your result change when the biases do?",
                "With a bias unit of 0, or without column 0 of Theta, the biases have no effect. The bias unit is "
                "always 1."),
        Mistake("ff-weights-without-bias",
                {"A1 @ Theta1.T": "a1 @ Theta1[:, 1:].T", "A2 @ Theta2.T": "a2 @ Theta2[:, 1:].T"},
                "the bias columns of Theta1 and Theta2 are cut off",
                "Does your result change when the biases do?",
                "Column 0 of Theta is part of the sum: it contains the weights of a unit that is always 1.",
                same_as="ff-bias-zeros"),
        Mistake("ff-hidden-bias-weights-cut", {"A2 @ Theta2.T": "a2 @ Theta2[:, 1:].T"},
                "the biases of the output layer have no effect: the hidden bias unit is 0, or column 0 of Theta2 is "
                "cut off",
                "Does your a3 change when column 0 of Theta2 does?",
                "z2 includes its biases, z3 does not. The first column of Theta2 is part of the sum, too: put a bias "
                "unit of 1 (np.ones, not np.zeros) in front of a2, and use all of Theta2."),
        Mistake("ff-hidden-bias-zero", {"[ones, a2]": "[0 * ones, a2]"}, "the hidden bias unit is 0 instead of 1",
                "What is the value of the bias unit in front of your a2?",
                "z2 includes its biases, z3 does not: a bias unit of 0 removes them. It is always 1.",
                same_as="ff-hidden-bias-weights-cut"),
        Mistake("ff-input-bias-weights-cut", {"A1 @ Theta1.T": "a1 @ Theta1[:, 1:].T"},
                "the biases of the hidden layer have no effect: the input's bias unit is 0, or column 0 of Theta1 is "
                "cut off",
                "Does your a2 change when column 0 of Theta1 does?",
                "z3 includes its biases, z2 does not. The first column of Theta1 is part of the sum, too: put a bias "
                "unit of 1 (np.ones, not np.zeros) in front of a1, and use all of Theta1."),
        Mistake("ff-last-column",
                {"A1 @ Theta1.T": "a1 @ Theta1[:, :-1].T", "A2 @ Theta2.T": "a2 @ Theta2[:, :-1].T"},
                "the biases are multiplied by the first input of a layer, and the last column of Theta is not used",
                "Which column of Theta is multiplied by which column of X?",
                "Without the last column of Theta the sizes match, but column 0, which contains the biases, meets the "
                "first input. Put a column of ones in front of X and a2, and use all columns.",
                also=({"A1 @ Theta1.T": "a1 @ Theta1[:, :-1].T"}, {"A2 @ Theta2.T": "a2 @ Theta2[:, :-1].T"})),
        Mistake("ff-bias-of-one",
                {"A1 @ Theta1.T": "a1 @ Theta1[:, 1:].T + 1", "A2 @ Theta2.T": "a2 @ Theta2[:, 1:].T + 1"},
                "1 is added instead of the biases",
                "Does your result change when the biases do?",
                "The bias unit is 1, and it is multiplied by its weights: column 0 of Theta, one bias for each unit, "
                "is what is added.",
                same_as="ff-bias-of-one"),
        Mistake("ff-same-bias",
                {"A1 @ Theta1.T": "a1 @ Theta1[:, 1:].T + Theta1[0, 0]",
                 "A2 @ Theta2.T": "a2 @ Theta2[:, 1:].T + Theta2[0, 0]"},
                "all units of a layer get the bias of the first one",
                "How many biases does a layer have?",
                "Theta[0, 0] is the bias of unit 0 alone; the biases of all units are the column Theta[:, 0].",
                same_as="ff-same-bias"),
        Mistake("ff-bias-returned", {"[a1,": "[A1,", "a2, a3]": "A2, a3]"},
                "the activations are returned with the bias units",
                "How many columns do the first two arrays that you return have, and how many should they have?",
                "Use the matrices with the column of ones only for the products, and return X and a2 without it.",
                elsewhere="X and a2 keep their bias units, and get them a second time"),
        Mistake("ff-hidden-bias-returned", {"a2, a3]": "A2, a3]"}, "a2 is returned with the bias unit",
                "How many columns does the a2 that you return have, and how many units does the hidden layer have?",
                "The column of ones is needed only for the product: without it, a2 has h columns.",
                elsewhere="a2 keeps its bias unit, and gets it a second time"),
        # the product
        Mistake("ff-theta1-not-transposed", {"Theta1.T": "Theta1"},
                "Theta1 is not transposed, or is multiplied by another layer than its own",
                "Which sizes meet in the product: does the last size of the left factor equal the first size of the "
                "right one?",
                "A row of Theta1 belongs to one hidden unit and has a weight for the bias unit and one for each input. "
                "With examples in rows, the product needs it as a column, and on its left a row of inputs after a 1."),
        Mistake("ff-theta2-not-transposed", {"Theta2.T": "Theta2"}, "Theta2 is not transposed",
                "Which sizes meet in the product: does the last size of the left factor equal the first size of the "
                "right one?",
                "A row of Theta2 belongs to one output unit. With examples in rows, the product needs it as a column."),
        Mistake("ff-thetas-swapped", {"Theta1, Theta2 = unf": "Theta2, Theta1 = unf"},
                "a layer is multiplied by the Theta of the other one",
                "Which of the two matrices has n + 1 columns?",
                "unflatten returns the matrices in the order of the layers: the one that is multiplied by X comes "
                "first, and the one for a2 comes second."),
        # the activation function
        Mistake("ff-linear-hidden", {"a2 = sigmoid(z2)": "a2 = z2"}, "the hidden layer has no activation function",
                "How many times is the sigmoid applied on the way from X to a3?",
                "Each layer except the input applies the sigmoid, and it passes on a2, not z2.",
                elsewhere="z3 is computed from z2, as if the hidden layer had no activation function"),
        Mistake("ff-relu", {"a2 = sigmoid(z2)": "a2 = np.maximum(z2, 0)"},
                "the hidden layer uses ReLU instead of the sigmoid",
                "Which activation function does the hidden layer of this network have?",
                "ReLU, max(0, z), is what most of today's networks use; in this course every unit has the sigmoid.",
                same_as="ff-relu"),
        Mistake("ff-tanh", {"a2 = sigmoid(z2)": "a2 = np.tanh(z2)"},
                "the hidden layer uses tanh instead of the sigmoid",
                "Which activation function does the hidden layer of this network have?",
                "tanh runs from −1 to 1 and is common elsewhere; in this course every unit has the sigmoid.",
                same_as="ff-tanh"),
        Mistake("ff-linear-output", {"a3 = sigmoid(z3)": "a3 = z3"}, "the output layer has no activation function",
                "Between which values does your a3 lie?",
                "Each layer except the input applies the sigmoid, including the last one: a3 is not z3."),
        Mistake("ff-z2-into-layer-3", {"[ones, a2]": "[ones, z2]"}, "the output layer gets z2 instead of a2",
                "What does a layer pass on: its weighted sum or its activation?",
                "a2 is right, but z3 is computed from z2, as if the hidden layer did not apply the sigmoid."),
        Mistake("ff-double-sigmoid-hidden", {"a2 = sigmoid(z2)": "a2 = sigmoid(sigmoid(z2))"},
                "the hidden layer applies the sigmoid twice",
                "How many times does each layer apply the sigmoid?",
                "The sigmoid of an activation lies between 0.5 and 0.731 only. Apply it once."),
        Mistake("ff-double-sigmoid-output", {"a3 = sigmoid(z3)": "a3 = sigmoid(sigmoid(z3))"},
                "the output layer applies the sigmoid twice",
                "How many times does each layer apply the sigmoid?",
                "The sigmoid of an activation lies between 0.5 and 0.731 only. Apply it once."),
        Mistake("ff-sigmoid-input", {"a1 = X": "a1 = sigmoid(X)"}, "the sigmoid is applied to the input",
                "What does the input layer do with X?",
                "The input layer computes nothing: a1 is X as it is.",
                also=({"[ones, a1]": "[ones, sigmoid(a1)]"},)),
        Mistake("ff-softmax", {"a3 = sigmoid(z3)": "a3 = np.exp(z3) / np.exp(z3).sum(axis=1, keepdims=True)"},
                "the output layer uses softmax",
                "Must the numbers in a row of a3 sum to 1?",
                "Softmax ties the output units together. Here each output unit has a sigmoid of its own."),
        Mistake("ff-softmax-axis0", {"a3 = sigmoid(z3)": "a3 = np.exp(z3) / np.exp(z3).sum(axis=0)"},
                "the output layer uses softmax, over the examples",
                "Should the output for one example depend on the other examples?",
                "The columns of a3 sum to 1, so all examples share a total of 1. Here each output unit has a "
                "sigmoid of its own."),
        # what is returned
        Mistake("ff-zs-are-activations", {"[z2, z3]": "[a2, a3]"}, "the second list contains activations",
                "What do z2 and z3 contain when your function returns?",
                "z is before the sigmoid, a after it. If you wrote a2 into the array z2, both are names for the same "
                "array.",
                elsewhere="z2 and z3 are overwritten with the activations"),
        Mistake("ff-no-zs", {"[a1, a2, a3], [z2, z3]": "[a1, a2, a3]"}, "the zs are not returned",
                "What will backpropagation need besides the activations?",
                "Return two lists: the activations and the zs, separated by a comma."),
        Mistake("ff-output-only", {"return [a1, a2, a3], [z2, z3]": "return a3"},
                "only the activations of the output layer are returned",
                "What will backpropagation need besides a3?",
                "Return two lists: the activations of all layers, and the zs."),
        Mistake("ff-return-in-loop", {"[a1, a2, a3], [z2, z3]": "[a1, a2], [z2]"},
                "the output layer is missing: only one step forward is made",
                "How many times does your loop over the layers run before the function ends?",
                "There are as many steps as there are Thetas. A return inside the loop ends the function after the "
                "first of them: indent it less."),
        Mistake("ff-no-input", {"[a1, ": "["}, "the list of activations starts with a2",
                "How many layers does the network have, counting the input?",
                "The input is the first layer, so the first activation is a1 = X."),
        Mistake("ff-transposed", {"    return ": TRANSPOSED},
                "the arrays are returned with examples in columns",
                "Is one row of your a3 an example or a class?",
                "Octave programs often keep examples in columns. Here one row is one example in all arrays, as in X.",
                also=({"    return ": TRANSPOSED_BUT_X},)),
    ])
