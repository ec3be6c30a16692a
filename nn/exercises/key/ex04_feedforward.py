"""Exercise 4. Feedforward

Send all examples through the network, layer by layer: add the bias unit to the activations of a layer, multiply by its
Theta, and squash the result. Return two lists: the activations a1 = X, a2, a3 of all layers, and the z2, z3 which they
come from. The bias units must not be in what you return: a1 is X itself, a2 is (m, h). One row is one example. Three
layers are enough, but as many as layer_sizes says are welcome. sigmoid and unflatten are there already.
"""
import numpy as np

from nn import sigmoid, unflatten
from nn.exercises.sandbox.calls import call
from nn.exercises.exercise import Exercise, Mistake
from nn.exercises.probes import PROBES


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

EXERCISE = Exercise(
    title="Feedforward", file="network.py",
    lecture="Week 4, model representation II; exercise 4, section 1.3", points=0, noun="networks",
    names={"feedforward": (("a1", "a2", "a3"), ("z2", "z3"))},
    calls=[call("feedforward", p.theta, p.X, p.layer_sizes) for p in PROBES],
    hints=("Write the shape of each array beside its name: which two of them meet in a product, and which size must "
           "agree?",
           "With one example a row the product is (m, n + 1) times (n + 1, h). Theta1 is (h, n + 1): what has to "
           "happen to it? And who makes n + 1 columns of the n columns of X?",
           "Put a column of ones in front of a1, multiply by the transposed Theta1, apply the sigmoid; then the same "
           "once more from a2. Keep the matrices with the ones apart from the a1 and a2 that you return."),
    mistakes=[
        # the bias unit
        Mistake("ff-no-bias", {"[ones, a1]": "[a1]"}, "the input layer has no bias unit",
                "How many columns has Theta1, and how many has X?",
                "Theta1 has n + 1 columns, the first one for the bias: a column of ones is missing in front of X. "
                "(In front: written over the first column of X, the ones would destroy a feature.)"),
        Mistake("ff-no-hidden-bias", {"[ones, a2]": "[a2]"}, "the hidden layer has no bias unit",
                "How many columns has Theta2, and how many has a2?",
                "The hidden layer has a bias unit as well: a column of ones is missing in front of a2."),
        Mistake("ff-double-bias", {"[ones, a1]": "[ones, ones, a1]"}, "the input layer gets its bias unit twice",
                "Count the columns: who adds the bias unit, and how often?",
                "X comes without the ones, and gets them once. Yours has n + 2 columns."),
        Mistake("ff-bias-squashed", {"[ones, a2]": "[sigmoid(ones), a2]"},
                "the sigmoid is applied to the hidden bias unit",
                "Which value does a bias unit have after your activation function ran over it?",
                "The ones were added to z2, before the sigmoid, which makes 0.731 of them. A bias unit is 1: add it to "
                "a2."),
        Mistake("ff-bias-squashed-kept", {"z2 = A1 @ Theta1.T": "z2 = np.hstack([ones, A1 @ Theta1.T])",
                                          "[ones, a2]": "[a2]"},
                "the sigmoid is applied to the hidden bias unit, and z2 and a2 are returned with it",
                "Which value does a bias unit have after your activation function ran over it?",
                "The ones were added to z2, before the sigmoid, which makes 0.731 of them. Leave z2 as it is, and put "
                "the ones in front of a2 for the product only."),
        Mistake("ff-bias-last", {"[ones, a1]": "[a1, ones]", "[ones, a2]": "[a2, ones]"},
                "the bias unit is behind the other units instead of in front of them",
                "Which column of Theta is meant for the bias unit?",
                "Column 0 of Theta holds the biases, so that the column of ones must be the first one, too."),
        Mistake("ff-bias-zeros", {"np.ones(": "np.zeros("}, "the bias units are 0",
                "Does your result change when the bias weights do?",
                "With a bias unit of 0, or with column 0 of Theta cut off, the bias weights have no effect. Their unit "
                "is always 1."),
        Mistake("ff-weights-without-bias",
                {"A1 @ Theta1.T": "a1 @ Theta1[:, 1:].T", "A2 @ Theta2.T": "a2 @ Theta2[:, 1:].T"},
                "the bias weights are cut off", "Does your result change when the bias weights do?",
                "Column 0 of Theta is part of the sum, as the weight of a unit that is always 1.",
                same_as="ff-bias-zeros"),
        Mistake("ff-hidden-bias-weights-cut", {"A2 @ Theta2.T": "a2 @ Theta2[:, 1:].T"},
                "the bias weights of Theta2 are cut off", "Does your a3 change when column 0 of Theta2 does?",
                "z2 has its biases, z3 has not. The first column of Theta2 is part of the sum, too: add the bias unit "
                "to a2, and use all of Theta2."),
        Mistake("ff-input-bias-weights-cut", {"A1 @ Theta1.T": "a1 @ Theta1[:, 1:].T"},
                "the bias weights of Theta1 are cut off", "Does your a2 change when column 0 of Theta1 does?",
                "z3 has its biases, z2 has not. The first column of Theta1 is part of the sum, too: add the bias unit "
                "to a1, and use all of Theta1."),
        Mistake("ff-bias-returned", {"[a1, a2, a3]": "[A1, A2, a3]"},
                "the activations are returned with the bias units",
                "How many columns have the first two arrays which you return, and how many are asked for?",
                "Use the matrices with the column of ones for the products only, and return X and a2 without it."),
        Mistake("ff-hidden-bias-returned", {" a2, a3]": " A2, a3]"}, "a2 is returned with the bias unit",
                "How many columns has the a2 which you return, and how many units has the hidden layer?",
                "The column of ones is needed for the product only: a2 has h columns, without it."),
        # the product
        Mistake("ff-theta1-not-transposed", {"Theta1.T": "Theta1"}, "Theta1 is not transposed",
                "Which sizes meet in your product: is the last one of the left factor the first one of the right?",
                "A row of Theta1 belongs to one hidden unit. With examples in rows the product needs it as a column."),
        Mistake("ff-theta2-not-transposed", {"Theta2.T": "Theta2"}, "Theta2 is not transposed",
                "Which sizes meet in your product: is the last one of the left factor the first one of the right?",
                "A row of Theta2 belongs to one output unit. With examples in rows the product needs it as a column."),
        Mistake("ff-thetas-swapped", {"Theta1, Theta2 = unf": "Theta2, Theta1 = unf"}, "Theta1 and Theta2 are swapped",
                "Which of the two matrices has n + 1 columns?",
                "unflatten returns the matrices in the order of the layers: the one which meets X comes first."),
        # the activation function
        Mistake("ff-linear-hidden", {"a2 = sigmoid(z2)": "a2 = z2"}, "the hidden layer has no activation function",
                "How many times is the sigmoid applied on the way from X to a3?",
                "Each layer but the input has its own sigmoid: a2 is not z2."),
        Mistake("ff-linear-output", {"a3 = sigmoid(z3)": "a3 = z3"}, "the output layer has no activation function",
                "Between which values does your a3 lie?",
                "Each layer but the input has its own sigmoid, the last one too: a3 is not z3."),
        Mistake("ff-z2-into-layer-3", {"[ones, a2]": "[ones, z2]"}, "the output layer gets z2 instead of a2",
                "What does a layer hand on: its sum, or its activation?",
                "Your a2 is right, but z3 is made from z2, as if the hidden layer had no sigmoid."),
        Mistake("ff-double-sigmoid-hidden", {"a2 = sigmoid(z2)": "a2 = sigmoid(sigmoid(z2))"},
                "the hidden layer applies the sigmoid twice",
                "How many times does each layer apply its function?",
                "A sigmoid of a sigmoid lies between 0.5 and 0.731 only. Once is enough."),
        Mistake("ff-double-sigmoid-output", {"a3 = sigmoid(z3)": "a3 = sigmoid(sigmoid(z3))"},
                "the output layer applies the sigmoid twice",
                "How many times does each layer apply its function?",
                "A sigmoid of a sigmoid lies between 0.5 and 0.731 only. Once is enough."),
        Mistake("ff-sigmoid-input", {"a1 = X": "a1 = sigmoid(X)"}, "the sigmoid is applied to the input",
                "What does the input layer do with X?",
                "The input layer computes nothing: a1 is X as it comes."),
        Mistake("ff-softmax", {"a3 = sigmoid(z3)": "a3 = np.exp(z3) / np.exp(z3).sum(axis=1, keepdims=True)"},
                "the output layer uses softmax", "Must the numbers in a row of a3 sum to 1?",
                "Softmax ties the output units together. Here each of them has a sigmoid of its own."),
        Mistake("ff-softmax-axis0", {"a3 = sigmoid(z3)": "a3 = np.exp(z3) / np.exp(z3).sum(axis=0)"},
                "the output layer uses softmax, over the examples", "Should the answer for one example depend on the "
                "others?",
                "Your columns of a3 sum to 1, so that the examples share one 1 between them. Each output unit has a "
                "sigmoid of its own here."),
        # what is returned
        Mistake("ff-zs-are-activations", {"[z2, z3]": "[a2, a3]"}, "the second list holds activations",
                "What do z2 and z3 hold when your function returns?",
                "z is before the sigmoid, a after it. If you wrote a2 into the array of z2, they are two names for one "
                "array."),
        Mistake("ff-no-zs", {"[a1, a2, a3], [z2, z3]": "[a1, a2, a3]"}, "the zs are not returned",
                "What will backpropagation need besides the activations?",
                "Two lists are asked for: the activations, and behind a comma the zs."),
        Mistake("ff-output-only", {"return [a1, a2, a3], [z2, z3]": "return a3"}, "only the output layer is returned",
                "What will backpropagation need besides a3?",
                "Two lists are asked for: the activations of all layers, and the zs."),
        Mistake("ff-no-input", {"[a1, a2, a3]": "[a2, a3]"}, "the list of activations begins with a2",
                "How many layers has the network, the input counted?",
                "The input is the first layer, so that the first activation is a1 = X."),
        Mistake("ff-transposed", {"[a1, a2, a3], [z2, z3]": "[a1.T, a2.T, a3.T], [z2.T, z3.T]"},
                "what is returned has examples in columns", "Is one row of your a3 an example or a class?",
                "Octave programs often hold examples in columns. Here one row is one example in all arrays, as in X."),
    ])
