"""X as people have it: any dtype, layout and container gives scikit-learn's loss curve, and is read batch by batch."""
import copy
import tracemalloc

import numpy as np
import pytest
import scipy.sparse

pytest.importorskip("sklearn")

from peers import Theirs, both  # noqa: E402

import nn.estimator.inputs  # noqa: E402
from nn import MLPClassifier, train_in_periods  # noqa: E402
from nn.estimator.inputs import row_by_row  # noqa: E402

#: every test that trains for a few epochs stops before convergence
pytestmark = [pytest.mark.filterwarnings("ignore::sklearn.exceptions.ConvergenceWarning"),
              pytest.mark.filterwarnings("ignore:X looks like raw pixels")]           # they are, to have integers


def frame(X):
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    return pandas.DataFrame(X)


def frame_of_columns(X):
    """One block a column, as a file read by pandas often is."""
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    return pandas.concat([pandas.Series(column, name=f"pixel {i}") for i, column in enumerate(X.T)], axis=1)


LAYOUTS = {"C": np.ascontiguousarray, "Fortran": np.asfortranarray,
           "rows apart": lambda X: np.repeat(X, 2, axis=0)[::2],
           "columns apart": lambda X: np.repeat(X, 2, axis=1)[:, ::2],
           "backwards": lambda X: np.ascontiguousarray(X[::-1, ::-1])[::-1, ::-1],
           "frame": frame, "frame of columns": frame_of_columns, "CSR": scipy.sparse.csr_array,
           "CSC": scipy.sparse.csc_matrix, "COO": scipy.sparse.coo_matrix}

SOLVERS = {"sgd": {"solver": "sgd", "learning_rate_init": 0.1}, "adam": {"solver": "adam"}}


@pytest.mark.parametrize("dtype, tolerance", [(np.float64, 1e-10), (np.float32, 1e-5)])
@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("solver", SOLVERS)
def test_every_layout_gives_scikit_learns_loss_curve(digits, dtype, tolerance, layout, solver):
    X, y = LAYOUTS[layout](digits[0].astype(dtype)), digits[1]
    ours, theirs = both(hidden_layer_sizes=(20, 10), batch_size=80, **SOLVERS[solver])      # the last batch is short
    np.testing.assert_allclose(ours.fit(X, y).loss_curve_, theirs.fit(X, y).loss_curve_, rtol=tolerance)
    assert {part.dtype for part in (*ours.coefs_, *ours.intercepts_, ours.predict_proba(X))} == {np.dtype(dtype)}
    np.testing.assert_array_equal(ours.predict(X), theirs.predict(X))


@pytest.mark.parametrize("dtype", [np.uint8, np.int16, np.int64, bool, np.float16])
@pytest.mark.parametrize("order", ["C", "F"])
@pytest.mark.parametrize("solver", SOLVERS)
def test_other_dtypes_are_computed_in_float64_as_by_scikit_learn(digits, dtype, order, solver):
    X, y = np.asarray(digits[0] * 255, dtype=dtype, order=order), digits[1]
    ours, theirs = both(batch_size=80, **{**SOLVERS[solver], "learning_rate_init": 1e-4})
    np.testing.assert_allclose(ours.fit(X, y).loss_curve_, theirs.fit(X, y).loss_curve_, rtol=1e-10)
    assert ours.coefs_[0].dtype == np.float64


@pytest.mark.parametrize("dtype, tolerance", [(np.float64, 1e-10), (np.float32, 1e-5), (np.uint8, 1e-10)])
@pytest.mark.parametrize("solver", SOLVERS)
def test_a_file_gives_scikit_learns_loss_curve(digits, dtype, tolerance, solver, tmp_path):
    np.save(tmp_path / "X.npy", digits[0].astype(dtype))
    X, y = np.load(tmp_path / "X.npy", mmap_mode="r"), digits[1]
    ours, theirs = both(batch_size=80, **SOLVERS[solver])
    np.testing.assert_allclose(ours.fit(X, y).loss_curve_, theirs.fit(X, y).loss_curve_, rtol=tolerance)


@pytest.mark.parametrize("layout, copied", [("C", False), ("rows apart", False), ("backwards", False),
                                            ("Fortran", True), ("columns apart", True)])
