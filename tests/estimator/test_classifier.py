"""MLPClassifier as scikit-learn's users meet it: its checks and tools, labels and data of every kind, bad arguments."""
import copy
import subprocess
import sys
import textwrap
import tracemalloc
import warnings
from pathlib import Path

import numpy as np
import pytest
import scipy.sparse

sklearn = pytest.importorskip("sklearn")
pandas = pytest.importorskip("pandas")

from peers import assert_same_training, both, needs_weights, problem  # noqa: E402
from sklearn.exceptions import ConvergenceWarning, DataConversionWarning, NotFittedError  # noqa: E402
from sklearn.model_selection import GridSearchCV, cross_val_score, cross_validate  # noqa: E402
from sklearn.pipeline import make_pipeline  # noqa: E402
from sklearn.preprocessing import StandardScaler  # noqa: E402
from sklearn.utils import get_tags  # noqa: E402
from sklearn.utils.estimator_checks import estimator_checks_generator  # noqa: E402

import nn.estimator  # noqa: E402
from nn import MLPClassifier  # noqa: E402

#: every test that trains for a few epochs stops before convergence; those about the warning ask for it by name
pytestmark = pytest.mark.filterwarnings("ignore::sklearn.exceptions.ConvergenceWarning")


# scikit-learn's tools

@pytest.mark.parametrize("estimator, check", [
    pytest.param(estimator, check, id=check.func.__name__)
    for estimator, check in estimator_checks_generator(MLPClassifier(max_iter=100))])
def test_scikit_learns_checks_of_an_estimator_pass(estimator, check):
    check(estimator)


@pytest.mark.parametrize("kind", ["digits", "binary", "several"])
def test_log_probabilities_are_the_logarithms(digits, kind):
    X, y = problem(digits, kind)
    ours, theirs = both()
    ours.fit(X, y), theirs.fit(X, y)
    np.testing.assert_allclose(ours.predict_log_proba(X), theirs.predict_log_proba(X), rtol=1e-8, atol=1e-10)
    np.testing.assert_allclose(np.exp(ours.predict_log_proba(X)), ours.predict_proba(X), rtol=1e-13)


def test_the_log_of_a_probability_of_zero_is_minus_infinity_without_a_warning():
    classifier = MLPClassifier((), solver="sgd", max_iter=1, random_state=0).fit([[0.0], [1.0], [2.0]], [0, 1, 2])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert np.isneginf(classifier.predict_log_proba([[1e6]])).any()


def test_a_score_of_several_labels_wants_them_all_right():
    X, y = [[0.0], [1.0], [2.0], [3.0]], [[1, 0], [1, 0], [0, 1], [0, 1]]
    classifier = MLPClassifier((), solver="lbfgs", random_state=1).fit(X, y)
    assert classifier.score(X, y) == 1.0
    assert classifier.score(X, [[1, 0], [1, 1], [0, 1], [1, 0]]) == 0.5


def test_one_class_is_predicted_whatever_the_output_says():
    X = np.random.default_rng(0).normal(size=(20, 3))
    for seed in range(6):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")                             # one epoch is not enough to converge
            network = MLPClassifier((4,), random_state=seed, max_iter=1).fit(X, np.full(20, 7))
        assert set(network.predict(X)) == {7}


def test_a_pipeline_and_cross_validation_give_scikit_learns_scores(digits):
    scores = [cross_val_score(make_pipeline(StandardScaler(), classifier), *digits, cv=3)
              for classifier in both(learning_rate_init=0.02)]
    np.testing.assert_array_equal(*scores)                                      # counts of right answers
    assert scores[0].mean() > 0.5


def test_a_grid_search_finds_what_scikit_learns_finds(digits):
    grid = {"alpha": [1e-4, 100.0], "hidden_layer_sizes": [(), (20,)]}
    ours, theirs = (GridSearchCV(classifier, grid, cv=2).fit(*digits) for classifier in both(max_iter=3))
    assert ours.best_params_ == theirs.best_params_
    np.testing.assert_array_equal(ours.cv_results_["mean_test_score"], theirs.cv_results_["mean_test_score"])
    np.testing.assert_array_equal(ours.predict(digits[0]), theirs.predict(digits[0]))


