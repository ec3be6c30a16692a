"""Exercise 7. The regularized cost

Large weights should cost something, too: add λ/(2m) times the sum of the squares of all weights of both layers to the
cost of exercise 6. The biases, column 0 of each Theta, are excluded from the sum. cost and unflatten, which splits
theta into its two matrices, are imported for you. Do not change theta.
"""
import numpy as np

from nn import cost, unflatten
from nn.exercises.sandbox.calls import call
from nn.exercises.exercise import Exercise, Mistake
from nn.exercises.probes import PROBES, draw_probes


def regularized_cost(theta, X, Y, layer_sizes, lambda_):
    """J(θ) + λ/(2m) Σ Θ²,  bias columns excluded

    theta       : (p,) all weights, layer by layer, row by row
    X           : (m, n) one example a row, bias not included
    Y           : (m, K) one-hot rows
    layer_sizes : (n, h, K) units of each layer without bias
    lambda_     : float >= 0, strength of regularization
    Returns     : float, nats per example
    """
    m = len(X)
    J = cost(theta, X, Y, layer_sizes)
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    weights1 = Theta1[:, 1:]                        # without the bias
    weights2 = Theta2[:, 1:]
    squares = np.sum(weights1 ** 2) + np.sum(weights2 ** 2)
    penalty = lambda_ / (2 * m) * squares
    return J + penalty


# --- how it is checked ---

def calls_of(probes):
    """One call for each network, and one without a penalty."""
    return [call("regularized_cost", p.theta, p.X, p.Y, p.layer_sizes, lambda_)
            for p, lambda_ in [*((p, p.lambda_) for p in probes), (probes[0], 0.0)]]


def draw(rng):
    return calls_of(draw_probes(rng))


SQUARES = "np.sum(weights1 ** 2) + np.sum(weights2 ** 2)"
SLICE1, SLICE2 = "Theta1[:, 1:]", "Theta2[:, 1:]"
ERASED = {SLICE1: "Theta1\n    weights1[:, 0] = 0", SLICE2: "Theta2\n    weights2[:, 0] = 0"}
COST_LAST = {"    J = cost(theta, X, Y, layer_sizes)\n": "", "return J +": "return cost(theta, X, Y, layer_sizes) +"}


def in_theta(place, value=0):
    """Edits that write into unflatten's views of theta, in both orders: the cost is computed before, or after."""
    erased = {SLICE1: f"Theta1\n    weights1[{place}] = {value}", SLICE2: f"Theta2\n    weights2[{place}] = {value}"}
    return erased, (erased | COST_LAST,)


OF_THETA = {"first-row": in_theta("0"), "column-1": in_theta(":, 1"), "last-column": in_theta(":, -1"),
            "ones-column": in_theta(":, 0", 1)}

