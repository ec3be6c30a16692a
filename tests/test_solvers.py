"""Steps downhill against steps worked by hand from the papers, and against PyTorch's on a quadratic.

The quadratic is J(θ) = ½ θᵀ A θ, whose gradient is A θ; any rule can be followed on it without a network.
"""
import numpy as np
import pytest

from nn.solvers import AdamMemory, adagrad_step, adam_step, clip_norm, minibatches, momentum_step

A = np.diag([1.0, 10.0, 0.1])
START = np.array([1.0, -2.0, 3.0])


@pytest.fixture(scope="module")
def torch():
    return pytest.importorskip("torch", reason="PyTorch is in the environment that runs the benchmarks only")


def path(rule, memory, steps=20):
    """The points that a rule visits on the quadratic: (steps, 3). rule takes memory and gradient."""
    theta, points = START.copy(), []
    for _ in range(steps):
        step, memory = rule(memory, A @ theta)
        theta = theta + step
        points.append(theta)
    return np.array(points)


def torch_path(torch, optimizer, steps=20, **options):
    """The points that an optimizer of torch.optim visits on the same quadratic."""
    theta, points = torch.tensor(START, requires_grad=True), []
    optimizer = getattr(torch.optim, optimizer)([theta], **options)
    for _ in range(steps):
        optimizer.zero_grad()
        (0.5 * theta @ torch.tensor(A) @ theta).backward()
        optimizer.step()
        points.append(theta.detach().numpy().copy())
    return np.array(points)


@pytest.mark.parametrize("m, batch_size, sizes", [(10, 3, [3, 3, 3, 1]), (10, 5, [5, 5]), (3, 7, [3]), (4, 1, [1] * 4)])
def test_minibatches_cover_every_index_once_in_order(m, batch_size, sizes):
    order = np.random.default_rng(0).permutation(m)
    batches = minibatches(order, batch_size)
    assert [len(batch) for batch in batches] == sizes
    np.testing.assert_array_equal(np.concatenate(batches), order)


def test_without_momentum_a_step_is_the_learning_rate_times_the_gradient():
    for nesterov in (False, True):
        step, _ = momentum_step(np.zeros(2), np.array([2.0, -4.0]), 0.5, momentum=0.0, nesterov=nesterov)
        assert step.tolist() == [-1.0, 2.0]


def test_two_steps_with_momentum_by_hand():
    # v1 = -1/4 · 8 = -2;   v2 = 1/2 · (-2) - 1/4 · 4 = -2
    step, velocity = momentum_step(np.zeros(1), np.array([8.0]), 0.25, momentum=0.5, nesterov=False)
    assert step.tolist() == velocity.tolist() == [-2.0]
    step, velocity = momentum_step(velocity, np.array([4.0]), 0.25, momentum=0.5, nesterov=False)
    assert step.tolist() == velocity.tolist() == [-2.0]


def test_two_steps_of_nesterov_by_hand():
    # v1 = -2, step 1/2 · (-2) - 2 = -3;   v2 = 1/2 · (-2) - 1/4 · 4 = -2, step 1/2 · (-2) - 1 = -2
    step, velocity = momentum_step(np.zeros(1), np.array([8.0]), 0.25, momentum=0.5, nesterov=True)
    assert (step.tolist(), velocity.tolist()) == ([-3.0], [-2.0])
    step, velocity = momentum_step(velocity, np.array([4.0]), 0.25, momentum=0.5, nesterov=True)
    assert (step.tolist(), velocity.tolist()) == ([-2.0], [-2.0])


def test_nesterov_is_the_gradient_at_the_point_ahead():
    # Sutskever's eqs. 3 and 4: v ← μ v − η ∇J(θ + μ v), θ ← θ + v; our points are his θ + μ v
    theta, velocity, ahead = START.copy(), np.zeros(3), []
    for _ in range(20):
        velocity = 0.9 * velocity - 0.02 * A @ (theta + 0.9 * velocity)
        theta = theta + velocity
        ahead.append(theta + 0.9 * velocity)
    ours = path(lambda v, g: momentum_step(v, g, 0.02, 0.9, nesterov=True), np.zeros(3))
    np.testing.assert_allclose(ours, ahead, rtol=1e-12, atol=1e-14)      # the same sums, rounded in another order