@pytest.fixture
def routing():
    with sklearn.config_context(enable_metadata_routing=True):
        yield


def requesting(classifier, methods, answer):
    for method in methods:
        getattr(classifier, f"set_{method}_request")(sample_weight=answer)
    return classifier


def outcome(function, *arguments):
    """What the function returns, or the error it raises, with the name of the class."""
    try:
        return function(*arguments)
    except (TypeError, ValueError) as error:
        return f"{type(error).__name__}: {error}"


@needs_weights
@pytest.mark.parametrize("answer", [True, False, None])
@pytest.mark.parametrize("methods", [(), ("fit",), ("score",), ("fit", "score")], ids=str)
@pytest.mark.parametrize("weighted", [(), ("fit",), ("score",), ("fit", "score")], ids=str)
def test_a_pipeline_routes_weights_as_with_scikit_learns_classifier(routing, methods, answer, weighted):
    X = np.random.default_rng(0).normal(size=(60, 4))
    y, weights = (X[:, 0] > 0).astype(int), {"sample_weight": np.where(X[:, 1] > 0, 5.0, 0.5)}

    def score(classifier, scaler):
        pipeline = make_pipeline(scaler, requesting(classifier, methods, answer))
        pipeline.fit(X, y, **(weights if "fit" in weighted else {}))
        return pipeline.score(X, y, **(weights if "score" in weighted else {}))

    ours, theirs = ([outcome(score, classifier, scaler)
                     for scaler in (StandardScaler(), requesting(StandardScaler(), ["fit"], True))]
                    for classifier in both(hidden_layer_sizes=(3,)))
    assert ours == theirs


@needs_weights
def test_a_pipeline_scores_with_the_weights_that_it_is_given(routing):
    X = np.random.default_rng(0).normal(size=(60, 4))
    y, weights = (X[:, 0] > 0).astype(int), np.where(X[:, 1] > 0, 5.0, 0.5)
    pipeline = make_pipeline(requesting(StandardScaler(), ["fit"], True),
                             requesting(MLPClassifier((3,), max_iter=5, random_state=3), ["fit", "score"], True))
    right = pipeline.fit(X, y, sample_weight=weights).predict(X) == y
    assert pipeline.score(X, y, sample_weight=weights) == pytest.approx(np.average(right, weights=weights), rel=1e-12)
    assert pipeline.score(X, y) == right.mean() != pipeline.score(X, y, sample_weight=weights)


@needs_weights
@pytest.mark.parametrize("weighted", [True, None])
def test_a_grid_search_and_cross_validation_route_weights_as_with_scikit_learns(routing, weighted):
    X = np.random.default_rng(0).normal(size=(60, 4))
    y, weights = (X[:, 0] > 0).astype(int), {"sample_weight": np.where(X[:, 1] > 0, 5.0, 0.5)} if weighted else {}

    def scores(classifier):
        pipeline = make_pipeline(requesting(StandardScaler(), ["fit"], weighted),
                                 requesting(classifier, ["fit", "score"], weighted))
        search = GridSearchCV(pipeline, {"mlpclassifier__alpha": [0.1, 10.0]}, cv=2).fit(X, y, **weights)
        folds = cross_validate(pipeline, X, y, cv=2, params=weights)
        return [search.score(X, y, **weights), *search.cv_results_["mean_test_score"], *folds["test_score"]]

    ours, theirs = (outcome(scores, classifier) for classifier in both(hidden_layer_sizes=(3,)))
    assert ours == theirs


def test_the_tags_say_what_it_takes():
    tags = get_tags(MLPClassifier())
    assert tags.input_tags.sparse and tags.classifier_tags.multi_label and tags.target_tags.required


# prediction

@pytest.fixture(scope="module")
def many():
    """Networks of three layers, ours and scikit-learn's, of the same weights, and 20,000 examples: X (20000, 50)."""
    X = np.random.default_rng(0).random((20_000, 50))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        ours, theirs = (classifier.fit(X[:200], np.arange(200) % 10)
                        for classifier in both(hidden_layer_sizes=(100, 100, 100), max_iter=1))
    theirs.coefs_, theirs.intercepts_ = ours.coefs_, ours.intercepts_
    return ours, theirs, X


