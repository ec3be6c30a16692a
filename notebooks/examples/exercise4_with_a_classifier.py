"""Exercise 4 without its equations: the course's digits, and a classifier that does the rest.

Twice 1,000 epochs: relu fits the training digits better; the weights of the logistic units make the better pictures.
"""
import argparse
import warnings

import numpy as np
from matplotlib.figure import Figure

import nn
from nn.visualize.images import plot_hidden_units
from nn.visualize.results import plot_misclassified

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--out", default="exercise4_with_a_classifier.png", help="the picture to write")
arguments = parser.parse_args()

X, y = nn.load_ex4()                                              # label 10 is the digit 0

# With tol=1e-9 an epoch counts as progress however little it gains, so all 1,000 are run, as intended; the classifier
# cannot know that, and warns that it has not converged.
warnings.filterwarnings("ignore", message=".*hasn't converged yet")
for activation in ("relu", "logistic"):
    network = nn.MLPClassifier((25,), activation=activation, solver="sgd", random_state=0, max_iter=1000, alpha=1e-4,
                               tol=1e-9)
    network.fit(X, y)
    print(f"{activation}: training accuracy {network.score(X, y):.4f} after {network.n_iter_} epochs")

# Pictures of the last network, the logistic one. coefs_ keeps the bias elsewhere; the course has it in column 0.
Theta1 = np.column_stack([network.intercepts_[0], network.coefs_[0].T])            # (25,), (25, 400) -> (25, 401)
figure = Figure(figsize=(11, 6), layout="constrained")
left, right = figure.subfigures(1, 2)
plot_hidden_units(Theta1, figure=left, title="What each of the 25 logistic units looks for")
plot_misclassified(X, y, network.predict(X), most=25, names={10: "0"}, figure=right)
figure.savefig(arguments.out, dpi=100)
