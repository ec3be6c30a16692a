"""A neural network that reads like the mathematics. Every name below means the same everywhere in this package.

| maths     | code                 | shape             | note                                                          |
|-----------|----------------------|-------------------|---------------------------------------------------------------|
| m, n, K   | m, n, K              | int               | examples, inputs, classes                                     |
| s₁ … s_L  | layer_sizes          | (L,)              | units without bias, input first: (400, 25, 10)                |
| X         | X                    | (m, n)            | one example a row, bias NOT included                          |
| y, Y      | y, Y                 | (m,), (m, K)      | labels as in the data (in ex4: 1..10, 10 is digit 0); one-hot |
| Θ⁽ˡ⁾      | Theta, Thetas        | (s_out, s_in + 1) | column 0 is the bias                                          |
| θ         | theta                | (p,)              | all Θ, layer by layer, row by row (C order)                   |
| z, a      | z/Z, a/A             | (m, s_l)          | z always before the activation, a always after                |
| δ         | delta                | (m, s_l)          | ∂J/∂z                                                         |
| λ         | lambda_              | float ≥ 0         | strength of regularization                                    |
| J         | cost                 | float             | nats (units of the natural logarithm) per example             |

The equations are for one example, written as a column, as in the course: z = Θ [1; a], δ⁽ˡ⁾ = Θ⁽ˡ⁾ᵀ δ⁽ˡ⁺¹⁾ ∘ g′(z⁽ˡ⁾).
The code has all examples at once, one a row: Z = A Θᵀ. Pictures are in nn.visualize.
"""
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from nn.activations import relu, sigmoid, sigmoid_gradient, softmax, tanh
from nn.backprop import cost_and_gradient, gradient, regularized_gradient
from nn.cost import cost, regularized_cost
from nn.files.checkpoint import Checkpoint, load_checkpoint
from nn.files.datasets import load_dataset
from nn.files.digits import load_ex4, load_mnist5k
from nn.files.mat import load_mat
from nn.files.mnist import fetch_mnist
from nn.files.networks import load_network, load_snapshots, save_network
from nn.files.prepare import prepare_digit
from nn.files.readers import load_csv, load_idx, load_npz
from nn.gradient_check import check_gradient
from nn.labels import from_one_hot, one_hot, stratified_split
from nn.metrics import accuracy, classification_report, confusion_matrix, log_loss
from nn.network import Network, Snapshot, feedforward, predict
from nn.numerical_gradient import complex_step_gradient, numerical_gradient
from nn.parameters import flatten, random_init, unflatten
from nn.training import Progress, Stop, TrainingResult, train
from nn.watchers import Recorder, progress_bar

if TYPE_CHECKING:
    from nn.estimator import MLPClassifier as MLPClassifier
    from nn.estimator import train_in_periods as train_in_periods

__version__ = "0.1.0"

__all__ = [
    "Checkpoint", "Network", "Progress", "Recorder", "Snapshot", "Stop", "TrainingResult", "accuracy",
    "check_gradient", "classification_report", "complex_step_gradient", "confusion_matrix", "cost",
    "cost_and_gradient", "feedforward", "fetch_mnist", "flatten", "from_one_hot", "gradient", "load_checkpoint",
    "load_csv", "load_dataset", "load_ex4", "load_idx", "load_mat", "load_mnist5k", "load_network", "load_npz",
    "load_snapshots", "log_loss", "numerical_gradient", "one_hot", "predict", "prepare_digit", "progress_bar",
    "random_init", "regularized_cost", "regularized_gradient", "relu", "save_network", "sigmoid", "sigmoid_gradient",
    "softmax", "stratified_split", "tanh", "train", "unflatten",
]
NEEDS_SKLEARN = ("MLPClassifier", "train_in_periods")   # not in __all__: from nn import * works without it, and at once


def __dir__() -> list[str]:
    return [*__all__, *NEEDS_SKLEARN, "visualize"]


def __getattr__(name: str) -> Any:
    """The two names that need scikit-learn, which is slow to import and may not be installed."""
    if name not in NEEDS_SKLEARN:
        raise AttributeError(f"module 'nn' has no attribute {name!r}")
    try:
        from nn import estimator
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "sklearn":
            raise
        raise ImportError(f"nn.{name} needs scikit-learn: pip install 'nn-from-scratch[sklearn]', or in a clone "
                          f"pip install -e '.[sklearn]'", name="sklearn") from None
    return getattr(estimator, name)