def test_two_adam_steps_by_hand():
    # β₁ = 1/2, β₂ = 3/4, ε → 0:  g = 2: m = 1, v = 1, step −η √(1/4)/(1/2) · 1/1 = −η
    # g = −2: m = −1/2, v = 7/4, step −η √(7/16)/(3/4) · (−1/2)/√(7/4) = η (√7/4 · 4/3 · 1/2 · 2/√7) = η/3
    memory = AdamMemory(0, np.zeros(1), np.zeros(1))
    step, memory = adam_step(memory, np.array([2.0]), 0.3, 0.5, 0.75, epsilon=1e-300)
    np.testing.assert_allclose(step, -0.3, rtol=1e-15)                    # a few roundings
    assert (memory.t, memory.mean.tolist(), memory.square.tolist()) == (1, [1.0], [1.0])
    step, memory = adam_step(memory, np.array([-2.0]), 0.3, 0.5, 0.75, epsilon=1e-300)
    np.testing.assert_allclose(step, 0.1, rtol=1e-14)
    assert (memory.t, memory.mean.tolist(), memory.square.tolist()) == (2, [-0.5], [1.75])


@pytest.mark.parametrize("size", [1e-3, 1.0, 1e6])
def test_adams_first_step_has_length_eta_whatever_the_gradient(size):
    gradient = size * np.array([1.0, -1.0, 0.5])
    step, _ = adam_step(AdamMemory(0, np.zeros(3), np.zeros(3)), gradient, learning_rate=0.25)
    # exact but for ε = 1e-8 beside √v = √(1 − β₂) |g| >= 0.0316 · 0.0005 = 1.6e-5
    np.testing.assert_allclose(step, -0.25 * np.sign(gradient), rtol=1e-8 / 1.5e-5)


def test_adam_stands_still_where_the_gradient_is_zero():
    step, _ = adam_step(AdamMemory(0, np.zeros(2), np.zeros(2)), np.zeros(2))
    assert step.tolist() == [0.0, 0.0]


def test_adagrad_divides_by_the_root_of_all_squares_so_far():
    # G = 1 − 0.64 = 0.36, g = 0.8: G = 1, step −η 0.8;  then g = √3: G = 4, step −η √3/2
    step, accumulator = adagrad_step(np.array([0.36]), np.array([0.8]), 0.5)
    np.testing.assert_allclose([step, accumulator], [[-0.4], [1.0]], rtol=1e-15)
    step, accumulator = adagrad_step(accumulator, np.array([np.sqrt(3.0)]), 0.5)
    np.testing.assert_allclose([step, accumulator], [[-np.sqrt(3) / 4], [4.0]], rtol=1e-15)


def test_adagrad_under_a_constant_gradient_slows_down_as_one_over_the_root_of_t():
    accumulator, lengths = np.array([1e-300]), []
    for _ in range(9):
        step, accumulator = adagrad_step(accumulator, np.array([7.0]), 1.0)
        lengths.append(-step.item())
    np.testing.assert_allclose(lengths, 1 / np.sqrt(np.arange(1, 10)), rtol=1e-14)      # nine roundings


def test_clip_norm_shortens_to_the_length_and_keeps_the_direction():
    gradient = np.array([6.0, -8.0, 0.0])
    np.testing.assert_allclose(clip_norm(gradient, 5.0), [3.0, -4.0, 0.0], rtol=1e-15)


@pytest.mark.parametrize("gradient", [[3.0, 4.0], [0.3, -0.4], [0.0, 0.0]])
def test_clip_norm_leaves_a_gradient_alone_that_is_short_enough(gradient):
    assert clip_norm(np.array(gradient), 5.0).tolist() == gradient


