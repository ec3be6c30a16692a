"""The same pictures with little data: training on 30 % of the digits, test on the other 70 %.

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
parser.add_argument("--out", default="weights_of_a_30_70_split.png", help="the picture to write")
parser.add_argument("--mnist", action="store_true", help="30 %% and 70 %% of all 70,000 digits")
arguments = parser.parse_args()

# The digits: MNIST's own division into training and test digits does not matter here.
if arguments.mnist:
    try:
        files = [nn.load_idx(cache_folder() / f"{name}.gz") for name in MNIST_SHA256]
    except FileNotFoundError as error:
        raise SystemExit(f"{error.filename} was not found; download it with: nn data fetch mnist") from None
    images, digits = np.concatenate(files[0::2]), np.concatenate(files[1::2])
else:
    images, digits = nn.load_mnist5k()
training, test = nn.stratified_split(digits, test_fraction=0.7, rng=np.random.default_rng(0))
X = images.reshape(-1, 784) / 255                                                  # (m, 28, 28) -> (m, 784)

# Eight epochs are too few to converge, and enough to see something: so the warning that says so is turned off.
warnings.filterwarnings("ignore", message=".*hasn't converged yet")
network = nn.MLPClassifier((40,), max_iter=8, alpha=1e-4, solver="sgd", learning_rate_init=.2, random_state=1,
                           verbose=10)
network.fit(X[training], digits[training])
print(f"trained on {len(training)} digits, tested on {len(test)}")
print("training score:", network.score(X[training], digits[training]))
print("test score:", network.score(X[test], digits[test]))

# Many units look like noise: they are still close to the random weights they started from.
W = network.coefs_[0]                                                              # (784, 40), without the bias
w = .5 * np.abs(W).max()
figure = Figure(figsize=(12, 5.6), layout="constrained")
left, right = figure.subfigures(1, 2, width_ratios=(2, 1))
plot_images(W.T, figure=left, columns=8, limits=(-w, w), cmap=WEIGHTS,
            title=f"First-layer weights of all 40 units, after training on {len(training)} digits",
            caption=f"orange −{w:.2f} or less, blue {w:.2f} or more")
ax = right.subplots()
ax.plot(range(1, len(network.loss_curve_) + 1), network.loss_curve_, color=CURVES[0], marker=".")
ax.set(title="Loss during training", xlabel="epoch", ylabel="loss (nats per example)", ylim=(0, None))
ax.grid(alpha=0.3)
figure.savefig(arguments.out, dpi=100)
