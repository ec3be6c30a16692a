"""What scikit-learn's classifier does not have: Adagrad and clipping by hand and beside PyTorch's, and dropout."""
import inspect

import numpy as np
import pytest

pytest.importorskip("sklearn")

from peers import Theirs, assert_same_training  # noqa: E402

import nn  # noqa: E402
import nn.estimator.stochastic  # noqa: E402
from nn import MLPClassifier  # noqa: E402
from nn.estimator.workspace import Workspace  # noqa: E402
from nn.solvers import dropout_masks  # noqa: E402

#: every test that trains for a few epochs stops before convergence; those about the warning ask for it by name
pytestmark = pytest.mark.filterwarnings("ignore::sklearn.exceptions.ConvergenceWarning")


def test_the_parameters_are_scikit_learns_and_two_more():
    ours, theirs = MLPClassifier().get_params(), Theirs().get_params()
    assert {name: value for name, value in ours.items() if name in theirs} == theirs
    assert set(ours) - set(theirs) == {"clip_norm", "dropout"}
    positional = [list(inspect.signature(kind.__init__).parameters)[1:3] for kind in (MLPClassifier, Theirs)]
    assert positional[0] == positional[1] == ["hidden_layer_sizes", "activation"]


@pytest.mark.parametrize("parameters", [{"dropout": 1.0}, {"dropout": -0.1}, {"clip_norm": 0.0}, {"clip_norm": "5"}])
def test_bad_values_of_our_own_parameters_are_named(digits, parameters):
    with pytest.raises(ValueError, match=next(iter(parameters))):
        MLPClassifier(**parameters).fit(*digits)


# NumPy's numbers

def fitted(parameters, digits):
    """What a fit with these parameters leaves behind, short, of 500 digits."""
    parameters = {"hidden_layer_sizes": (5,), "max_iter": 3, "random_state": 0, **parameters}
    network = MLPClassifier(**parameters).fit(*digits)
    history = [getattr(network, name, None) for name in ("loss_", "loss_curve_", "validation_scores_", "n_iter_")]
    return network, [*history, *(part.tolist() for part in network.coefs_)]


DECAY = {"solver": "sgd", "learning_rate": "invscaling", "learning_rate_init": 0.1}


@pytest.mark.parametrize("kind", [np.float16, np.float32, np.longdouble])
@pytest.mark.parametrize("name, value, others", [
    ("alpha", 1.3, {}), ("alpha", 1.3, {"solver": "lbfgs"}), ("alpha", 1.3, {"solver": "tnc", "max_fun": 9}),
    ("learning_rate_init", 0.01, {}), ("learning_rate_init", 0.1, DECAY), ("power_t", 0.3, DECAY),
    ("learning_rate_init", 0.1, {"solver": "adagrad"}), ("momentum", 0.7, {"solver": "sgd"}), ("beta_1", 0.8, {}),
    ("beta_2", 0.98, {}), ("epsilon", 1e-3, {}), ("tol", 0.03, {"n_iter_no_change": 2, "max_iter": 30}),
    ("tol", 0.01, {"solver": "lbfgs"}), ("clip_norm", 0.5, {}), ("dropout", 0.3, {}),
    ("validation_fraction", 0.23, {"early_stopping": True})], ids=str)
def test_a_parameter_of_numpys_types_trains_as_pythons_float_of_the_same_value(digits, name, value, others, kind):
    network, numpys = fitted({**others, name: kind(value)}, digits)
    _, pythons = fitted({**others, name: float(kind(value))}, digits)
    assert numpys == pythons and type(network.loss_) is float
    assert type(network.get_params()[name]) is kind and network.get_params()[name] == kind(value)   # as it was given


@pytest.mark.parametrize("kind", [np.int8, np.uint8])
@pytest.mark.parametrize("name, value, others", [
    ("hidden_layer_sizes", 20, {}), ("batch_size", 100, {}), ("max_iter", 7, {}), ("max_iter", 7, {"solver": "lbfgs"}),
    ("max_fun", 9, {"solver": "tnc"}), ("n_iter_no_change", 3, {"tol": 0.5, "max_iter": 30}), ("alpha", 1, {}),
    ("random_state", 5, {})], ids=str)
def test_a_count_of_numpys_small_types_does_not_overflow(digits, name, value, others, kind):
    assert fitted({**others, name: kind(value)}, digits)[1] == fitted({**others, name: value}, digits)[1]


@pytest.mark.parametrize("sizes", [np.array([100, 3], np.int8), (np.uint8(200), 3), [np.int8(100)]], ids=repr)
def test_layer_sizes_of_numpys_small_types_do_not_overflow(digits, sizes):
    network, numpys = fitted({"hidden_layer_sizes": sizes, "max_iter": 1}, digits)
    assert numpys == fitted({"hidden_layer_sizes": [int(size) for size in sizes], "max_iter": 1}, digits)[1]
    assert network.hidden_layer_sizes is sizes


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_a_fit_that_fails_leaves_the_parameters_as_they_were_given(digits, monkeypatch, error):
    def fails(*arguments):
        raise error
    monkeypatch.setattr(MLPClassifier, "_train", fails)
    network = MLPClassifier((5,), alpha=np.float16(1.3))
    with pytest.raises(error):
        network.fit(*digits)
    assert type(network.alpha) is np.float16


