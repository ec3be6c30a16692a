"""Exercise 12. The regularized gradient

Add the derivative of the penalty λ/(2m) Σ Θ² to the gradient of exercise 10: every weight adds λ/m times itself, except
for the biases in column 0 of each Theta, which are not regularized and add nothing. Do not change theta. gradient,
unflatten (theta -> matrices) and flatten (matrices -> theta) are imported for you.
"""
import numpy as np

from nn import flatten, gradient, unflatten
from nn.exercises.sandbox.calls import call
from nn.exercises.exercise import Exercise, Mistake
from nn.exercises.probes import PROBES, draw_large_probe, draw_probes


def regularized_gradient(theta, X, Y, layer_sizes, lambda_):
    """∂J/∂Θ⁽ˡ⁾ + λ/m Θ⁽ˡ⁾,  the second term 0 in the bias columns

    theta       : (p,) all weights, layer by layer, row by row
    X           : (m, n) one example a row, bias not included
    Y           : (m, K) one-hot rows
    layer_sizes : (n, h, K) units of each layer without bias
    lambda_     : float >= 0, strength of regularization
    Returns     : (p,) array in the order of theta
    """
    m = len(X)
    Theta1, Theta2 = [Theta.copy() for Theta in unflatten(theta, layer_sizes)]
    Theta1[:, 0] = 0
    Theta2[:, 0] = 0
    penalty = lambda_ / m * flatten([Theta1, Theta2])
    return gradient(theta, X, Y, layer_sizes) + penalty


# --- how it is checked ---

def calls_of(probes):
    return [call("regularized_gradient", p.theta, p.X, p.Y, p.layer_sizes, p.lambda_) for p in probes]


def draw(rng):
    return calls_of(draw_probes(rng))


def draw_large(rng):
    return calls_of([draw_large_probe(rng)])


BIASES = {"Theta1[:, 0] = 0": "pass", "Theta2[:, 0] = 0": "pass"}
COPIES = "[Theta.copy() for Theta in unflatten(theta, layer_sizes)]"
PENALTY = "lambda_ / m * flatten([Theta1, Theta2])"
DATA = "gradient(theta, X, Y, layer_sizes)"
SUM = f"{DATA} + penalty"
RETURNED = f"return {SUM}"
#: unflatten's views of theta; the gradient is computed before something is written into them
VIEWS = {COPIES: "unflatten(theta, layer_sizes)",
         "    m = len(X)": "    m, data = len(X), gradient(theta, X, Y, layer_sizes)",
         "gradient(theta, X, Y, layer_sizes) + penalty": "data + penalty"}


def in_theta(place, value=0):
    """Edits that write into the views, in both orders: the gradient is computed before, or after."""
    erased = {f"{Theta}[:, 0] = 0": f"{Theta}[{place}] = {value}" for Theta in ("Theta1", "Theta2")}
    return VIEWS | erased, ({COPIES: VIEWS[COPIES]} | erased,)


OF_THETA = {"first-row": in_theta("0"), "column-1": in_theta(":, 1"), "last-column": in_theta(":, -1"),
            "ones-column": in_theta(":, 0", 1)}