def peak_memory(function, *arguments):
    """Bytes that are allocated at once while the function runs."""
    tracemalloc.start()
    try:
        function(*arguments)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("activation", ["relu", "logistic", "tanh"])
@pytest.mark.parametrize("method", ["predict", "predict_proba"])
def test_a_prediction_takes_no_more_memory_than_scikit_learns(many, activation, method):
    ours, theirs, X = many
    ours, theirs = (copy.copy(classifier).set_params(activation=activation) for classifier in (ours, theirs))
    assert peak_memory(getattr(ours, method), X) < peak_memory(getattr(theirs, method), X)
    assert peak_memory(ours.network().predict, X) < peak_memory(theirs.predict, X)


def test_a_prediction_does_not_copy_the_weights():
    wide = MLPClassifier((1000,), solver="lbfgs", max_iter=1, random_state=0)
    with pytest.warns(ConvergenceWarning):
        wide.fit(np.eye(500), np.arange(500) % 3)
    assert peak_memory(wide.predict_proba, np.eye(500)[:1]) < wide.coefs_[0].nbytes / 10


@pytest.mark.parametrize("layout", [
    np.ascontiguousarray, np.asfortranarray, lambda X: np.repeat(X, 2, axis=0)[::2], lambda X: X[:, ::-1][:, ::-1],
    scipy.sparse.csr_matrix, scipy.sparse.csr_array, scipy.sparse.csc_matrix, pandas.DataFrame, np.ndarray.tolist,
], ids=["C", "Fortran", "rows", "reversed", "csr", "csr array", "csc", "frame", "lists"])
def test_probabilities_are_scikit_learns_whatever_the_layout_of_X(many, layout):
    ours, theirs, X = many
    X = layout(X[:1500] * (X[:1500] > 0.8))                             # several blocks of rows, mostly zeros
    np.testing.assert_allclose(ours.predict_proba(X), theirs.predict_proba(X), rtol=1e-12)
    np.testing.assert_array_equal(ours.predict(X), theirs.predict(X))


def test_a_sparse_X_is_not_made_dense_for_a_prediction(many):
    sparse = scipy.sparse.random(50, 40_000, density=1e-3, format="csr", random_state=0)
    network = MLPClassifier((3,), solver="lbfgs", max_iter=2, random_state=0)
    with pytest.warns(ConvergenceWarning):
        network.fit(sparse[:4], [0, 1, 2, 0])
    assert peak_memory(network.predict, sparse) < 50 * 40_000 * 8 / 20


def test_a_network_of_float32_weights_answers_in_float32(many):
    ours, X = many[0], many[2][:1500]
    single = copy.copy(ours)
    single.coefs_, single.intercepts_ = ([part.astype(np.float32) for part in parts]
                                         for parts in (ours.coefs_, ours.intercepts_))
    P = single.predict_proba(X.astype(np.float32))
    assert P.dtype == np.float32 and single.predict_proba(X).dtype == np.float64
    np.testing.assert_allclose(P, ours.predict_proba(X), rtol=1e-5)     # rounding of 6e-8, a few hundred terms deep


def test_a_row_is_predicted_the_same_alone_and_among_many(many):
    ours, X = many[0], many[2][:1500]
    alone = np.vstack([ours.predict_proba(X[row:row + 1]) for row in (0, 654, 655, 656, 1499)])
    np.testing.assert_allclose(alone, ours.predict_proba(X)[[0, 654, 655, 656, 1499]], rtol=1e-12)


# weights of the examples

@needs_weights
def test_a_validation_set_without_weight_is_refused_where_scikit_learn_refuses_it(digits):
    X, y, refused = digits[0][:60], np.arange(60) % 3, 0
    for first in range(0, 60, 5):
        weights = np.zeros(60)
        weights[first:first + 5] = 1
        ours, theirs = both(early_stopping=True, batch_size=54, max_iter=1)
        try:
            theirs.fit(X, y, weights)
        except (ValueError, ZeroDivisionError):                                 # the latter before 1.9
            refused += 1
            with pytest.raises(ValueError, match="sample_weight is 0 for all 6 examples of the validation set"):
                ours.fit(X, y, weights)
        else:
            ours.fit(X, y, weights)
    assert 0 < refused < 12


