# expect: new: the bias gradients come after the weight gradients of each layer
# style: PyTorch habit, weight.grad and bias.grad
import numpy as np

from nn import feedforward, sigmoid_gradient, unflatten


def gradient(theta, X, Y, layer_sizes):
    fc1, fc2 = unflatten(theta, layer_sizes)
    (x, h, out), (pre, logits) = feedforward(theta, X, layer_sizes)
    batch = x.shape[0]

    grad_logits = (out - Y) / batch                # from BCEWithLogitsLoss
    fc2_weight_grad = grad_logits.T @ h
    fc2_bias_grad = grad_logits.sum(axis=0)

    grad_h = grad_logits @ fc2[:, 1:]
    grad_pre = grad_h * sigmoid_gradient(pre)
    fc1_weight_grad = grad_pre.T @ x
    fc1_bias_grad = grad_pre.sum(axis=0)

    grads = [fc1_weight_grad, fc1_bias_grad, fc2_weight_grad, fc2_bias_grad]
    return np.concatenate([g.reshape(-1) for g in grads])
