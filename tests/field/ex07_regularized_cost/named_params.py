# expect: passes
# style: PyTorch habit, named_parameters and skipping biases
import numpy as np

from nn import cost, unflatten


def named_parameters(theta, layer_sizes):
    for i, T in enumerate(unflatten(theta, layer_sizes), start=1):
        yield f"fc{i}.bias", T[:, 0]
        yield f"fc{i}.weight", T[:, 1:]


def regularized_cost(theta, X, Y, layer_sizes, weight_decay):
    l2 = sum(np.linalg.norm(p.ravel()) ** 2
             for name, p in named_parameters(theta, layer_sizes) if "bias" not in name)
    loss = cost(theta, X, Y, layer_sizes)
    return loss + weight_decay / 2 / X.shape[0] * l2