# labels and data of every kind

@pytest.mark.parametrize("stack", [np.zeros((6, 4, 4)), [np.zeros((4, 4))] * 6, np.zeros((6, 4, 4, 3))],
                         ids=["images", "list of images", "colours"])
def test_images_are_told_how_they_become_rows(stack):
    y = [0, 1, 0, 1, 0, 1]
    classifier = MLPClassifier((2,), max_iter=1).fit(np.zeros((6, 16)), y)
    for call in (lambda: classifier.fit(stack, y), lambda: classifier.partial_fit(stack, y),
                 lambda: classifier.predict(stack), lambda: classifier.predict_proba(stack),
                 lambda: nn.train_in_periods(classifier, stack, y, stack, y, steps=1, batch_size=2, periods=1)):
        with pytest.raises(ValueError, match=r"Found array with dim [34].*X\.reshape\(len\(X\), -1\)"):
            call()


@pytest.mark.parametrize("train, known", [("fit", {}), ("partial_fit", {"classes": range(10)})])
def test_raw_pixels_are_warned_about_in_training_alone(train, known):
    images, digits = nn.load_mnist5k()
    X, y = images[::50].reshape(100, 784), digits[::50]
    classifier = MLPClassifier((2,), max_iter=1, random_state=0)
    for pixels in (X, X.astype(float), pandas.DataFrame(X)):
        with pytest.warns(UserWarning, match=r"raw pixels 0\.\.255.*pass X / 255\.0") as caught:
            getattr(classifier, train)(pixels, y, **known)
        assert __file__ in [one.filename for one in caught if "raw pixels" in str(one.message)]
    classifier.predict(X.astype(float))
    classifier.fit(X / 255, y)
    classifier.fit(scipy.sparse.csr_matrix(X.astype(float)), y)


@pytest.fixture
def frame(digits):
    return pandas.DataFrame(digits[0][:, 90:100], columns=[f"pixel {i}" for i in range(10)]), digits[1]


def test_a_data_frame_trains_the_same_network_and_its_columns_are_remembered(frame):
    X, y = frame
    ours, theirs = both()
    assert_same_training(ours.fit(X, pandas.Series(y)), theirs.fit(X, pandas.Series(y)), X)
    assert ours.feature_names_in_.tolist() == list(X.columns)
    assert ours.loss_curve_ == both()[0].fit(X.to_numpy(), y).loss_curve_


@pytest.mark.parametrize("kind", ["csr", "csc", "coo"])
def test_sparse_examples_give_the_same_as_dense_ones(digits, kind):
    X, y = digits
    sparse = scipy.sparse.coo_matrix(X).asformat(kind)
    ours, dense = MLPClassifier((20,), max_iter=3, random_state=3), MLPClassifier((20,), max_iter=3, random_state=3)
    # the same sums in another order
    np.testing.assert_allclose(ours.fit(sparse, y).loss_curve_, dense.fit(X, y).loss_curve_, rtol=1e-10)
    np.testing.assert_allclose(ours.predict_proba(sparse), dense.predict_proba(X), rtol=1e-9, atol=1e-12)


def test_lists_are_as_good_as_arrays(digits):
    X, y = digits
    lists = MLPClassifier((5,), max_iter=2, random_state=3).fit(X.tolist(), y.tolist())
    assert lists.loss_curve_ == MLPClassifier((5,), max_iter=2, random_state=3).fit(X, y).loss_curve_


def test_fit_changes_neither_X_nor_y(digits):
    X, y = digits[0].copy(), digits[1].copy()
    X.flags.writeable = y.flags.writeable = False
    MLPClassifier((5,), max_iter=2, random_state=3).fit(X, y)