# A mistake whose same_as is its own slug is rare, or its value has another form, or its numbers hide all others: where
# it is inherited, it makes no pair with another one of these.
EXERCISE = Exercise(
    title="Regularized cost", file="cost.py",
    formulas={"regularized_cost": r"J(\theta) + \frac{\lambda}{2m} \sum_{l} \sum_{j} \sum_{k \geq 1} "
                                  r"\bigl(\Theta^{(l)}_{jk}\bigr)^2"},
    lecture="Week 5, cost function; exercise 4, section 1.4", points=15, noun="networks",
    names={"regularized_cost": "J"},
    calls=calls_of(PROBES), draw=draw,
    hints=("The penalty does not depend on X and Y, except for their length m: which of the arguments does it depend "
           "on?",
           "unflatten gives the two matrices. Which slice of each keeps all rows, and all columns except the first?",
           "Square those two slices entry by entry, sum each of them, add the two sums, and multiply the result by λ "
           "divided by (2m), with parentheses around 2m. Add this to the result of cost."),
    mistakes=[
        # which weights
        Mistake("rc-bias-included", {SLICE1: "Theta1", SLICE2: "Theta2"}, "the bias columns are regularized, too",
                "Which column of each Theta should not be regularized?",
                "Your sum runs over all columns; column 0 of each Theta contains the biases, which do not belong in "
                "it."),
        Mistake("rc-bias-of-theta1", {SLICE1: "Theta1"}, "the biases of Theta1 are regularized",
                "You left the bias column of one layer out of the sum. What about the other?",
                "Theta2 is summed without its column 0, as it should be; Theta1 still includes it."),
        Mistake("rc-bias-of-theta2", {SLICE2: "Theta2"}, "the biases of Theta2 are regularized",
                "You left the bias column of one layer out of the sum. What about the other?",
                "Theta1 is summed without its column 0, as it should be; Theta2 still includes it."),
        Mistake("rc-only-bias", {SLICE1: "Theta1[:, 0]", SLICE2: "Theta2[:, 0]"}, "only the biases are regularized",
                "Should the bias column be left out, or kept?",
                "Theta[:, 0] is the bias column itself; the sum runs over all the others.", same_as="rc-only-bias"),
        Mistake("rc-first-row", {SLICE1: "Theta1[1:]", SLICE2: "Theta2[1:]"},
                "the first row is left out instead of the first column",
                "Which index of Theta[i, j] is the unit, and which is its input?",
                "Theta[1:] leaves out all weights of the first unit. The biases of all units form a column: the second "
                "index."),
        Mistake("rc-row-and-column", {SLICE1: "Theta1[1:, 1:]", SLICE2: "Theta2[1:, 1:]"},
                "the first row is left out in addition to the first column",
                "How many rows does Theta1 have: h, or h + 1? Is one of them a bias?",
                "The bias is an input to every unit, so it is a column. Rows are units, and none of them is the bias.",
                same_as="rc-row-and-column"),
        Mistake("rc-last-column", {SLICE1: "Theta1[:, :-1]", SLICE2: "Theta2[:, :-1]"},
                "the last column is left out instead of the first",
                "Where is the bias: before or after the other inputs?",
                "The bias is input 0: its weights are in column 0 of each Theta."),
        Mistake("rc-column-1", {SLICE1: "np.delete(Theta1, 1, axis=1)", SLICE2: "np.delete(Theta2, 1, axis=1)"},
                "column 1 is left out instead of column 0",
                "MATLAB counts from 1. Where does NumPy start?",
                "The first column, which contains the biases, has index 0 in NumPy."),
        Mistake("rc-columns-0-and-1", {SLICE1: "Theta1[:, 2:]", SLICE2: "Theta2[:, 2:]"},
                "two columns are left out instead of one",
                "MATLAB's 2:end starts with the second column. Which column does NumPy's 2: start with?",
                "NumPy counts from 0, so 2: starts with the third column and leaves out the weights of input 1.",
                same_as="rc-columns-0-and-1"),
        Mistake("rc-last-column-too", {SLICE1: "Theta1[:, 1:-1]", SLICE2: "Theta2[:, 1:-1]"},
                "the last column is left out, too",
                "Which columns does range(1, n) reach, and how many columns does Theta1 have?",
                "Theta1 has n + 1 columns, and the last one has index n. A range does not include its end.",
                same_as="rc-last-column-too"),
        Mistake("rc-theta1-only", {"np.sum(weights2 ** 2)": "0"}, "only Theta1 is regularized",
                "Which weights does the sum in the penalty run over?",
                "The penalty contains the weights of both layers; yours contains those of the first."),
        Mistake("rc-theta2-only", {"np.sum(weights1 ** 2)": "0"}, "only Theta2 is regularized",
                "Which weights does the sum in the penalty run over?",
                "The penalty contains the weights of both layers; yours contains those of the second."),
        Mistake("rc-theta1-twice", {"np.sum(weights2 ** 2)": "np.sum(weights1 ** 2)"},
                "Theta1 counts twice in the penalty, and Theta2 not at all",
                "Which matrix is squared in each of the two sums?",
                "λ/(2m) multiplies the squares of Theta1 plus those of Theta2, each of them once. Here, those of "
                "Theta1 count twice: a copied line, or a factor of 2 too many.",
                same_as="rc-theta1-twice"),
        Mistake("rc-theta2-twice", {"np.sum(weights1 ** 2)": "np.sum(weights2 ** 2)"},
                "Theta2 counts twice in the penalty, and Theta1 not at all",
                "Which matrix is squared in each of the two sums?",
                "λ/(2m) multiplies the squares of Theta1 plus those of Theta2, each of them once. Here, those of "
                "Theta2 count twice: a copied line, or a factor of 2 too many.",
                same_as="rc-theta2-twice"),
        Mistake("rc-first-entry", {SQUARES: "np.sum(theta[1:] ** 2)"}, "only the first entry of theta is left out",
                "How many biases does the network have, and where are they in theta?",
                "Every unit has a bias of its own, not only the first one. In the flat theta the biases are scattered: "
                "use the matrices, where they form a column.",
                same_as="rc-first-entry"),
        Mistake("rc-mutates-theta", ERASED, "theta's own biases are set to 0",
                "Is theta the same after the call as before it?",
                "unflatten returns views: writing 0 to Theta1[:, 0] writes it into the caller's theta, and the "
                "optimizer continues with a network that has lost its biases. Take a slice, which needs no writing, or "
                "a copy."),
        Mistake("rc-mutates-first", ERASED | COST_LAST,
                "theta's own biases are set to 0 before the cost is computed",
                "After you changed the matrices, is theta still the same?",
                "unflatten returns views: writing 0 to Theta1[:, 0] writes it into the caller's theta, so even the "
                "cost that you compute afterwards is that of a network without biases. Take a slice, which needs no "
                "writing, or a copy.",
                same_as="rc-mutates-first"),
        Mistake("rc-first-row-of-theta", OF_THETA["first-row"][0],
                "the first row is left out instead of the first column, and it is set to 0 in theta itself",
                "Which index of Theta[i, j] is the unit, and is theta the same after the call as before it?",
                "Theta[0] contains all the weights of the first unit; the biases of all units are the column Theta[:, "
                "0]. Besides, unflatten returns views: take a slice, or a copy.",
                same_as="rc-first-row-of-theta", also=OF_THETA["first-row"][1]),
        Mistake("rc-column-1-of-theta", OF_THETA["column-1"][0],
                "column 1 is left out instead of column 0, and it is set to 0 in theta itself",
                "MATLAB counts from 1. Where does NumPy start, and is theta the same after the call as before it?",
                "The first column, which contains the biases, has index 0 in NumPy. Besides, unflatten returns views: "
                "take a slice, or a copy.",
                same_as="rc-column-1-of-theta", also=OF_THETA["column-1"][1]),
        Mistake("rc-last-column-of-theta", OF_THETA["last-column"][0],
                "the last column is left out instead of the first, and it is set to 0 in theta itself",
                "Where is the bias: before or after the other inputs? And is theta the same after the call as before "
                "it?",
                "The bias is input 0: its weights are in column 0 of each Theta. Besides, unflatten returns views: "
                "take a slice, or a copy.",
                same_as="rc-last-column-of-theta", also=OF_THETA["last-column"][1]),
        Mistake("rc-ones-column-of-theta", OF_THETA["ones-column"][0],
                "each bias is regularized as if it were 1, and theta's own biases are set to 1",
                "What should a bias add to the sum, and is theta the same after the call as before it?",
                "You set the bias column to 1; what a bias must add to the sum is 0. Besides, unflatten returns views: "
                "take a slice, or a copy.",
                same_as="rc-ones-column-of-theta", also=OF_THETA["ones-column"][1]),
        Mistake("rc-ones-column", {SLICE1: "np.insert(Theta1[:, 1:], 0, 1, axis=1)",
                                   SLICE2: "np.insert(Theta2[:, 1:], 0, 1, axis=1)"},
                "each bias is regularized as if it were 1",
                "What should a bias add to the sum, and what does it add when you put 1 in its place?",
                "You set the bias column to 1, the value of the bias unit; what a bias must add to the sum is 0."),

        # what is done to the weights
        Mistake("rc-no-square",
                {"weights1 ** 2": "weights1", "weights2 ** 2": "weights2"}, "the weights are not squared",
                "Can a weight that is large and negative make a penalty smaller?",
                "Without the square, positive and negative weights cancel; in Σ Θ² each of them counts."),
        Mistake("rc-absolute", {"weights1 ** 2": "np.abs(weights1)", "weights2 ** 2": "np.abs(weights2)"},
                "the absolute values are summed instead of the squares",
                "Which power of the weights is in the formula?",
                "Σ |Θ| is a different penalty, that of the lasso; this one is Σ Θ²."),
        Mistake("rc-square-of-sum", {"np.sum(weights1 ** 2)": "np.sum(weights1) ** 2",
                                     "np.sum(weights2 ** 2)": "np.sum(weights2) ** 2"},
                "the sum is squared instead of each weight",
                "What comes first in Σ Θ²: the square or the sum?",
                "Each weight is squared by itself, and then the squares are summed: 3 and −3 give 18, not 0."),
        Mistake("rc-norm", {"np.sum(weights1 ** 2)": "np.linalg.norm(weights1)",
                            "np.sum(weights2 ** 2)": "np.linalg.norm(weights2)"},
                "the norm is taken instead of its square",
                "What does np.linalg.norm do after summing the squares?",
                "The norm is the square root of the sum of squares; the penalty has no square root.",
                same_as="rc-norm"),
        Mistake("rc-norm-of-both", {SQUARES: "np.sqrt(np.sum(weights1 ** 2) + np.sum(weights2 ** 2))"},
                "the square root of the sum of squares is taken",
                "Does the formula contain a square root?",
                "λ/(2m) multiplies the sum of squares itself; its square root is the norm.",
                same_as="rc-norm-of-both"),
        Mistake("rc-matrix-square", {"np.sum(weights1 ** 2)": "np.sum(weights1 @ weights1.T)",
                                     "np.sum(weights2 ** 2)": "np.sum(weights2 @ weights2.T)"},
                "a matrix product is used instead of squares",
                "Which entries of the product Θ Θᵀ contain squares only, and what are the others?",
                "Off its diagonal, a product of Θ and Θᵀ multiplies different weights by one another. The square is "
                "taken entry by entry.",
                same_as="rc-matrix-square",
                also=({"np.sum(weights1 ** 2)": "np.sum(weights1.T @ weights1)",
                       "np.sum(weights2 ** 2)": "np.sum(weights2.T @ weights2)"},)),
        Mistake("rc-mean", {"np.sum(weights1 ** 2)": "np.mean(weights1 ** 2)",
                            "np.sum(weights2 ** 2)": "np.mean(weights2 ** 2)"},
                "the mean of the squares is taken instead of their sum",
                "How many weights are there, and does the formula divide by that number?",
                "The penalty divides by 2m, where m is the number of examples, and by nothing else.",
                same_as="rc-mean"),
        Mistake("rc-per-column", {"np.sum(weights1 ** 2)": "np.sum(np.sum(weights1 ** 2, axis=0))",
                                  "np.sum(weights2 ** 2)": "np.sum(weights2 ** 2, axis=0)"},
                "the squares of Theta2 are summed over one axis only",
                "How many numbers is a cost?",
                "With axis=0 there is one sum for each column of Theta2, and so one cost for each; the cost is a "
                "single number.",
                same_as="rc-per-column"),

        # the factor in front
        Mistake("rc-precedence", {"/ (2 * m)": "/ 2 * m"}, "λ/2 is multiplied by m",
                "In which order does Python evaluate a / 2 * b?",
                "From left to right: λ / 2 * m is (λ/2) m. The product in the denominator needs parentheses."),
        Mistake("rc-no-half", {"(2 * m)": "m"},
                "the 2 in the denominator is missing, or the penalty is added twice",
                "Does the formula say λ/m or λ/(2m)?",
                "This penalty is twice as large as it should be. λ/m belongs to its derivative, in the gradient; and "
                "if you do divide by 2m, look for a second place where the penalty is added."),
        Mistake("rc-no-m", {"(2 * m)": "2"}, "the penalty is not divided by m, or it is added m times",
                "The cost is per example. What about the penalty?",
                "This penalty is m times as large as it should be: the denominator is 2m, not 2; and in a loop over "
                "the examples, the penalty is added once, after the loop."),
        Mistake("rc-lambda-only", {" / (2 * m)": ""}, "the penalty is not divided by 2m",
                "What does the formula divide λ by?",
                "λ Σ Θ² is 2m times too large: the factor in front is λ/(2m)."),
        Mistake("rc-m-twice", {"(2 * m)": "(2 * m ** 2)"}, "the penalty is divided by m twice",
                "In how many of your lines is the penalty divided by m?",
                "Once is enough: the factor in front of Σ Θ² is λ/(2m).", same_as="rc-m-twice"),
        Mistake("rc-half", {"(2 * m)": "(4 * m)"}, "the penalty is half of what it should be",
                "How many times does your code divide by 2?",
                "The factor in front of Σ Θ² is λ/(2m); this is λ/(4m).", same_as="rc-half"),
        Mistake("rc-lambda-squared", {"lambda_ /": "lambda_ ** 2 /"}, "λ is squared",
                "What happens to your penalty when λ doubles?",
                "λ is squared together with the weights, or appears twice in the product. The formula has it once.",
                same_as="rc-lambda-squared"),
        Mistake("rc-over-k", {"(2 * m)": "(2 * Y.shape[1])"}, "the penalty is divided by 2K instead of 2m",
                "Which of the two sizes of Y is the number of examples?",
                "m is the number of rows of X and Y; the number of columns of Y is K, the number of classes.",
                same_as="rc-over-k"),
        Mistake("rc-over-n", {"(2 * m)": "(2 * X.shape[1])"}, "the penalty is divided by 2n instead of 2m",
                "Which of the two sizes of X is the number of examples?",
                "One example is one row of X. X.shape[1] is n, the number of inputs.", same_as="rc-over-n"),
        Mistake("rc-over-p", {"(2 * m)": "(2 * theta.size)"},
                "the penalty is divided by 2p instead of 2m, where p is the number of weights",
                "Is m the number of weights, or the number of examples?",
                "m is the number of rows of X and Y; the number of entries of theta is p.", same_as="rc-over-p"),
        Mistake("rc-lambda-1", {"lambda_ /": "1 /"}, "1 is used instead of λ",
                "Does your penalty change when λ does, and is it 0 for λ = 0?",
                "The strength of regularization is the argument lambda_, which this penalty does not use."),
        Mistake("rc-parentheses", {"lambda_ / (2 * m) * squares": "lambda_ / (2 * m) * " + SQUARES},
                "λ/(2m) multiplies only the first sum",
                "In which order does Python evaluate c * a + b?",
                "The product comes before the sum, so the squares of Theta2 are added without the factor: put "
                "parentheses around the two sums.",
                same_as="rc-parentheses"),

        # cost and penalty together
        Mistake("rc-missing", {" + penalty": ""}, "the penalty is not added",
                "Does your cost change when λ does?",
                "This is the plain cost of exercise 6.", same_as="rc-missing"),
        Mistake("rc-penalty-only", {"return J + ": "return "}, "the penalty is returned without the cost",
                "What should be left when λ is 0?",
                "This result is 0 for λ = 0, however wrong the network is: the cost of exercise 6 must be added."),
        Mistake("rc-sign", {"J + penalty": "J - penalty"}, "the penalty is subtracted",
                "Should large weights make the cost larger or smaller?",
                "An optimizer looks for a small cost: if the penalty is subtracted, it rewards large weights."),
        Mistake("rc-times-cost", {"J + penalty": "J * penalty"}, "the cost and the penalty are multiplied",
                "What should be left when λ is 0?",
                "The penalty is added to the cost; multiplied, everything is 0 when λ is 0.",
                same_as="rc-times-cost"),
    ])