def test_minibatch_steps_take_numpys_numbers_too(digits):
    X, y = digits
    ours, python = (nn.train_in_periods(
        MLPClassifier((5,), random_state=0, alpha=kind(1.5), beta_2=kind(0.98)), X, y, X, y, whole(100), whole(100),
        whole(100)) for kind, whole in ((np.float16, np.int8), (lambda value: float(np.float16(value)), int)))
    np.testing.assert_array_equal(ours.training, python.training)


# Adagrad and clipping

def starting_weights(sizes, seed):
    """Glorot and Bengio's uniform weights, by the paper's formula, in the order in which they are drawn."""
    rng = np.random.RandomState(seed)
    blocks = []
    for n_in, n_out in zip(sizes[:-1], sizes[1:], strict=True):
        bound = np.sqrt(6 / (n_in + n_out))
        blocks.append([rng.uniform(-bound, bound, (n_in, n_out)), rng.uniform(-bound, bound, n_out)])
    return blocks, rng


@pytest.mark.parametrize("clip, scale", [(None, 1.0), (5.0, 1.0), (5.0, 40.0)], ids=["free", "short", "clipped"])
@pytest.mark.parametrize("steps", [1, 2])
def test_adagrad_by_hand_on_one_weight_and_one_bias(clip, scale, steps):
    x, y = scale * np.array([-1.0, 0.5, 2.0]), np.array([0, 1, 0])
    [[w, b]], _ = starting_weights((1, 1), seed=6)
    theta, G, lengths = np.array([w.item(), b.item()]), np.full(2, 0.1), []
    for _ in range(steps):
        p = 1 / (1 + np.exp(-theta[0] * x - theta[1]))
        g = np.array([np.mean((p - y) * x), np.mean(p - y)])                    # ∂J/∂w, ∂J/∂b of the log loss
        lengths.append(np.hypot(*g))
        if clip is not None and lengths[-1] > clip:
            g = g * clip / lengths[-1]
        G = G + g ** 2
        theta = theta - 0.3 * g / np.sqrt(G)
    assert (max(lengths) > 5) == (scale == 40.0)                                # clipping is at work where it should be
    ours = MLPClassifier((), solver="adagrad", learning_rate_init=0.3, alpha=0.0, clip_norm=clip, shuffle=False,
                         max_iter=steps, random_state=6).fit(x[:, None], y)
    np.testing.assert_allclose([ours.coefs_[0].item(), ours.intercepts_[0].item()], theta, rtol=1e-13)


@pytest.mark.parametrize("clip, scale", [(None, 1.0), (5.0, 10.0)], ids=["free", "clipped"])
def test_adagrad_with_clipping_is_pytorchs(digits, torch, clip, scale):
    X, y = scale * digits[0], digits[1]
    blocks, rng = starting_weights((196, 20, 10), seed=3)
    (W1, b1), (W2, b2) = ([torch.tensor(part, requires_grad=True) for part in block] for block in blocks)
    optimizer = torch.optim.Adagrad([W1, b1, W2, b2], lr=0.05, initial_accumulator_value=0.1, eps=0)
    losses, clipped, order = [], 0, np.arange(500)
    for _ in range(3):
        draw = np.arange(500)
        rng.shuffle(draw)
        order, total = order[draw], 0.0
        for batch in np.array_split(order, 10):
            optimizer.zero_grad()
            scores = torch.relu(torch.tensor(X[batch]) @ W1 + b1) @ W2 + b2
            loss = torch.nn.functional.cross_entropy(scores, torch.tensor(y[batch]))
            loss.backward()
            if clip is not None:
                # torch's factor is c / (‖g‖ + 1e-6), and 1 at most; the paper's is c / ‖g‖. Asked for
                # c (‖g‖ + 1e-6) / ‖g‖ it gives the paper's
                norm = torch.sqrt(sum((part.grad ** 2).sum() for part in (W1, b1, W2, b2))).item()
                torch.nn.utils.clip_grad_norm_([W1, b1, W2, b2], clip * (norm + 1e-6) / norm)
                clipped += norm > clip
            optimizer.step()
            total += loss.item() * len(batch)
        losses.append(total / 500)
    assert 0 < clipped < 30 or clip is None                                     # some steps are clipped, some are not
    ours = MLPClassifier((20,), solver="adagrad", learning_rate_init=0.05, alpha=0.0, batch_size=50, clip_norm=clip,
                         max_iter=3, random_state=3).fit(X, y)
    np.testing.assert_allclose(ours.loss_curve_, losses, rtol=1e-10)
    for mine, other in zip(ours.coefs_ + ours.intercepts_, (W1, W2, b1, b2), strict=True):
        np.testing.assert_allclose(mine, other.detach().numpy(), rtol=1e-10, atol=1e-12)