EXERCISE = Exercise(
    title="Regularized gradient", file="backprop.py",
    formulas={"regularized_gradient":
                  r"\frac{\partial J}{\partial \Theta^{(l)}_{jk}} + \begin{cases} "
                  r"0 & \text{if } k = 0 \\ \frac{\lambda}{m} \, \Theta^{(l)}_{jk} & \text{if } k \geq 1 "
                  r"\end{cases}"},
    lecture="Week 5, backpropagation algorithm; exercise 4, section 2.5", points=10,
    noun="networks", names={"regularized_gradient": "theta"},
    calls=calls_of(PROBES), draw=draw, draw_large=draw_large,
    hints=("Differentiate λ/(2m) w² by hand: what does one weight w contribute?",
           "Split theta into its matrices, copy each of them, and put 0 where nothing should be added. Then flatten "
           "them again.",
           "The gradient of the penalty has the layout of theta: λ/m times the matrices with column 0 set to zero, "
           "flattened. The answer is its sum with gradient(theta, X, Y, layer_sizes). unflatten returns views: write "
           "only to copies."),
    mistakes=[
        Mistake("rg-bias-included", BIASES, "the bias columns are regularized, too",
                "Which column of each Theta should not be regularized?",
                "Your penalty adds λ/m times the biases, too; in column 0 of each Theta it should add 0."),
        Mistake("rg-missing", {" + penalty": ""}, "the penalty is not added",
                "Does your gradient change when λ does?",
                "This is the plain gradient of exercise 10, without the derivative of the penalty."),
        Mistake("rg-penalty-only", {"return gradient(theta, X, Y, layer_sizes) + penalty": "return penalty"},
                "only the derivative of the penalty is returned",
                "Does your gradient change when X and Y do?",
                "The derivative of the penalty is right, but it must be added to the gradient of exercise 10, which is "
                "missing."),
        Mistake("rg-theta1-returned", {RETURNED: f"return ({SUM})[:Theta1.size]"},
                "only the gradient of Theta1 is returned",
                "How many weights are in theta, and how many numbers do you return?",
                "The gradient has one entry for each entry of theta: that of Theta2 follows that of Theta1.",
                same_as="rg-theta1-returned"),
        Mistake("rg-theta2-returned", {RETURNED: f"return ({SUM})[Theta1.size:]"},
                "only the gradient of Theta2 is returned",
                "How many weights are in theta, and how many numbers do you return?",
                "The gradient has one entry for each entry of theta: that of Theta1 comes before that of Theta2.",
                same_as="rg-theta2-returned"),
        Mistake("rg-theta1-returned-twice", {RETURNED: f"return np.tile(({SUM})[:Theta1.size], 2)"},
                "the gradient of Theta1 is returned twice, and that of Theta2 not at all",
                "How many weights are in theta, and how many numbers do you return?",
                "The gradient has one entry for each entry of theta: that of Theta2 follows that of Theta1.",
                same_as="rg-theta1-returned-twice"),
        Mistake("rg-theta2-returned-twice", {RETURNED: f"return np.tile(({SUM})[Theta1.size:], 2)"},
                "the gradient of Theta2 is returned twice, and that of Theta1 not at all",
                "How many weights are in theta, and how many numbers do you return?",
                "The gradient has one entry for each entry of theta: that of Theta1 comes before that of Theta2.",
                same_as="rg-theta2-returned-twice"),
        Mistake("rg-replaced", {RETURNED: f"return np.where(penalty == 0, {DATA}, penalty)"},
                "the penalty replaces the gradient of the weights instead of being added to it",
                "What happens to the gradient of exercise 10 when the penalty is assigned to its columns?",
                "Outside the bias columns only the penalty is left, since = overwrites what was there: add to it.",
                same_as="rg-replaced"),
        Mistake("rg-data-over-m", {RETURNED: f"return np.where(penalty == 0, {DATA}, {DATA} / m) + penalty"},
                "the gradient of the weights is divided by m once more, together with the penalty",
                "In how many of your lines is the gradient of exercise 10 divided by m?",
                "The gradient of exercise 10 is a mean already: only λ Θ is still to be divided by m.",
                same_as="rg-data-over-m"),
        Mistake("rg-sum-added", {PENALTY: "lambda_ / m * np.sum(flatten([Theta1, Theta2]))"},
                "one number, a sum over all weights, is added to every entry",
                "What does the derivative with respect to one weight contain of all the other weights?",
                "The derivative of Σ w² with respect to one w contains that w alone: the penalty adds to each entry "
                "its own weight.",
                same_as="rg-sum-added",
                also=({PENALTY: "lambda_ / m * np.sum(flatten([Theta1, Theta2]) ** 2)"},)),
        Mistake("rg-half", {"lambda_ / m": "lambda_ / (2 * m)"}, "the penalty is half of what it should be",
                "Differentiate λ/(2m) w² by hand: what happens to the 2?",
                "The derivative of w² is 2w, which cancels the 2 of λ/(2m)."),
        Mistake("rg-no-m", {"lambda_ / m": "lambda_"},
                "the penalty is not divided by m, or it is added m times",
                "The cost has λ/(2m) in front of its penalty: where is m in the derivative?",
                "This penalty is m times as large as it should be: it should add λ/m Θ, not λ Θ; and in a loop over "
                "the examples, it is added once, after the loop."),
        Mistake("rg-double", {"lambda_ / m": "2 * lambda_ / m"}, "the penalty is twice what it should be",
                "Differentiate λ/(2m) w² by hand: what happens to the 2?",
                "The 2 from the derivative cancels the 2 in λ/(2m), so no 2 is left. If there is none in your code, "
                "look for a second place where the penalty is added."),
        Mistake("rg-sign", {" + penalty": " - penalty"}, "the penalty is subtracted",
                "Should a step against the gradient make a large weight larger or smaller?",
                "The cost adds the penalty, so its gradient adds the derivative of the penalty."),
        Mistake("rg-first-row", {"Theta1[:, 0] = 0": "Theta1[0] = 0", "Theta2[:, 0] = 0": "Theta2[0] = 0"},
                "the first row is left out instead of the first column",
                "Which index of Theta[i, j] is the unit, and which is its input?",
                "Theta[0] contains all the weights of the first unit; the biases of all units are the column Theta[:, "
                "0]."),
        Mistake("rg-last-column", {"Theta1[:, 0] = 0": "Theta1[:, -1] = 0", "Theta2[:, 0] = 0": "Theta2[:, -1] = 0"},
                "the last column is left out instead of the first",
                "Where is the bias: before or after the other inputs?",
                "The bias is input 0: its weights are in column 0 of each Theta."),
        Mistake("rg-column-1", {"Theta1[:, 0] = 0": "Theta1[:, 1] = 0", "Theta2[:, 0] = 0": "Theta2[:, 1] = 0"},
                "column 1 is left out instead of column 0",
                "MATLAB counts from 1. Where does NumPy start?",
                "The first column, which contains the biases, has index 0 in NumPy."),
        Mistake("rg-theta1-only", {"flatten([Theta1, Theta2])": "flatten([Theta1, 0 * Theta2])"},
                "only Theta1 is regularized",
                "Which weights does the sum in the penalty run over?",
                "The penalty of the cost contains the weights of both layers, and so does its gradient."),
        Mistake("rg-theta2-only", {"flatten([Theta1, Theta2])": "flatten([0 * Theta1, Theta2])"},
                "only Theta2 is regularized",
                "Which weights does the sum in the penalty run over?",
                "The penalty of the cost contains the weights of both layers, and so does its gradient."),
        Mistake("rg-theta1-twice", {"flatten([Theta1, Theta2])": "flatten([2 * Theta1, 0 * Theta2])"},
                "Theta1 counts twice in the penalty, and Theta2 not at all",
                "Which matrix is added to each of the two gradients?",
                "λ/m Θ is added to the gradient of each layer once. Yours adds that of Theta1 twice: a copied line, or "
                "a factor of 2 too many.",
                same_as="rg-theta1-twice"),
        Mistake("rg-theta2-twice", {"flatten([Theta1, Theta2])": "flatten([0 * Theta1, 2 * Theta2])"},
                "Theta2 counts twice in the penalty, and Theta1 not at all",
                "Which matrix is added to each of the two gradients?",
                "λ/m Θ is added to the gradient of each layer once. Yours adds that of Theta2 twice: a copied line, or "
                "a factor of 2 too many.",
                same_as="rg-theta2-twice"),
        Mistake("rg-bias-of-theta2", {"Theta2[:, 0] = 0": "pass"}, "the biases of Theta2 are regularized",
                "You left the bias column of one layer out of the penalty. What about the other?",
                "Column 0 of Theta1 adds nothing, as it should be; column 0 of Theta2 still adds something."),
        Mistake("rg-bias-of-theta1", {"Theta1[:, 0] = 0": "pass"}, "the biases of Theta1 are regularized",
                "You left the bias column of one layer out of the penalty. What about the other?",
                "Column 0 of Theta2 adds nothing, as it should be; column 0 of Theta1 still adds something."),
        Mistake("rg-bias-cut-off", {"flatten([Theta1, Theta2])": "flatten([Theta1[:, 1:], Theta2[:, 1:]])"},
                "the bias columns are cut off from the penalty instead of being 0 there",
                "How many numbers are in the gradient, and how many are in your penalty?",
                "Without the bias columns the penalty does not have the size of theta any more. Keep the columns, with "
                "0 in them."),
        Mistake("rg-ones-column", {"Theta1[:, 0] = 0": "Theta1[:, 0] = 1", "Theta2[:, 0] = 0": "Theta2[:, 0] = 1"},
                "the penalty adds λ/m to each bias",
                "What should the penalty add to a bias, and what does it add when you put 1 there?",
                "You set the bias column of the penalty to 1, the value of the bias unit; what the penalty must add "
                "there is 0."),
        Mistake("rg-mutates-theta", VIEWS, "theta's own biases are set to 0",
                "Is theta the same after the call as before it?",
                "unflatten returns views: writing 0 to Theta1[:, 0] writes it into the caller's theta, and the "
                "optimizer continues with a network that has lost its biases. Work on copies."),
        Mistake("rg-cost-penalty", {PENALTY: "lambda_ / (2 * m) * flatten([Theta1, Theta2]) ** 2"},
                "the penalty itself is added instead of its derivative",
                "What is the derivative of w²?",
                "λ/(2m) w² is added to the cost; the gradient adds its derivative, λ/m w.",
                also=({PENALTY: "lambda_ / (2 * m) * np.sum(flatten([Theta1, Theta2]) ** 2)"},)),
        Mistake("rg-squares", {PENALTY: "lambda_ / m * flatten([Theta1, Theta2]) ** 2"},
                "the weights are squared",
                "What is the derivative of w²?",
                "The squares are in the cost; in their derivative, λ/m w, each weight stands as it is, with its sign.",
                same_as="rg-squares"),
        Mistake("rg-absolute", {PENALTY: "lambda_ / m * np.sign(flatten([Theta1, Theta2]))"},
                "the penalty adds the sign of a weight instead of the weight",
                "Which penalty has the derivative ±1, and which one has the derivative w?",
                "The sign belongs to a penalty on |w| (the lasso); here the penalty is on the squares, and its "
                "derivative is λ/m w."),
        Mistake("rg-lambda-1", {"lambda_ / m": "1 / m"}, "1 is used instead of λ",
                "Does your penalty change when λ does?",
                "The strength of regularization is the argument lambda_, which this penalty does not use."),
        Mistake("rg-only-bias", {"Theta1[:, 0] = 0": "Theta1[:, 1:] = 0", "Theta2[:, 0] = 0": "Theta2[:, 1:] = 0"},
                "only the biases are regularized",
                "Should the bias column be left out, or kept?",
                "This penalty is 0 everywhere except in column 0, which contains the biases: keep the other columns "
                "instead.",
                same_as="rg-only-bias"),
        Mistake("rg-row-and-column", {"Theta1[:, 0] = 0": "Theta1[:, 0] = Theta1[0] = 0",
                                      "Theta2[:, 0] = 0": "Theta2[:, 0] = Theta2[0] = 0"},
                "the first row is left out in addition to the first column",
                "How many rows does Theta1 have: h, or h + 1? Is one of them a bias?",
                "The bias is an input to every unit, so it is a column. Rows are units, and none of them is the bias.",
                same_as="rg-row-and-column"),
        Mistake("rg-columns-0-and-1", {"Theta1[:, 0] = 0": "Theta1[:, :2] = 0",
                                       "Theta2[:, 0] = 0": "Theta2[:, :2] = 0"},
                "two columns are left out instead of one",
                "MATLAB's 2:end starts with the second column. Which column does NumPy's 2: start with?",
                "NumPy counts from 0, so 2: starts with the third column and leaves out the weights of input 1.",
                same_as="rg-columns-0-and-1"),
        Mistake("rg-last-column-too", {"Theta1[:, 0] = 0": "Theta1[:, 0] = Theta1[:, -1] = 0",
                                       "Theta2[:, 0] = 0": "Theta2[:, 0] = Theta2[:, -1] = 0"},
                "the last column is left out, too",
                "Which columns does range(1, n) reach, and how many columns does Theta1 have?",
                "Theta1 has n + 1 columns, and the last one has index n. A range does not include its end.",
                same_as="rg-last-column-too"),
        Mistake("rg-first-entry", {"Theta1[:, 0] = 0": "Theta1[0, 0] = 0", "Theta2[:, 0] = 0": "pass"},
                "only the first entry of theta is left out",
                "How many biases does the network have, and where are they in theta?",
                "Every unit has a bias of its own, not only the first one. In the flat theta the biases are scattered: "
                "use the matrices, where they form a column.",
                same_as="rg-first-entry"),
        Mistake("rg-mutates-first", {COPIES: "unflatten(theta, layer_sizes)"},
                "theta's own biases are set to 0 before the gradient is computed",
                "After you changed the matrices, is theta still the same?",
                "unflatten returns views: writing 0 to Theta1[:, 0] writes it into the caller's theta, so even the "
                "gradient that you compute afterwards is that of a network without biases. Work on copies.",
                same_as="rg-mutates-first"),
        Mistake("rg-first-row-of-theta", OF_THETA["first-row"][0],
                "the first row is left out instead of the first column, and it is set to 0 in theta itself",
                "Which index of Theta[i, j] is the unit, and is theta the same after the call as before it?",
                "Theta[0] contains all the weights of the first unit; the biases of all units are the column Theta[:, "
                "0]. Besides, unflatten returns views: work on copies.",
                same_as="rg-first-row-of-theta", also=OF_THETA["first-row"][1]),
        Mistake("rg-column-1-of-theta", OF_THETA["column-1"][0],
                "column 1 is left out instead of column 0, and it is set to 0 in theta itself",
                "MATLAB counts from 1. Where does NumPy start, and is theta the same after the call as before it?",
                "The first column, which contains the biases, has index 0 in NumPy. Besides, unflatten returns views: "
                "work on copies.",
                same_as="rg-column-1-of-theta", also=OF_THETA["column-1"][1]),
        Mistake("rg-last-column-of-theta", OF_THETA["last-column"][0],
                "the last column is left out instead of the first, and it is set to 0 in theta itself",
                "Where is the bias: before or after the other inputs? And is theta the same after the call as before "
                "it?",
                "The bias is input 0: its weights are in column 0 of each Theta. Besides, unflatten returns views: "
                "work on copies.",
                same_as="rg-last-column-of-theta", also=OF_THETA["last-column"][1]),
        Mistake("rg-ones-column-of-theta", OF_THETA["ones-column"][0],
                "the penalty adds λ/m to each bias, and theta's own biases are set to 1",
                "What should the penalty add to a bias, and is theta the same after the call as before it?",
                "You set the bias column of the penalty to 1; what it must add there is 0. Besides, unflatten returns "
                "views: work on copies.",
                same_as="rg-ones-column-of-theta", also=OF_THETA["ones-column"][1]),
        Mistake("rg-column-by-column",
                {COPIES: '[Theta.flatten().reshape(Theta.shape, order="F") for Theta in unflatten(theta, layer_sizes)]',
                 PENALTY: 'lambda_ / m * np.concatenate([Theta1.ravel("F"), Theta2.ravel("F")])'},
                "the matrices are filled and flattened column by column, so that column 0 is not that of the biases",
                "Which entries of theta are in column 0 of your Theta1?",
                "Column by column there and back, each number returns to its place; but the biases are column 0 only "
                "of matrices that are filled row by row, which is NumPy's own order.",
                same_as="rg-column-by-column"),
        Mistake("rg-precedence", {"lambda_ / m": "lambda_ / 2 * m"}, "λ/2 is multiplied by m",
                "In which order does Python evaluate a / 2 * b?",
                "From left to right: λ / 2 * m is (λ/2) m. The derivative of the penalty has λ/m in front, and no 2.",
                same_as="rg-precedence"),
        Mistake("rg-over-2", {"lambda_ / m": "lambda_ / 2"}, "the penalty is divided by 2 instead of m",
                "Differentiate λ/(2m) w² by hand: what happens to the 2, and what happens to m?",
                "The derivative of w² cancels the 2, and m stays: the penalty should add λ/m Θ.",
                same_as="rg-over-2"),
        Mistake("rg-over-k", {"lambda_ / m": "lambda_ / Y.shape[1]"}, "the penalty is divided by K instead of m",
                "Which of the two sizes of Y is the number of examples?",
                "m is the number of rows of X and Y; the number of columns of Y is K, the number of classes.",
                same_as="rg-over-k"),
        Mistake("rg-over-n", {"lambda_ / m": "lambda_ / X.shape[1]"}, "the penalty is divided by n instead of m",
                "Which of the two sizes of X is the number of examples?",
                "One example is one row of X. X.shape[1] is n, the number of inputs.", same_as="rg-over-n"),
        Mistake("rg-over-p", {"lambda_ / m": "lambda_ / theta.size"},
                "the penalty is divided by p instead of m, where p is the number of weights",
                "Is m the number of weights, or the number of examples?",
                "m is the number of rows of X and Y; the number of entries of theta is p.", same_as="rg-over-p"),
        Mistake("rg-m-twice", {"lambda_ / m": "lambda_ / m ** 2"}, "the penalty is divided by m twice",
                "In how many of your lines is the penalty divided by m?",
                "Once is enough: it adds λ/m Θ to a gradient that is already divided by m.", same_as="rg-m-twice"),
        Mistake("rg-lambda-squared", {"lambda_ / m": "lambda_ ** 2 / m"}, "λ is squared",
                "What happens to your penalty when λ doubles?",
                "λ appears twice in the product, so the penalty grows with its square. The formula contains λ once.",
                same_as="rg-lambda-squared"),
    ])