def test_only_rows_that_are_scattered_in_memory_are_copied(digits, layout, copied):
    X = LAYOUTS[layout](digits[0])
    ours = row_by_row(X)
    assert np.array_equal(ours, X) and np.shares_memory(ours, X) != copied
    assert not copied or ours.flags.c_contiguous


@pytest.mark.parametrize("layout", ["Fortran", "columns apart"])
def test_an_array_too_large_to_copy_gives_the_same_curve(digits, monkeypatch, layout):
    X, y = LAYOUTS[layout](digits[0]), digits[1]
    copied = both()[0].fit(X, y).loss_curve_
    monkeypatch.setattr(nn.estimator.inputs, "COPIED", X.nbytes - 1)
    assert both()[0].fit(X, y).loss_curve_ == copied


# float32 through and out

@pytest.mark.parametrize("parameters", [
    {"activation": "logistic"}, {"activation": "tanh"}, {"activation": "identity"}, {"shuffle": False},
    {"early_stopping": True}, {"hidden_layer_sizes": ()}, {"alpha": 10.0},
    {"solver": "sgd", "learning_rate": "adaptive", "tol": 0.3, "n_iter_no_change": 1}], ids=str)
@pytest.mark.parametrize("kind", ["digits", "binary", "several"])
def test_float32_gives_scikit_learns_loss_curve_with_every_parameter(digits, parameters, kind):
    X, y = digits[0].astype(np.float32), digits[1]
    y = {"digits": y, "binary": y % 2, "several": np.column_stack([y > 4, y % 2]).astype(int)}[kind]
    ours, theirs = both(**parameters)
    np.testing.assert_allclose(ours.fit(X, y).loss_curve_, theirs.fit(X, y).loss_curve_, rtol=1e-5)
    assert ours.predict_proba(X).dtype == ours.coefs_[0].dtype == np.float32
    assert ours.network().theta.dtype == np.float64                             # the course's functions count in these


def test_float32_bounds_the_loss_of_one_example_at_16_nats():
    X, y = np.array([[-1e6], [1e6], [0.0]], dtype=np.float32), [0, 1, 2]        # of wrong signs for some class
    ours, theirs = both(hidden_layer_sizes=(), max_iter=1)
    np.testing.assert_allclose(ours.fit(X, y).loss_, theirs.fit(X, y).loss_, rtol=1e-6)


@pytest.mark.parametrize("parameters", [
    {"solver": "lbfgs", "hidden_layer_sizes": (), "alpha": 50.0, "max_iter": 200},          # one minimum, and near it
    {"solver": "tnc", "hidden_layer_sizes": (), "alpha": 50.0},
    {"solver": "adagrad"}, {"dropout": 0.5}, {"clip_norm": 0.1}], ids=str)
def test_float32_comes_out_of_every_solver_and_learns_like_float64(digits, parameters):
    X, y = digits
    narrow, wide = (MLPClassifier(max_iter=10, random_state=3).set_params(**parameters).fit(X.astype(dtype), y)
                    for dtype in (np.float32, np.float64))
    assert {part.dtype for part in (*narrow.coefs_, *narrow.intercepts_)} == {np.dtype(np.float32)}
    # ten epochs enlarge roundings of 6e-8; TNC ends where a line search sees no progress in seven digits any more
    assert narrow.loss_ == pytest.approx(wide.loss_, rel=2e-3 if parameters.get("solver") == "tnc" else 1e-4)


@pytest.mark.parametrize("first, then", [(np.float32, np.float64), (np.float64, np.float32)])
def test_training_continues_in_the_dtype_it_began_with(digits, first, then):
    X, y = digits
    network = MLPClassifier((5,), random_state=0).partial_fit(X.astype(first), y, classes=np.arange(10))
    network.partial_fit(X.astype(then), y)
    assert network.coefs_[0].dtype == network._memory.mean.dtype == first
    assert MLPClassifier((5,), random_state=0, warm_start=True, max_iter=1).fit(X.astype(first), y).fit(
        X.astype(then), y).coefs_[0].dtype == first


def test_periods_are_in_float32_too(digits):
    X, y = digits[0].astype(np.float32), digits[1]
    network = MLPClassifier((5,), random_state=0)
    train_in_periods(network, X, y, X, y, steps=4, batch_size=50, periods=2)
    assert network.coefs_[0].dtype == np.float32


# what is not copied

def peak(function):
    """Bytes allocated at the most while function runs, beyond those before it."""
    tracemalloc.start()
    try:
        function()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.fixture(scope="module")