@pytest.mark.parametrize("rule, memory", [
    (lambda v, g: momentum_step(v, g, 0.1, 0.9, False), np.ones(3)),
    (lambda v, g: momentum_step(v, g, 0.1, 0.9, True), np.ones(3)),
    (lambda G, g: adagrad_step(G, g, 0.1), np.ones(3)),
    (lambda _, g: (clip_norm(g, 0.1), _), np.ones(3)),
], ids=["momentum", "Nesterov", "Adagrad", "clip_norm"])
def test_no_rule_changes_its_arguments(rule, memory):
    gradient = np.array([1.0, -2.0, 3.0])
    rule(memory, gradient)
    assert (gradient.tolist(), memory.tolist()) == ([1.0, -2.0, 3.0], [1.0, 1.0, 1.0])


def test_adam_changes_neither_the_gradient_nor_its_memory():
    gradient, memory = np.array([1.0, -2.0, 3.0]), AdamMemory(3, np.ones(3), np.ones(3))
    adam_step(memory, gradient)
    assert gradient.tolist() == [1.0, -2.0, 3.0]
    assert (memory.t, memory.mean.tolist(), memory.square.tolist()) == (3, [1.0] * 3, [1.0] * 3)


@pytest.mark.parametrize("nesterov", [False, True])
def test_momentum_visits_the_same_points_as_pytorchs(torch, nesterov):
    # PyTorch keeps v without η (v ← μ v + g, θ ← θ − η v), which at a constant η is the same path. Its formulas differ
    # from Sutskever's where η changes, and in how Nesterov is written (g + μ v); the points are equal
    ours = path(lambda v, g: momentum_step(v, g, 0.02, 0.9, nesterov), np.zeros(3))
    theirs = torch_path(torch, "SGD", lr=0.02, momentum=0.9, nesterov=nesterov)
    np.testing.assert_allclose(ours, theirs, rtol=1e-11, atol=1e-13)     # equal in exact numbers; 20 steps of rounding


def test_adam_visits_the_same_points_as_pytorchs(torch):
    # PyTorch divides by √v̂ + ε, the paper's efficient order and scikit-learn by √v + ε: with an ε that is nothing
    # beside √v they are the same rule
    ours = path(lambda memory, g: adam_step(memory, g, 0.1, 0.9, 0.999, 1e-30),
                AdamMemory(0, np.zeros(3), np.zeros(3)))
    theirs = torch_path(torch, "Adam", lr=0.1, betas=(0.9, 0.999), eps=1e-30)
    np.testing.assert_allclose(ours, theirs, rtol=1e-11, atol=1e-13)


def test_adams_epsilon_stands_beside_the_uncorrected_root(torch):
    # one step: theirs is −η m̂ / (√v̂ + ε), ours −η m̂ / (√v̂ + ε / √(1 − β₂)); so our ε is theirs times √(1 − β₂)
    gradient = A @ START
    step, _ = adam_step(AdamMemory(0, np.zeros(3), np.zeros(3)), gradient, 0.1, 0.9, 0.999, 0.5 * np.sqrt(1 - 0.999))
    theirs = torch_path(torch, "Adam", steps=1, lr=0.1, betas=(0.9, 0.999), eps=0.5)
    np.testing.assert_allclose(START + step, theirs[0], rtol=1e-13)


def test_adagrad_visits_the_same_points_as_pytorchs(torch):
    ours = path(lambda G, g: adagrad_step(G, g, 0.5), np.full(3, 0.1))
    theirs = torch_path(torch, "Adagrad", lr=0.5, initial_accumulator_value=0.1, eps=0)
    np.testing.assert_allclose(ours, theirs, rtol=1e-11, atol=1e-13)


def test_clip_norm_is_pytorchs_but_for_the_millionth_that_it_adds(torch):
    # torch's factor is c / (‖g‖ + 1e-6): asked for c (‖g‖ + 1e-6) / ‖g‖, it gives c / ‖g‖
    gradient = np.array([30.0, -40.0, 5.0])
    norm = np.linalg.norm(gradient)
    theta = torch.zeros(3, dtype=torch.float64)
    theta.grad = torch.tensor(gradient)
    torch.nn.utils.clip_grad_norm_([theta], 5.0 * (norm + 1e-6) / norm)
    np.testing.assert_allclose(clip_norm(gradient, 5.0), theta.grad.numpy(), rtol=1e-14)
