"""The same network in PyTorch, in JAX, and in a NumPy loop written for speed alone.

All train as MLPClassifier does: its first weights, its batches of 200, its penalty and its steps, so that the loss
curves agree. arguments: X (m, n), y (m,) in 0..9, hidden_layer_sizes, solver "sgd" (Nesterov, 0.9) or "adam", epochs,
learning rate; what comes back is the mean loss of each epoch. Only numpy_evaluation, at the end, is exercise 4's.
"""
from functools import cache

import numpy as np

BATCH, ALPHA, CLASSES = 200, 1e-4, 10


def first_weights(random, sizes):
    """[(W (n_in, n_out), b (n_out,)), …], drawn as MLPClassifier does."""
    weights = []
    for n_in, n_out in zip(sizes[:-1], sizes[1:], strict=True):
        bound = np.sqrt(6 / (n_in + n_out))
        weights.append((random.uniform(-bound, bound, (n_in, n_out)), random.uniform(-bound, bound, n_out)))
    return weights


def orders(random, m, epochs):
    """The order of the examples in each epoch, drawn as MLPClassifier does."""
    order = np.arange(m)
    for _ in range(epochs):
        order = order[random.permutation(m)]
        yield order


def pytorch(X, y, hidden_layer_sizes, solver, epochs, learning_rate):
    """Sequential, cross_entropy from z, the fused optimizers, in X's dtype; loss without the penalty."""
    import torch
    random, sizes = np.random.RandomState(1), (X.shape[1], *hidden_layer_sizes, CLASSES)
    X, y = torch.from_numpy(X), torch.from_numpy(y.astype(np.int64))
    modules = []
    for W, b in first_weights(random, sizes):
        layer = torch.nn.Linear(*W.shape, dtype=X.dtype)
        with torch.no_grad():
            layer.weight.copy_(torch.from_numpy(W.T)), layer.bias.copy_(torch.from_numpy(b))
        modules += [layer, torch.nn.ReLU()]
    network = torch.nn.Sequential(*modules[:-1])
    groups = [{"params": [one for one in network.parameters() if one.ndim == 2], "weight_decay": ALPHA / BATCH},
              {"params": [one for one in network.parameters() if one.ndim == 1]}]
    optimizer = (torch.optim.SGD(groups, lr=learning_rate, momentum=0.9, nesterov=True, fused=True) if solver == "sgd"
                 else torch.optim.Adam(groups, lr=learning_rate, fused=True))
    curve = []
    for order in orders(random, len(X), epochs):
        order, total = torch.from_numpy(order), torch.zeros((), dtype=X.dtype)
        for batch in order.split(BATCH):
            optimizer.zero_grad()
            loss = torch.nn.functional.cross_entropy(network(X[batch]), y[batch])
            loss.backward()
            optimizer.step()
            total += loss.detach() * len(batch)
        curve.append(total.item() / len(X))
    return curve


@cache
def jax_epoch(solver, learning_rate):
    """A compiled epoch: (weights, memory, t, X by batches, y by batches) -> (weights, memory, t, loss)."""
    import jax
    import jax.numpy as jnp

    def loss(weights, X, y):
        A = X
        for W, b in weights[:-1]:
            A = jax.nn.relu(A @ W + b)
        W, b = weights[-1]
        log_p = jax.nn.log_softmax(A @ W + b)
        squares = sum(jnp.sum(W * W) for W, _ in weights)
        return -jnp.mean(jnp.take_along_axis(log_p, y[:, None], axis=1)) + ALPHA / (2 * BATCH) * squares

    def sgd(v, g, t):
        v = 0.9 * v - learning_rate * g
        return 0.9 * v - learning_rate * g, v

    def adam(memory, g, t):
        mean, square = 0.9 * memory[0] + 0.1 * g, 0.999 * memory[1] + 0.001 * g * g
        rate = learning_rate * jnp.sqrt(1 - 0.999 ** t) / (1 - 0.9 ** t)
        return -rate * mean / (jnp.sqrt(square) + 1e-8), (mean, square)

    def step(state, batch):
        weights, memory, t = state
        J, gradient = jax.value_and_grad(loss)(weights, *batch)
        parts, tree = jax.tree.flatten(weights)
        moved = [(sgd if solver == "sgd" else adam)(one, g, t + 1)
                 for one, g in zip(memory, jax.tree.leaves(gradient), strict=True)]
        weights = tree.unflatten([part + change for part, (change, _) in zip(parts, moved, strict=True)])
        return (weights, [one for _, one in moved], t + 1), J

    def epoch(weights, memory, t, X, y, order):
        batches = X[order].reshape(-1, BATCH, X.shape[1]), y[order].reshape(-1, BATCH)
        state, costs = jax.lax.scan(step, (weights, memory, t), batches)
        return *state, costs.mean()
    return jax.jit(epoch, donate_argnums=(0, 1, 2))