def pixels():
    """X (20000, 300) as uint8, 6 MB, in float64 48 MB, and y (20000,)."""
    rng = np.random.default_rng(0)
    return rng.integers(0, 256, (20000, 300), dtype=np.uint8), rng.integers(0, 3, 20000)


@pytest.mark.parametrize("fit", ["fit", "partial_fit"])
def test_integers_are_never_floats_all_at_once(pixels, fit):
    X, y = pixels
    ours, theirs = both(hidden_layer_sizes=(5,), max_iter=1)
    more = {"classes": [0, 1, 2]} if fit == "partial_fit" else {}
    mine = peak(lambda: getattr(ours, fit)(X, y, **more))
    assert mine < X.nbytes < 0.2 * peak(lambda: getattr(theirs, fit)(X, y, **more))


def test_a_file_is_never_in_memory_all_at_once(pixels, tmp_path):
    np.save(tmp_path / "X.npy", pixels[0])
    X, y = np.load(tmp_path / "X.npy", mmap_mode="r"), pixels[1]
    ours, theirs = both(hidden_layer_sizes=(5,), max_iter=1)
    assert peak(lambda: ours.partial_fit(X, y, classes=[0, 1, 2])) < 0.1 * peak(
        lambda: theirs.partial_fit(X, y, classes=[0, 1, 2]))


@pytest.fixture(scope="module")
def sparse():
    """X (500, 200000), 20 numbers in each row, as CSR. (scipy.sparse.random would permute all 100 million places.)"""
    rng = np.random.default_rng(0)
    places = np.repeat(np.arange(500), 20), rng.integers(200000, size=10000)
    return scipy.sparse.csr_array((rng.random(10000), places), shape=(500, 200000))


def test_sparse_examples_are_never_dense(sparse, digits):
    X, y = sparse, digits[1]
    # a batch of 200 dense rows would take 320 MB; a vector of all weights takes 3.2 MB
    classifier = MLPClassifier((2,), max_iter=1, random_state=0, batch_size=200)
    assert peak(lambda: classifier.fit(X, y).predict(X)) < 150e6


def test_sparse_examples_are_never_dense_for_all_examples_at_once(sparse, digits):
    """Most of the memory is that of SciPy's L-BFGS-B, which keeps 40 to 50 vectors of all weights, by its version."""
    X, y = sparse, digits[1]
    mine, other = (peak(lambda one=one: one.fit(X, y).predict(X))
                   for one in both(hidden_layer_sizes=(2,), max_iter=1, solver="lbfgs"))
    assert mine < 1.1 * other and other < 200e6


def test_a_thousand_classes_never_become_a_one_hot_matrix():
    X, y = np.random.default_rng(0).normal(size=(5000, 4)), np.arange(5000) % 1000
    ours, theirs = both(hidden_layer_sizes=(5,), max_iter=2)
    mine, other = peak(lambda: ours.fit(X, y)), peak(lambda: theirs.fit(X, y))
    assert mine < 5000 * 1000 * 8 < other
    np.testing.assert_allclose(ours.loss_curve_, theirs.loss_curve_, rtol=1e-10)


# what is not changed

@pytest.mark.parametrize("layout", ["C", "Fortran", "CSR"])
@pytest.mark.parametrize("shuffle", [False, True])
def test_fit_does_not_write_to_what_it_reads(digits, layout, shuffle):
    X, y = LAYOUTS[layout](digits[0].copy()), digits[1].copy()
    for array in (X.data if layout == "CSR" else X, y):
        array.flags.writeable = False
    before = X.copy()
    MLPClassifier((5,), max_iter=2, random_state=3, shuffle=shuffle).fit(X, y)
    assert (X != before).sum() == 0


def test_the_weights_of_a_copy_stay_where_they_were(digits):
    network = MLPClassifier((5,), random_state=0).partial_fit(*digits, classes=np.arange(10))
    shallow, before = copy.copy(network), network.coefs_[0].copy()
    shallow.partial_fit(*digits)
    np.testing.assert_array_equal(network.coefs_[0], before)
    network.partial_fit(*digits)
    twice = Theirs((5,), random_state=0).partial_fit(*digits, classes=np.arange(10)).partial_fit(*digits)
    np.testing.assert_allclose(network.coefs_[0], twice.coefs_[0], rtol=1e-8, atol=1e-10)