def test_labels_in_a_column_are_taken_with_a_warning(digits):
    X, y = digits
    ours, theirs = both()
    for classifier in (ours, theirs):
        with pytest.warns(DataConversionWarning):
            classifier.fit(X, y[:, None])
    assert_same_training(ours, theirs, X)


def test_labels_that_are_texts_stay_texts_of_one_kind():
    y = np.array(["yes", "no", "no"], dtype=object)
    network = MLPClassifier((), solver="lbfgs").fit([[0.0], [1.0], [2.0]], y)
    assert network.classes_.dtype.kind == "U" and network.predict([[0.0]]).tolist() == ["yes"]
    network = MLPClassifier(()).partial_fit([[0.0], [1.0], [2.0]], y, classes=y)
    assert network.classes_.dtype.kind == "U"


@pytest.mark.parametrize("missing", [None, np.nan])
def test_a_missing_label_among_texts_is_named(missing):
    with pytest.raises(ValueError, match="Input (y )?contains N"):
        MLPClassifier((2,)).fit([[0.0], [1.0], [2.0]], np.array(["a", missing, "b"], dtype=object))


def test_a_warm_start_after_the_labels_changed_is_refused(digits):
    X, y = digits
    for classifier in both(warm_start=True, max_iter=1):
        classifier.fit(X, y)
        with pytest.raises(ValueError, match="warm_start"):
            classifier.fit(X, y % 2)


@pytest.mark.parametrize("columns", [2, 3])
def test_labels_cannot_become_a_matrix_from_one_call_to_the_next(columns):
    X, y = np.eye(3), [0, 1, 2]
    network = MLPClassifier((4,)).partial_fit(X, y, classes=y)
    with pytest.raises(ValueError, match="continue as you began"):
        network.partial_fit(X, np.eye(3)[:, :columns])


# partial_fit

@pytest.mark.parametrize("solver, there", [("sgd", True), ("adam", True), ("adagrad", True), ("lbfgs", False),
                                           ("tnc", False)])
def test_partial_fit_is_there_for_stochastic_solvers_only(solver, there):
    assert hasattr(MLPClassifier(solver=solver), "partial_fit") == there


def test_partial_fit_without_classes_at_the_first_call_is_refused(digits):
    for classifier in both():
        with pytest.raises(ValueError, match="classes must be passed on the first call"):
            classifier.partial_fit(*digits)


@pytest.mark.parametrize("first", [True, False])
def test_partial_fit_refuses_a_label_that_was_not_announced(digits, first):
    X, y = digits
    for classifier in both():
        if not first:
            classifier.partial_fit(X[y < 5], y[y < 5], classes=np.arange(5))
        with pytest.raises(ValueError, match="`y` has classes not in `self.classes_`"):
            classifier.partial_fit(X, y, classes=np.arange(5) if first else None)


def test_partial_fit_refuses_other_classes_than_at_the_first_call(digits):
    for classifier in both():
        classifier.partial_fit(*digits, classes=np.arange(10))
        with pytest.raises(ValueError, match="not the same as on last call"):
            classifier.partial_fit(*digits, classes=np.arange(11))


def test_partial_fit_refuses_classes_that_are_not_the_columns_of_several_labels():
    with pytest.raises(ValueError, match="does not fit y"):
        MLPClassifier((2,)).partial_fit(np.eye(3), [[1, 0], [0, 1], [1, 1]], classes=[0, 1, 2])


def test_partial_fit_with_early_stopping_is_refused(digits):
    for classifier in both(early_stopping=True):
        with pytest.raises(ValueError, match="early_stopping"):
            classifier.partial_fit(*digits, classes=np.arange(10))


# bad arguments

@pytest.mark.parametrize("y, message", [
    ([0.5, 1.5, 2.5], "Unknown label type"), ([[0, 1], [2, 1], [1, 0]], "(?i)multi-?output"), ([0, np.nan, 1], "NaN"),
    ([0, 1], "inconsistent numbers of samples")], ids=["continuous", "several times several", "nan", "short"])
def test_labels_that_are_not_classes_are_refused(y, message):
    with pytest.raises(ValueError, match=message):
        MLPClassifier((2,)).fit(np.eye(3), y)