def jax(X, y, hidden_layer_sizes, solver, epochs, learning_rate):
    """One compiled function an epoch, the batches within it by scan; float32."""
    import jax.numpy as jnp
    random, sizes = np.random.RandomState(1), (X.shape[1], *hidden_layer_sizes, CLASSES)
    weights = [(jnp.array(W, "float32"), jnp.array(b, "float32")) for W, b in first_weights(random, sizes)]
    X, y, t, curve = jnp.asarray(X), jnp.asarray(y, "int32"), jnp.float32(0), []
    zeros = [jnp.zeros_like(part) for layer in weights for part in layer]
    memory = zeros if solver == "sgd" else [(zero, zero.copy()) for zero in zeros]
    for order in orders(random, len(X), epochs):
        weights, memory, t, loss = jax_epoch(solver, learning_rate)(weights, memory, t, X, y, jnp.asarray(order))
        curve.append(loss)
    return [loss.item() for loss in curve]


def numpy_loop(X, y, hidden_layer_sizes, solver, epochs, learning_rate):
    """A loop that is not meant to be read: no checks, every array made beforehand, every step in place, in X's dtype.

    How near NumPy can come to the bounds when nothing else counts.
    """
    sizes, random, dtype = (X.shape[1], *hidden_layer_sizes, CLASSES), np.random.RandomState(1), X.dtype
    shapes = list(zip(sizes[1:], sizes[:-1], strict=True))
    theta = np.concatenate([np.append(W.T, b) for W, b in first_weights(random, sizes)]).astype(dtype)
    gradient, mean, square, step = (np.zeros_like(theta) for _ in range(4))
    Ws, bs, W_slopes, b_slopes, at = [], [], [], [], 0
    for n_out, n_in in shapes:
        for flat, by_layer, biases in (theta, Ws, bs), (gradient, W_slopes, b_slopes):
            by_layer.append(flat[at:at + n_out * n_in].reshape(n_out, n_in))
            biases.append(flat[at + n_out * n_in:at + n_out * (n_in + 1)])
        at += n_out * (n_in + 1)
    A, delta = ([np.empty((BATCH, size), dtype) for size in sizes] for _ in range(2))
    on, decay = [np.empty((BATCH, size), bool) for size in sizes], [np.empty_like(W) for W in Ws]
    ones, rows, t, curve = np.ones(BATCH, dtype), np.arange(BATCH), 0, []
    for order in orders(random, len(X), epochs):
        total = 0.0
        for start in range(0, len(X), BATCH):
            batch = order[start:start + BATCH]
            X.take(batch, axis=0, out=A[0], mode="clip")
            for layer, W in enumerate(Ws):
                np.matmul(A[layer], W.T, out=A[layer + 1])
                A[layer + 1] += bs[layer]
                if layer < len(Ws) - 1:
                    np.maximum(A[layer + 1], 0, out=A[layer + 1])
                total += ALPHA / 2 * np.vdot(W, W)
            Z, P, labels = A[-1], delta[-1], y[batch]
            Z -= Z.max(axis=1, keepdims=True)
            np.exp(Z, out=P)
            sums = P.sum(axis=1, keepdims=True)
            total += np.log(sums).sum() - Z[rows, labels].sum()
            P /= sums
            P[rows, labels] -= 1
            P /= BATCH
            for layer in reversed(range(len(Ws))):
                np.dot(ones, delta[layer + 1], out=b_slopes[layer])
                np.matmul(delta[layer + 1].T, A[layer], out=W_slopes[layer])
                W_slopes[layer] += np.multiply(Ws[layer], ALPHA / BATCH, out=decay[layer])
                if layer:
                    np.matmul(delta[layer + 1], Ws[layer], out=delta[layer])
                    delta[layer] *= np.greater(A[layer], 0, out=on[layer])
            t += 1
            step_in_place(solver, learning_rate, t, theta, gradient, mean, square, step)
        curve.append(total / len(X))
    return curve


