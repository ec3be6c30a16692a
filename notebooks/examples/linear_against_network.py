"""What do hidden layers buy? A linear softmax classifier against a network, 1,000 steps of 30 digits each.

After an exercise of the Machine Learning Crash Course, written there with TensorFlow.
"""
import argparse

import numpy as np
from matplotlib.figure import Figure

import nn
from nn.visualize.images import plot_images
from nn.visualize.results import plot_confusion_matrix
from nn.visualize.style import CURVES, WEIGHTS

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--out", default="linear_against_network.png", help="the picture to write")
arguments = parser.parse_args()

images, y = nn.load_mnist5k()
X = images.reshape(5000, 784) / 255                                                # (m, 28, 28) -> (m, 784)
training, held_out = nn.stratified_split(y, test_fraction=0.25, rng=np.random.default_rng(0))
parts = X[training], y[training], X[held_out], y[held_out]

# Both get the same digits in the same order, and Adagrad, whose steps shrink in the weights that have moved far.
settings = {"solver": "adagrad", "clip_norm": 5.0, "alpha": 0}
linear = nn.MLPClassifier((), learning_rate_init=0.03, random_state=0, **settings)
network = nn.MLPClassifier((100, 100), activation="relu", learning_rate_init=0.05, random_state=0, **settings)
snapshots = {}


def snapshot(network, step):
    if step in (10, 100, 1000):
        snapshots[step] = network.coefs_[0].T[:15].copy()                          # (784, 100) -> (15, 784)


by_linear = nn.train_in_periods(linear, *parts, steps=1000, batch_size=30, periods=10)
by_network = nn.train_in_periods(network, *parts, steps=1000, batch_size=30, periods=10, after_step=snapshot)
print("log loss, nats   linear            network\n   steps     training held out  training held out")
for steps, *losses in zip(by_linear.steps, *by_linear[1:], *by_network[1:], strict=True):
    print(f"{steps:>8}   " + "".join(f"{loss:>9.4f}" for loss in losses))
print("accuracy of the linear classifier:", linear.score(*parts[2:]))
print("accuracy of the network:", network.score(*parts[2:]))

predicted = network.predict(X[held_out])
mistakes = nn.confusion_matrix(y[held_out], predicted, classes=range(10)) * (1 - np.eye(10, dtype=int))
for pair in np.argsort(-mistakes, axis=None, kind="stable")[:5]:
    digit, taken_for = divmod(int(pair), 10)
    print(f"a {digit} taken for a {taken_for}: {mistakes[digit, taken_for]} times")

# The network's training loss falls to almost nothing and its held-out loss does not: it memorizes the training digits.
# Dropout works against that.
dropped = nn.MLPClassifier((100, 100), learning_rate_init=0.05, dropout=0.2, random_state=0, **settings)
nn.train_in_periods(dropped, *parts, steps=1000, batch_size=30)
print("accuracy of the network with dropout 0.2:", dropped.score(*parts[2:]))
best = nn.MLPClassifier((200, 100), learning_rate_init=0.03, dropout=0.4, random_state=0, **settings)
nn.train_in_periods(best, *parts, steps=4000, batch_size=30)
print("accuracy of a wider one, dropout 0.4, 4,000 steps at rate 0.03:", best.score(*parts[2:]))

figure = Figure(figsize=(12, 8), layout="constrained")
top, bottom = figure.subfigures(2, 1, height_ratios=[5, 3])
left, right = top.subfigures(1, 2)
ax = left.subplots()
for name, color, losses in (("linear", CURVES[1], by_linear), ("network", CURVES[0], by_network)):
    ax.plot(losses.steps, losses.training, "--", color=color, marker=".", label=f"{name}, training")
    ax.plot(losses.steps, losses.validation, color=color, marker=".", label=f"{name}, held out")
ax.set(title="Linear classifier against network", xlabel="minibatch steps", ylabel="log loss (nats per example)",
       ylim=(0, None))
ax.grid(alpha=0.3)
ax.legend()
plot_confusion_matrix(y[held_out], predicted, range(10), ax=right.subplots(), title="Network: which digit is taken "
                      "for which")
largest = np.abs(snapshots[1000]).max()
for part, (step, weights) in zip(bottom.subfigures(1, 3, wspace=0.04), snapshots.items(), strict=True):
    plot_images(weights, figure=part, columns=5, limits=(-.5 * largest, .5 * largest), cmap=WEIGHTS,
                title=f"15 units of layer 1 after {step:,} steps",
                caption=f"orange −{.5 * largest:.2f} or less, blue {.5 * largest:.2f} or more")
figure.savefig(arguments.out, dpi=100)
