"""What does a unit of the first layer look for? Its weights, one per pixel, can be shown as an image.

With --mnist, on all 70,000 digits, which `nn data fetch mnist` downloads first.
"""
import argparse
import warnings

import numpy as np
from matplotlib.figure import Figure

import nn
from nn.files.mnist import MNIST_SHA256, cache_folder
from nn.visualize.images import plot_images
from nn.visualize.style import CURVES, WEIGHTS

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--out", default="first_layer_weights.png", help="the picture to write")
parser.add_argument("--mnist", action="store_true", help="60,000 digits for training, 10,000 for the test")
arguments = parser.parse_args()

# The digits: pixels in 0..1, one digit a row.
if arguments.mnist:
    try:
        files = [nn.load_idx(cache_folder() / f"{name}.gz") for name in MNIST_SHA256]
    except FileNotFoundError as error:
        raise SystemExit(f"{error.filename} was not found; download it with: nn data fetch mnist") from None
    X_train, y_train, X_test, y_test = files
else:
    images, digits = nn.load_mnist5k()
    training, test = nn.stratified_split(digits, test_fraction=0.2, rng=np.random.default_rng(0))
    X_train, y_train, X_test, y_test = images[training], digits[training], images[test], digits[test]
X_train, X_test = X_train.reshape(-1, 784) / 255, X_test.reshape(-1, 784) / 255    # (m, 28, 28) -> (m, 784)

# Ten epochs are too few to converge, and enough to see something: so the warning that says so is turned off.
warnings.filterwarnings("ignore", message=".*hasn't converged yet")
network = nn.MLPClassifier((50,), max_iter=10, alpha=1e-4, solver="sgd", learning_rate_init=.1, random_state=1,
                           verbose=10)
network.fit(X_train, y_train)
print(f"trained on {len(X_train)} digits, tested on {len(X_test)}")
print("training score:", network.score(X_train, y_train))
print("test score:", network.score(X_test, y_test))

# One scale of colours for all units, which ends at half the largest weight: otherwise the few extreme weights leave all
# the others pale.
W = network.coefs_[0]                                                              # (784, 50), without the bias
w = .5 * np.abs(W).max()
figure = Figure(figsize=(10, 5), layout="constrained")
left, right = figure.subfigures(1, 2)
plot_images(W.T[:16], figure=left, columns=4, limits=(-w, w), cmap=WEIGHTS,
            title="First-layer weights of 16 of 50 units",
            caption=f"orange −{w:.2f} or less, blue {w:.2f} or more")
ax = right.subplots()
ax.plot(range(1, len(network.loss_curve_) + 1), network.loss_curve_, color=CURVES[0], marker=".")
ax.set(title="Loss during training", xlabel="epoch", ylabel="loss (nats per example)", ylim=(0, None))
ax.grid(alpha=0.3)
figure.savefig(arguments.out, dpi=100)