def step_in_place(solver, learning_rate, t, theta, gradient, mean, square, step):
    if solver == "sgd":
        gradient *= -learning_rate
        mean *= 0.9
        mean += gradient
        np.multiply(mean, 0.9, out=step)
        step += gradient
    else:
        square *= 0.999
        np.multiply(gradient, gradient, out=step)
        step *= 1 - 0.999
        square += step
        mean *= 0.9
        gradient *= 1 - 0.9
        mean += gradient
        np.sqrt(square, out=step)
        step += 1e-8
        np.divide(mean, step, out=step)
        step *= -learning_rate * np.sqrt(1 - 0.999 ** t) / (1 - 0.9 ** t)
    theta += step


def numpy_evaluation(X, Y, hidden, lambda_):
    """cost_and_gradient of exercise 4 as numpy_loop computes: theta -> (J, gradient), overwritten by the next call.

    The cost of an example needs one logarithm, Σₖ max(zₖ, 0) − yₖ zₖ − log Πₖ max(aₖ, 1 − aₖ). It loses the digits of
    answers that are almost right (e⁻⁴⁰ becomes 0), so ours does not compute it so.
    """
    (m, n), K = X.shape, Y.shape[1]
    split = hidden * (n + 1)
    gradient = np.empty(split + K * (hidden + 1))
    X, Y, ones, row = X.T, np.ascontiguousarray(Y.T), np.ones(m), np.empty(m)       # one example a column
    A2, spare2, error2 = np.empty((3, hidden, m))
    Z3, A3, spare3 = np.empty((3, K, m))

    def matrices(flat):
        return flat[:split].reshape(hidden, n + 1), flat[split:].reshape(K, hidden + 1)

    def sigmoid_in_place(Z):
        np.negative(Z, out=Z)
        np.exp(Z, out=Z)
        Z += 1
        np.reciprocal(Z, out=Z)

    def evaluation(theta):
        (Theta1, Theta2), (slope1, slope2) = matrices(theta), matrices(gradient)
        np.matmul(Theta1[:, 1:], X, out=A2)
        np.add(A2, Theta1[:, :1], out=A2)
        sigmoid_in_place(A2)
        np.matmul(Theta2[:, 1:], A2, out=Z3)
        np.add(Z3, Theta2[:, :1], out=Z3)
        np.copyto(A3, Z3)
        sigmoid_in_place(A3)
        np.subtract(1, A3, out=spare3)
        np.maximum(spare3, A3, out=spare3)
        np.multiply.reduce(spare3, axis=0, out=row)
        J = np.maximum(Z3, 0, out=spare3).sum() - np.vdot(Y, Z3) - np.log(row, out=row).sum()
        np.subtract(A3, Y, out=A3)
        np.multiply(A3, 1 / m, out=A3)
        np.matmul(Theta2[:, 1:].T, A3, out=error2)
        np.multiply(error2, A2, out=error2)
        np.multiply(error2, np.subtract(1, A2, out=spare2), out=error2)
        for slope, error, A in (slope1, error2, X), (slope2, A3, A2):
            slope[:, 0] = error @ ones
            np.matmul(error, A.T, out=slope[:, 1:])
        for slope, Theta in (slope1, Theta1), (slope2, Theta2):
            slope[:, 1:] += lambda_ / m * Theta[:, 1:]
            J += lambda_ / 2 * np.sum(Theta[:, 1:] ** 2)
        return J / m, gradient
    return evaluation
