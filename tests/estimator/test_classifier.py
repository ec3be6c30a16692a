"""MLPClassifier as scikit-learn's users meet it: its checks and tools, labels and data of every kind, bad arguments."""
import warnings
from pathlib import Path

import numpy as np
import pytest
import scipy.sparse

pytest.importorskip("sklearn")
pandas = pytest.importorskip("pandas")

from peers import assert_same_training, both, problem  # noqa: E402
from sklearn.exceptions import DataConversionWarning, NotFittedError  # noqa: E402
from sklearn.model_selection import GridSearchCV, cross_val_score  # noqa: E402
from sklearn.pipeline import make_pipeline  # noqa: E402
from sklearn.preprocessing import StandardScaler  # noqa: E402
from sklearn.utils import get_tags  # noqa: E402
from sklearn.utils.estimator_checks import estimator_checks_generator  # noqa: E402

import nn.estimator.classifier  # noqa: E402
import nn.estimator.loss  # noqa: E402
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


def test_the_tags_say_what_it_takes():
    tags = get_tags(MLPClassifier())
    assert tags.input_tags.sparse and tags.classifier_tags.multi_label and tags.target_tags.required


# labels and data of every kind

@pytest.mark.parametrize("stack", [np.zeros((6, 4, 4)), [np.zeros((4, 4))] * 6, np.zeros((6, 4, 4, 3))],
                         ids=["images", "list of images", "colours"])
def test_images_are_told_how_they_become_rows(stack):
    y = [0, 1, 0, 1, 0, 1]
    classifier = MLPClassifier((2,), max_iter=1).fit(np.zeros((6, 16)), y)
    for call in (lambda: classifier.fit(stack, y), lambda: classifier.partial_fit(stack, y),
                 lambda: classifier.predict(stack), lambda: classifier.predict_proba(stack)):
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
    assert ours.fit(sparse, y).loss_curve_ == dense.fit(X, y).loss_curve_
    np.testing.assert_array_equal(ours.predict_proba(sparse), dense.predict_proba(X))


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


# one implementation

@pytest.mark.parametrize("solver, calls", [("lbfgs", None), ("tnc", None), ("sgd", 10), ("adam", 10), ("adagrad", 10)])
def test_the_classifier_trains_by_the_courses_feedforward_and_backpropagation(digits, solver, calls, monkeypatch):
    seen, forward, backward = [], nn.estimator.loss.forward, nn.estimator.loss.backward
    monkeypatch.setattr(nn.estimator.loss, "forward", lambda *arguments: seen.append("forward") or forward(*arguments))
    monkeypatch.setattr(nn.estimator.loss, "backward", lambda *arguments: seen.append("back") or backward(*arguments))
    MLPClassifier((5,), solver=solver, batch_size=100, max_iter=2, random_state=0).fit(*digits)
    assert seen and seen == (calls or len(seen) // 2) * ["forward", "back"]                 # 2 epochs of 5 batches


def test_the_classifier_predicts_by_the_courses_feedforward(digits, monkeypatch):
    classifier = MLPClassifier((5,), max_iter=1, random_state=0).fit(*digits)
    calls, real = [], nn.estimator.classifier.forward
    monkeypatch.setattr(nn.estimator.classifier, "forward", lambda *arguments: calls.append(1) or real(*arguments))
    classifier.predict(digits[0])
    assert len(calls) == 1


def test_no_equation_of_the_network_is_written_down_twice():
    for path in Path(nn.estimator.__file__).parent.glob("*.py"):
        source = path.read_text(encoding="utf-8")
        assert not [text for text in ("np.exp(", "np.tanh(", "np.maximum(", ".T @") if text in source], path