@pytest.mark.parametrize("solver", ["sgd", "adam", "adagrad"])
def test_a_clip_norm_that_is_never_reached_changes_nothing(digits, solver):
    plain, clipped = (MLPClassifier((5,), solver=solver, max_iter=2, random_state=0, clip_norm=c) for c in (None, 1e9))
    assert plain.fit(*digits).loss_curve_ == clipped.fit(*digits).loss_curve_


# dropout

@pytest.mark.parametrize("share", [0.3, 0.5])
def test_dropout_keeps_the_expected_activation(share):
    mask, = dropout_masks(share, [40], 500, np.random.RandomState(0))           # 20,000 draws
    assert mask.shape == (500, 40)
    assert set(np.round(mask.ravel(), 12)) == {0.0, round(1 / (1 - share), 12)}
    # a unit is 1/(1 − p) or 0: variance p/(1 − p) about a mean of 1
    standard_error = np.sqrt(share / (1 - share) / mask.size)
    assert abs(mask.mean() - 1) < 4 * standard_error


def first_call(monkeypatch, classifier, X, y):
    """The workspace, its first theta, the gradient there, and the arguments, of the first batch of a fit."""
    calls, real = [], Workspace.loss_and_gradient

    def watched(workspace, X, *arguments):
        theta = workspace.theta.copy()
        real(workspace, X, *arguments)
        calls.append((workspace, theta, workspace.gradient.copy(), (X.copy(), *arguments)))
        raise KeyboardInterrupt
    with monkeypatch.context() as patch, pytest.warns(UserWarning, match="interrupted"):
        patch.setattr(Workspace, "loss_and_gradient", watched)
        classifier.fit(X, y)
    return calls[0]


@pytest.mark.parametrize("activation", ["relu", "logistic", "tanh", "identity"])
def test_the_gradient_through_a_mask_is_the_derivative_of_the_loss(digits, activation, monkeypatch):
    X, y = digits[0][::50, ::7], digits[1][::50]
    classifier = MLPClassifier((9, 8), activation=activation, dropout=0.4, alpha=0.5, max_iter=1, random_state=0)
    workspace, theta, gradient, arguments = first_call(monkeypatch, classifier, X, y)
    masks, rng = arguments[4], np.random.default_rng(2)
    assert [mask.shape for mask in masks] == [(10, 9), (10, 8)]
    for _ in range(9):
        direction, J = rng.normal(size=theta.shape), []
        for h in (-1e-5, 1e-5):
            workspace.theta[...] = theta + h * direction
            J.append(workspace.loss_and_gradient(*arguments))
        # central difference: error of order h² = 1e-10, and rounding of 1e-16 / 1e-5 = 1e-11
        assert (J[1] - J[0]) / 2e-5 == pytest.approx(gradient @ direction, rel=1e-6, abs=1e-8)


def test_dropout_is_drawn_again_for_every_batch(digits, monkeypatch):
    masks, real = [], Workspace.loss_and_gradient

    def watched(workspace, *arguments):
        masks.append(arguments[4][0])
        return real(workspace, *arguments)

    monkeypatch.setattr(Workspace, "loss_and_gradient", watched)
    MLPClassifier((6,), dropout=0.5, batch_size=100, max_iter=2, random_state=0).fit(*digits)
    assert len({mask.tobytes() for mask in masks}) == len(masks) == 10


def test_dropout_draws_new_masks_at_each_partial_fit(monkeypatch):
    drawn, real = [], nn.estimator.stochastic.dropout_masks

    def spy(*arguments):
        drawn.append(real(*arguments))
        return drawn[-1]
    monkeypatch.setattr(nn.estimator.stochastic, "dropout_masks", spy)
    network = MLPClassifier((30,), dropout=0.5, random_state=0)
    for _ in range(2):
        network.partial_fit([[0.0], [1.0]], [0, 1], classes=[0, 1])
    assert len(drawn) == 2 and not np.array_equal(drawn[0][0], drawn[1][0])


def test_there_is_no_dropout_in_prediction(digits):
    X, y = digits
    classifier = MLPClassifier((20,), dropout=0.5, max_iter=3, random_state=0).fit(X, y)
    (W1, W2), (b1, b2) = classifier.coefs_, classifier.intercepts_
    scores = np.maximum(X @ W1 + b1, 0) @ W2 + b2
    np.testing.assert_array_equal(classifier.predict(X), scores.argmax(axis=1))
    odds = np.exp(scores)
    np.testing.assert_allclose(classifier.predict_proba(X), odds / odds.sum(axis=1, keepdims=True), rtol=1e-12)


def test_a_dropout_of_zero_is_no_dropout(digits):
    assert_same_training(MLPClassifier((20,), dropout=0.0, max_iter=3, random_state=3).fit(*digits),
                         Theirs((20,), max_iter=3, random_state=3).fit(*digits), digits[0])


def test_dropout_is_repeatable_and_changes_training(digits):
    curves = [MLPClassifier((20,), dropout=share, max_iter=3, random_state=3).fit(*digits).loss_curve_
              for share in (0.5, 0.5, 0.0)]
    assert curves[0] == curves[1] != curves[2]