@pytest.mark.parametrize("parameters", [
    {"alpha": -1.0}, {"solver": "newton"}, {"activation": "step"}, {"hidden_layer_sizes": 0},
    {"hidden_layer_sizes": (5, 0)}, {"hidden_layer_sizes": (5, -1)}, {"hidden_layer_sizes": "ab"},
    {"batch_size": "all"}, {"momentum": 1.5}, {"max_iter": 2.5}, {"random_state": "lucky"},
    {"n_iter_no_change": 0}], ids=str)
def test_bad_parameters_are_refused_as_by_scikit_learn(digits, parameters):
    for classifier in both(**parameters):
        with pytest.raises(ValueError, match=next(iter(parameters))):
            classifier.fit(*digits)


def test_a_network_before_fit_is_refused():
    with pytest.raises(NotFittedError):
        MLPClassifier().network()


def test_after_a_fit_that_was_refused_the_classifier_is_not_fitted():
    classifier = MLPClassifier((2,), early_stopping=True)
    with pytest.raises(ValueError):
        classifier.fit(np.eye(3), [0.5, 1.5, 2.5])
    with pytest.raises(NotFittedError):
        classifier.predict(np.eye(3))


@pytest.mark.parametrize("parameter", ["alpha", "clip_norm"])
def test_no_parameter_is_infinite(parameter):
    with pytest.raises(ValueError, match=f"'{parameter}' parameter"):
        MLPClassifier((2,), **{parameter: np.inf}).fit([[0.0], [1.0]], [0, 1])


@pytest.mark.parametrize("sizes", [(4.0,), np.array([4.0, 2.0]), [[4, 2]], True], ids=str)
def test_units_are_counted_in_whole_numbers(sizes):
    with pytest.raises(TypeError, match="hidden_layer_sizes must contain whole numbers"):
        MLPClassifier(sizes).fit([[0.0], [1.0]], [0, 1])


# what a process imports

WARNINGS = """
    import sys
    import warnings
    import numpy as np
    from nn import MLPClassifier
    import nn.estimator.stochastic as stochastic

    def interrupted(*arguments):
        raise KeyboardInterrupt

    X, y, before = np.arange(20.0).reshape(10, 2) / 20, np.arange(10) % 2, set(sys.modules)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        MLPClassifier((2,), max_iter=1).fit(X, y)
        MLPClassifier((2,), max_iter=1, batch_size=11).partial_fit(X, y[:, None], classes=[0, 1])
        MLPClassifier((2,), max_iter=1, solver="lbfgs").fit(X, y)
        stochastic.Workspace.loss_and_gradient = interrupted
        MLPClassifier((2,)).fit(X, y)
    print(*[warning.category.__name__ for warning in caught])
    print(*[module for module in set(sys.modules) - before if module.partition(".")[0] in ("sklearn", "scipy", "nn")])
"""


def test_a_fit_that_warns_imports_nothing_more():
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(WARNINGS)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    kinds, modules = done.stdout.split("\n")[:2]
    assert kinds.split() == ["ConvergenceWarning", "DataConversionWarning", "UserWarning", "ConvergenceWarning",
                             "UserWarning"]
    assert modules == ""


# one implementation

def test_the_classifier_predicts_what_the_courses_feedforward_gives(digits):
    X, y = digits
    for activation in ("relu", "logistic", "tanh", "identity"):
        classifier = MLPClassifier((9, 8), activation=activation, max_iter=1, random_state=0).fit(X, y)
        activations, _ = classifier.network().feedforward(X)
        np.testing.assert_allclose(classifier.predict_proba(X), activations[-1], rtol=1e-12)    # sums in another order
        np.testing.assert_array_equal(classifier.predict(X), classifier.network().predict(X))


def test_the_equations_are_written_down_a_second_time_in_the_workspace_only():
    for path in Path(nn.estimator.__file__).parent.glob("*.py"):
        source = path.read_text(encoding="utf-8")
        found = [text for text in ("np.exp(", "np.tanh(", "np.maximum(", ".T @", "np.matmul(") if text in source]
        assert bool(found) == (path.name == "workspace.py"), (path, found)     # test_workspace.py compares both
