"""Small slips that are made by the dozen, each as a student's whole file, and what its first line says."""
import matplotlib
import numpy as np
import pytest
from forked import run

from nn import one_hot, random_init
from nn.exercises import commands
from nn.exercises.exercise import find
from nn.exercises.sandbox.calls import are_greys, call, cubes_and_products
from nn.exercises.verdict.failure import explain_failure
from nn.exercises.verdict.intermediates import first_difference
from nn.exercises.verdict.judge import judge
from nn.numerical_gradient import complex_step_gradient

NUMPY = "import numpy as np\nfrom nn import *\n"
SIZES, P = (6, 4, 3), 43


def verdict(tmp_path, name, source, seconds=10):
    """The verdict on a student's whole file for an exercise, given as text or as bytes."""
    exercise = find(name)
    path = tmp_path / f"{exercise.stem}.py"
    path.write_bytes(source if isinstance(source, bytes) else source.encode("utf-8"))
    return judge(exercise, run(path, exercise.calls, seconds))


def told(tmp_path, name, source, seconds=10):
    """What is said about a file that does not pass: its lines as one text, at most 12 of them."""
    one = verdict(tmp_path, name, source, seconds)
    assert not one.passed and len(one.lines) <= 12
    return "\n".join(one.lines)


# exercise 11: what is asked is not separable

def test_the_derivative_of_cubes_and_products_is_the_one_of_its_docstring():
    theta, c = np.array([0.9, -1.7, 0.4]), np.array([1.1, -0.7, 2.0])
    by_hand = 3 * c * theta ** 2 + [theta[1], theta[0] + theta[2], theta[1]]
    h = 1e-6
    slopes = [(cubes_and_products(theta + h * e, c) - cubes_and_products(theta - h * e, c)) / (2 * h)
              for e in np.eye(3)]
    np.testing.assert_allclose(slopes, by_hand, atol=1e-8)          # c h² and the rounding of f
    assert complex_step_gradient(np.sum, theta).shape == theta.shape


@pytest.mark.parametrize("first, second, slope", [("+=", "-=", "(one - two)"), ("-=", "+=", "(two - one)")])
def test_an_entry_that_is_moved_and_never_put_back_does_not_pass(tmp_path, first, second, slope):
    source = (f"{NUMPY}def numerical_gradient(f, theta, epsilon=1e-4):\n    t, out = theta.copy(), []\n"
              f"    for i in range(len(t)):\n        t[i] {first} epsilon\n        one = f(t)\n"
              f"        t[i] {second} 2 * epsilon\n        two = f(t)\n        out.append({slope} / (2 * epsilon))\n"
              f"    return np.array(out)\n")
    assert verdict(tmp_path, "numerical_gradient", source).slugs == ("ng-drift",)


def test_a_step_of_ones_own_is_named_with_its_size(tmp_path):
    source = (f"{NUMPY}def numerical_gradient(f, theta, epsilon=1e-4):\n    E = 0.1 * np.eye(len(theta))\n"
              f"    return np.array([(f(theta + e) - f(theta - e)) / 0.2 for e in E])\n")
    assert "you always step by 0.1" in told(tmp_path, "numerical_gradient", source)


@pytest.mark.parametrize("step", ["1e-2", "1e-3", "1e-5", "1e-8", "0.05", "0.25", "1 / 3"])
@pytest.mark.parametrize("up, down", [("theta + h * e", "theta - h * e"), ("moved(i, h)", "moved(i, -h)")])
def test_any_step_of_ones_own_is_read_off_the_points_that_were_asked(tmp_path, step, up, down):
    source = (f"{NUMPY}def numerical_gradient(f, theta, epsilon=1e-4):\n    h = {step}\n"
              f"    def moved(i, by):\n        t = theta.copy()\n        t[i] = t[i] + by\n        return t\n"
              f"    return np.array([(f({up}) - f({down})) / (2 * h) for i, e in enumerate(np.eye(len(theta)))])\n")
    one = verdict(tmp_path, "numerical_gradient", source)
    assert one.slugs == ("ng-epsilon-fixed",) and one.name.endswith(f"you always step by {eval(step):g}")


@pytest.mark.parametrize("quotient, name", [
    ("(f(theta + e / 2) - f(theta - e / 2)) / epsilon", "you step by 0.5 ε instead of ε"),
    ("(f(theta + 3 * e) - f(theta - 3 * e)) / (6 * epsilon)", "you step by 3 ε instead of ε")])
def test_a_step_that_is_a_multiple_of_epsilon_is_named_with_the_factor(tmp_path, quotient, name):
    source = (f"{NUMPY}def numerical_gradient(f, theta, epsilon=1e-4):\n"
              f"    return np.array([{quotient} for e in epsilon * np.eye(len(theta))])\n")
    assert name in told(tmp_path, "numerical_gradient", source)


@pytest.mark.parametrize("quotient, slugs", [
    ("(f(theta + h) - f(theta)) / 1e-3", {"ng-epsilon-fixed", "ng-forward"}),
    ("(f(theta - h) - f(theta + h)) / 2e-3", {"ng-epsilon-fixed", "ng-sign"}),
    ("(f(theta + h) - f(theta - h)) / 5e-3", set()),                # two and a half steps: no mistake that is known
    ("(8 * f(theta + h) - 8 * f(theta - h) - f(theta + 2 * h) + f(theta - 2 * h)) / 12e-3 + 1", set())])
def test_a_step_of_ones_own_is_named_only_where_all_else_is_known_too(tmp_path, quotient, slugs):
    source = (f"{NUMPY}def numerical_gradient(f, theta, epsilon=1e-4):\n"
              f"    return np.array([{quotient} for h in 1e-3 * np.eye(len(theta))])\n")
    assert set(verdict(tmp_path, "numerical_gradient", source).slugs) == slugs


def test_points_that_are_asked_for_other_reasons_are_not_a_step(tmp_path):
    source = (f"{NUMPY}def numerical_gradient(f, theta, epsilon=1e-4):\n    f(theta + 0.1)\n"
              f"    E = epsilon * np.eye(len(theta))\n"
              f"    return np.array([(f(theta + e) - f(theta - e)) / (2 * epsilon) for e in E])")
    assert verdict(tmp_path, "numerical_gradient", f"{source}\n").passed
    assert verdict(tmp_path, "numerical_gradient", f"{source} * 1.5\n").slugs == ()


# exercise 1: one slip, however it is written

@pytest.mark.parametrize("slug, body", [
    ("oh-no-minus-1", "return np.eye(len(classes))[y]"),
    ("oh-no-minus-1", "Y = np.zeros((len(y), len(classes)))\n    for i in range(len(y)):\n        Y[i][y[i]] = 1\n"
                      "    return Y"),
    ("oh-no-minus-1", "Y = [[0] * len(classes) for _ in y]\n    for i in range(len(y)):\n        Y[i][y[i]] = 1\n"
                      "    return np.array(Y)"),
    ("oh-minus-1", "Y = [[0] * len(classes) for _ in y]\n    for i in range(len(y)):\n        Y[i][y[i] - 1] = 1\n"
                   "    return np.array(Y)"),
    ("oh-minus-1", "return np.identity(len(classes))[np.array(y, dtype=int) - 1]")])
def test_a_one_hot_slip_has_its_name_by_identity_matrix_loop_and_list(tmp_path, slug, body):
    assert verdict(tmp_path, "one_hot", f"{NUMPY}def one_hot(y, classes):\n    {body}\n").slugs == (slug,)


# np.matrix

def test_np_matrix_is_named_where_it_keeps_two_dimensions(tmp_path):
    text = told(tmp_path, "backpropagation",
                f"{NUMPY}import nn\ndef gradient(*a):\n    return np.matrix(nn.gradient(*a))\n")
    assert "it returns an np.matrix (1, 43)" in text and "np.asarray(…).ravel()" in text


@pytest.mark.parametrize("value, text", [
    ("np.matrix(nn.cost(*a))", "an np.matrix (1, 1) of float64, expected one number (float64): np.matrix keeps two "
                               "dimensions, np.asarray(…).item() does not"),
    ("np.matrix(a[1][:, 0])", "it should be a single number: sum over both axes")])
def test_what_is_advised_for_a_matrix_is_enough(tmp_path, value, text):
    assert text in told(tmp_path, "cost", f"{NUMPY}import nn\ndef cost(*a):\n    return {value}\n")


def test_a_matrix_of_the_right_shape_is_right(tmp_path):
    source = f"{NUMPY}import nn\ndef one_hot(y, classes):\n    return np.matrix(nn.one_hot(y, classes))\n"
    assert verdict(tmp_path, "one_hot", source).passed
    assert one_hot([1, 2], (1, 2)).shape == (2, 2)


@pytest.mark.parametrize("line", ["np.sum(Theta1[:, 1:] ** 2)", "np.sum(Theta1 * Theta1)"])
def test_star_and_power_of_np_matrix_are_said_to_be_those_of_matrices(tmp_path, line):
    source = (f"{NUMPY}def regularized_cost(theta, X, Y, layer_sizes, lambda_):\n"
              f"    Theta1, Theta2 = map(np.matrix, unflatten(theta, layer_sizes))\n    return {line}\n")
    assert "np.matrix, whose * is the matrix product and ** the matrix power" in told(tmp_path, "regularized_cost",
                                                                                       source)


# what runs while the file is loaded

SIGMOID = "import numpy as np\ndef sigmoid(z):\n    return 1 / (1 + np.exp(-z))\n"


@pytest.mark.parametrize("code, line, text", [
    ("data = open('ex4data1.mat')\n", 4, "FileNotFoundError"),
    ("sigmoid()\n", 4, "TypeError"),
    ("\nsigmoid(np.ones(3) + np.ones(2))\n", 5, "ValueError"),
    ("def g():\n    return sigmoid('x')\nprint(g())\n", 6, "TypeError"),
    ("name = input()\n", 4, "remove input()"),
    ("import sys\nsys.exit()\n", 5, "remove exit()"),
    ("while True: pass\n", 4, "still running"),
    ("def g():\n    while True: pass\ng()\n", 6, "still running")])
def test_a_failure_outside_the_functions_names_that_line_and_no_call(tmp_path, code, line, text):
    said = told(tmp_path, "sigmoid", SIGMOID + code, seconds=1.5 if text == "still running" else 10)
    assert said.startswith(f"line {line}, outside the functions: ") and text in said.splitlines()[0]
    assert "everything outside the functions runs then" in said and "The call" not in said


def test_what_is_below_name_is_main_is_not_run(tmp_path):
    assert verdict(tmp_path, "sigmoid", SIGMOID + 'if __name__ == "__main__":\n    open("ex4data1.mat")\n').passed


# weights of a notebook

@pytest.mark.parametrize("body", [
    "return sigmoid(np.insert(X, 0, 1, axis=1) @ t1.T)", "T1, T2 = unflatten(theta, layer_sizes)\n    return T1 + t1"])
def test_a_global_array_whose_sizes_are_not_those_of_the_arguments_is_named(tmp_path, body):
    said = told(tmp_path, "feedforward", f"{NUMPY}t1 = np.ones((25, 401))\ndef feedforward(theta, X, layer_sizes):\n"
                                         f"    {body}\n")
    assert "t1 (25, 401) is assigned outside the function" in said.splitlines()[0]


def test_a_global_theta_is_named_where_only_the_numbers_are_wrong(tmp_path):
    said = told(tmp_path, "regularized_cost",
                f"{NUMPY}theta = np.ones(10285)\ndef penalty():\n    return np.sum(theta ** 2)\n"
                f"def regularized_cost(weights, X, Y, layer_sizes, lambda_):\n"
                f"    return cost(weights, X, Y, layer_sizes) + penalty()\n")
    assert said.startswith("the array theta (10285,) is assigned outside the function")


@pytest.mark.parametrize("body, sizes", [
    ("return -np.sum(Y * np.log(feedforward(theta, X, s)[0][-1])) / m", "the number m = 5000 is assigned outside"),
    ("return np.hstack([np.ones((m, 1)), X])", "the number m = 5000 is assigned outside"),
    ("K = num_labels\n    return sum(Y[0, k] for k in range(K))", "the number num_labels = 10 is assigned outside"),
    ("return theta[:hidden_size * (n + 1)].reshape(hidden_size, n + 1)",
     "the numbers hidden_size = 25 and n = 400 are assigned outside")])
def test_a_size_of_the_notebook_is_named(tmp_path, body, sizes):
    """Also where only the numbers are wrong, and where another line fails than the one that reads it."""
    said = told(tmp_path, "cost", f"{NUMPY}m, n, hidden_size, num_labels = 5000, 400, 25, 10\n"
                                  f"def cost(theta, X, Y, s):\n    {body}\n")
    assert sizes in said.splitlines()[0]


@pytest.mark.parametrize("name, number", [("seed", 5000), ("m", 11), ("hidden_size", 5), ("epochs", 400), ("m", 0.5)])
def test_another_number_of_the_notebook_is_not_taken_for_a_size(tmp_path, name, number):
    said = told(tmp_path, "cost", f"{NUMPY}{name} = {number}\ndef cost(theta, X, Y, s):\n    return 7.5 * {name}\n")
    assert "outside" not in said


def test_a_global_constant_is_not_taken_for_the_weights(tmp_path):
    said = told(tmp_path, "cost", f"{NUMPY}EYE = np.eye(10)\ndef cost(theta, X, Y, s):\n    return 2 * EYE[0, 0]\n")
    assert "EYE" not in said


def test_a_name_of_another_cell_is_said_to_be_unknown_and_a_missing_import_is_spelled_out(tmp_path):
    begin = "def sigmoid(z):\n    return "
    assert "t1 is neither an argument nor assigned here" in told(tmp_path, "sigmoid", f"{begin}t1\n")
    assert "from scipy.special import expit" in told(tmp_path, "sigmoid", f"{begin}expit(z)\n")
    assert "import numpy as np" in told(tmp_path, "sigmoid", f"{begin}np.exp(z)\n")
    assert "np.exp" in told(tmp_path, "sigmoid", f"{begin}exp(z)\n")
    assert "diff is neither an argument nor" in told(tmp_path, "sigmoid", f"{begin}z - diff\n")
    assert "from nn import one_hot" in told(tmp_path, "sigmoid", f"{begin}one_hot(z)\n")


# names that say no more than the numbers do

@pytest.mark.parametrize("hidden", ["np.c_[np.zeros(len(X)), a2] @ T2.T", "a2 @ T2[:, 1:].T"])
def test_a_bias_unit_of_0_and_biases_that_are_cut_off_share_a_name_that_is_true_of_both(tmp_path, hidden):
    source = (f"{NUMPY}def feedforward(theta, X, layer_sizes):\n    T1, T2 = unflatten(theta, layer_sizes)\n"
              f"    z2 = np.c_[np.ones(len(X)), X] @ T1.T\n    a2 = sigmoid(z2)\n    z3 = {hidden}\n"
              f"    return [X, a2, sigmoid(z3)], [z2, z3]\n")
    assert "the hidden bias unit is 0, or column 0 of Theta2 is cut off" in told(tmp_path, "feedforward", source)


@pytest.mark.parametrize("delta2", ["delta3 @ T2[:, 1:] * A2 * (1 - A2)", "delta3 @ T2 * a2 * (1 - a2)"])
def test_ones_in_a2_and_the_bias_column_of_theta2_share_a_name_that_is_true_of_both(tmp_path, delta2):
    source = (f"{NUMPY}def gradient(theta, X, Y, layer_sizes):\n    T1, T2 = unflatten(theta, layer_sizes)\n"
              f"    (a1, a2, a3), zs = feedforward(theta, X, layer_sizes)\n    delta3 = a3 - Y\n"
              f"    A1, A2 = np.c_[np.ones(len(X)), a1], np.c_[np.ones(len(X)), a2]\n    delta2 = {delta2}\n"
              f"    return flatten([delta2.T @ A1, delta3.T @ A2]) / len(X)\n")
    assert "the bias unit is still part of one factor of delta2" in told(tmp_path, "backpropagation", source)


# Octave's signs

@pytest.mark.parametrize("line, text", [
    ("return 1 ./ (1 + np.exp(-z))", "./ is Octave's"),
    ("return z.*z", ".* is Octave's"),
    ("return z .^ 2", ".^ is Octave's"),
    ("return z'", "Octave's A' is A.T"),
    ("return z ^ 2", "a power is **"),
    ("return (1 + np.exp(-z)) ^ -1", "a power is **"),
    ("% the sigmoid of z", "in Python it is #"),
    ("g = 0;  % initialize g", "in Python it is #"),
    ("lambda = 1", "lambda is a reserved word of Python and cannot be a name: write lambda_"),
    ("return lambda * z", "lambda is a reserved word"),
    ("if z ~= 0: return z", "!= in Python"),
    ("for i = 1:3", "for i in range(m):"),
    ("return size(z, 1)", "is X.shape[0] in NumPy"),
    ("return length(z)", "len(y) in Python"),
    ("end", "a block ends where its indentation ends"),
    ("return [ones(3, 1) z]", "np.hstack([A, B])")])
def test_a_sign_of_octaves_is_said_in_numpy(tmp_path, line, text):
    first = told(tmp_path, "sigmoid", f"import numpy as np\ndef sigmoid(z):\n    {line}\n").splitlines()[0]
    assert text in first, first


@pytest.mark.parametrize("line, text", [
    ("X(0, 1)", "Octave's X(i, k) is X[i, k] in NumPy"), ("np.ones(len(X), 1)", "np.ones((len(X), 1)) in NumPy"),
    ("np.zeros(m, 1)", "np.zeros((m, 1)) in NumPy")])
def test_octaves_round_brackets_are_said_in_numpy(tmp_path, line, text):
    source = f"import numpy as np\ndef cost(theta, X, Y, layer_sizes):\n    m = len(X)\n    return {line}\n"
    assert text in told(tmp_path, "cost", source).splitlines()[0]


@pytest.mark.parametrize("name, line, text", [
    ("predict", "return classes(h.argmax(axis=1))", "classes is a tuple: Octave's classes(i) is classes[i] in Python"),
    ("predict", "return a(2).argmax(axis=1)", "a is a list: Octave's a(i) is a[i]"),
    ("predict", "g = h\n    g(1) = 2", "Octave's g(i) is g[i]"),
    ("predict", "g(i, 1) += 2", "Octave's g(i) is g[i]"),
    ("predict", "m, p = np.max(h, axis=1)", "m, p = A.max(axis=1), A.argmax(axis=1)"),
    ("predict", "[m, p] = h.min(axis=1)", "m, p = A.min(axis=1), A.argmin(axis=1)"),
    ("predict", "return h.argmax(axis=2)", "Octave's sum(A, 2) is np.sum(A, axis=1)"),
    ("predict", "return h.reshape(np.sqrt(33), -1)", "use // or int(…)"),
    ("predict", "return [h[i] for i in range(len(h) / 2)]", "use // or int(…)"),
    ("predict", "a1, a2, a3 = feedforward(theta, X, layer_sizes)", "feedforward returns two lists"),
    ("predict", "return flatten(h, h)", "flatten takes one list of the matrices"),
    ("predict", "return a[3]", "the list is shorter than that. Python counts from 0"),
    ("predict", "import matplotlib.figure\n    matplotlib.figure.Figure().add_subplot(1, 3, 0)", "counted from 1"),
    ("predict", "return np.random.default_rng(0).rand(3)", "it is rng.random((m, n))")])
def test_a_habit_of_octaves_is_said_in_numpy(tmp_path, name, line, text):
    source = (f"{NUMPY}def predict(theta, X, layer_sizes, classes):\n    a, z = feedforward(theta, X, layer_sizes)\n"
              f"    h = a[-1]\n    {line}\n")
    first = told(tmp_path, name, source).splitlines()[0]
    assert text in first and "nown mistake" not in first


@pytest.mark.parametrize("line", [
    "return np.max(h, axis=1)(0)", "return print(classes)(3)", "x, y = (max(1, 2), 2, 3)", "return h.sum(axis=3)",
    "x = 1.5\n    return x.shape"])
def test_another_error_is_not_said_to_be_a_habit_of_octaves(tmp_path, line):
    source = (f"{NUMPY}def predict(theta, X, layer_sizes, classes):\n"
              f"    h = feedforward(theta, X, layer_sizes)[0][-1]\n    {line}\n")
    assert not any(word in told(tmp_path, "predict", source).splitlines()[0] for word in ("Octave", "single number"))


@pytest.mark.parametrize("line", [
    "g = np.zeros(z.shape)", "for x in z: pass", "g = len(z)", "g = z[0]", "g = z.copy()"])
def test_an_argument_that_is_a_single_number_is_said_to_be_one(tmp_path, line):
    source = f"import numpy as np\ndef sigmoid(z):\n    {line}\n    return 1 / (1 + np.exp(-z))\n"
    assert "z is a single number here: np.asarray(z)" in told(tmp_path, "sigmoid", source).splitlines()[0]


@pytest.mark.parametrize("line, kind", [
    ("return print('it's done')", "transpose"), ("return f'{z", "transpose"),
    ("return f(lambda x: x, )) ", "reserved"), ("x = 2. * (", "Octave"),
    ("if len(z) % 2 = 0: return z", "comment")])
def test_a_line_without_octaves_signs_is_not_said_to_have_them(tmp_path, line, kind):
    assert kind not in told(tmp_path, "sigmoid", f"import numpy as np\ndef sigmoid(z):\n    {line}\n").splitlines()[0]


def test_star_between_sizes_of_a_matrix_product_is_said_to_be_entry_by_entry(tmp_path):
    source = (f"{NUMPY}def gradient(theta, X, Y, layer_sizes):\n    T1, T2 = unflatten(theta, layer_sizes)\n"
              f"    return Y * T2[:, 1:]\n")
    assert "the matrix product of (11, 3) and (3, 4) is @" in told(tmp_path, "backpropagation", source)


# a small number in the logarithm

@pytest.mark.parametrize("number", ["1e-3", "1e-5", "1e-6"])
@pytest.mark.parametrize("off", ["1 - a3 + {}", "1 - (a3 + {})"])
def test_a_small_number_in_the_logarithm_is_named(tmp_path, number, off):
    source = (f"{NUMPY}def cost(theta, X, Y, layer_sizes):\n    a3 = feedforward(theta, X, layer_sizes)[0][-1]\n"
              f"    return -np.sum(Y * np.log(a3 + {number}) + (1 - Y) * np.log({off.format(number)})) / len(X)\n")
    assert verdict(tmp_path, "cost", source).slugs == ("cost-small-number",)


# files that are not what they seem

def test_a_return_inside_the_loop_of_unflatten_is_named(tmp_path):
    source = (f"{NUMPY}def unflatten(theta, layer_sizes):\n    out, i = [], 0\n"
              f"    for a, b in zip(layer_sizes, layer_sizes[1:]):\n        j = i + b * (a + 1)\n"
              f"        out.append(theta[i:j].reshape(b, a + 1))\n        i = j\n        return out\n")
    assert verdict(tmp_path, "flatten", source).slugs == ("u-return-in-loop",)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le"])
def test_a_file_in_utf_16_is_told_so(tmp_path, encoding):
    data = SIGMOID.encode(encoding) if encoding == "utf-16" else b"\xff\xfe" + SIGMOID.encode(encoding)
    assert "saved in UTF-16" in told(tmp_path, "sigmoid", data)


def test_a_notebook_saved_as_py_is_told_so(tmp_path):
    source = '{"cells": [{"cell_type": "code", "source": ["def sigmoid(z):\\n"], "outputs": null}], "nbformat": 4}'
    assert told(tmp_path, "sigmoid", source).startswith("the file is a notebook")


@pytest.mark.parametrize("outer, text", [
    ("def helper(z):\n    return z\n\n    ", "inside a function, helper"), ("class Network:\n    ", "inside a class")])
def test_a_function_that_is_nested_by_its_indentation_is_found(tmp_path, outer, text):
    said = told(tmp_path, "sigmoid", f"{outer}def sigmoid(z):\n        return z\n")
    assert said.startswith("line ") and text in said


def test_a_function_of_another_name_is_named(tmp_path):
    assert "but nnCostFunction" in told(tmp_path, "cost", "def nnCostFunction(theta):\n    return 0\n")


def test_other_parameters_are_told_those_of_the_exercise(tmp_path):
    said = told(tmp_path, "cost", "def cost(nn_params, n, h, K, X, y):\n    return 0\n")
    assert "cost(theta, X, Y, layer_sizes)" in said.splitlines()[0]


@pytest.mark.parametrize("options", ['{"maxfun": max_evaluations}', '{"maxiter": max_evaluations}'])
def test_tncs_words_for_cg_are_named(tmp_path, options):
    source = (f"from scipy.optimize import minimize\ndef train_with_tnc(f, theta, max_evaluations):\n"
              f"    return minimize(f, theta, jac=True, method='CG', options={options}).x\n")
    assert verdict(tmp_path, "train", source).slugs == ("t-cg",)


# what is returned

def test_what_is_printed_instead_of_returned_is_told_so(tmp_path):
    assert "prints something instead of returning it" in told(tmp_path, "sigmoid",
                                                              SIGMOID.replace("return ", "g = ") + "    print(g)\n")


def test_the_right_item_of_a_pair_is_named(tmp_path):
    said = told(tmp_path, "cost", "import nn\ndef cost(*a):\n    return nn.cost(*a), nn.gradient(*a)\n")
    assert "item 0 of it is right, return that one alone" in said


# constants that name themselves

@pytest.mark.parametrize("number, name, text", [
    ("X.shape[0] / Y.shape[1]", "m/K", "divided by K, the number of classes, instead of m"),
    ("1 / Y.size", "1/(m·K)", "divided by m·K once more"), ("Y.shape[1]", "K", "K times as large"),
    ("0", "", "all numbers are 0: the result is never filled in")])
def test_a_constant_factor_is_the_headline(tmp_path, number, name, text):
    source = f"import nn\ndef cost(theta, X, Y, s):\n    return {number} * nn.cost(theta, X, Y, s)\n"
    exercise = find("cost")._replace(mistakes=[])
    path = tmp_path / "answer.py"
    path.write_text(source, encoding="utf-8")
    first = judge(exercise, run(path, exercise.calls)).lines[0]
    assert text in first and (not name or f"= {name} everywhere" in first)


@pytest.mark.parametrize("penalty, text", [
    ("lambda_ ** 2 / m", "λ counts twice"), ("lambda_ / m ** 2", "the penalty is divided by m twice"),
    ("lambda_ / Y.size", "the penalty is divided by K, too")])
@pytest.mark.parametrize("name", ["regularized_cost", "regularized_gradient"])
def test_a_factor_of_the_penalty_is_the_headline(tmp_path, penalty, text, name):
    plain = name.removeprefix("regularized_")
    source = (f"import nn\ndef {name}(theta, X, Y, s, lambda_):\n    m = len(X)\n    J = nn.{plain}(theta, X, Y, s)\n"
              f"    return J + {penalty} * (nn.{name}(theta, X, Y, s, 1.0) - J) * m\n")
    exercise = find(name)._replace(mistakes=[])
    path = tmp_path / "answer.py"
    path.write_text(source, encoding="utf-8")
    assert judge(exercise, run(path, exercise.calls)).lines[0].startswith(text)


@pytest.mark.parametrize("number, name, zero", [(6, "cost", "0"), (10, "gradient", "np.zeros(len(theta), dtype=int)")])
def test_whole_zeros_are_told_that_nothing_was_filled_in_and_not_about_their_dtype(tmp_path, number, name, zero):
    said = told(tmp_path, number, f"{NUMPY}def {name}(theta, X, Y, s):\n    return {zero}\n")
    assert said.startswith("all numbers are 0: the result is never filled in")


@pytest.mark.parametrize("examples, after, text", [
    ("range(len(X))", "        ", "of a2, only row 0 is filled in, all others are 0: does a return inside the loop"),
    ("range(1, len(X))", "    ", "of a2, row 0 is never filled in: Python counts from 0."),
    ("range(len(X) - 1)", "    ", "of a2, the last row is never filled in"),
    ("range(0, len(X), 2)", "    ", "of a2, some rows are never filled in.")])
def test_rows_that_a_loop_leaves_empty_are_the_headline(tmp_path, examples, after, text):
    source = (f"{NUMPY}def feedforward(theta, X, layer_sizes):\n    T1, T2 = unflatten(theta, layer_sizes)\n"
              f"    a2, a3, z2, z3 = [np.zeros((len(X), size)) for size in 2 * layer_sizes[1:]]\n"
              f"    for i in {examples}:\n        z2[i] = T1 @ np.append(1, X[i])\n        a2[i] = sigmoid(z2[i])\n"
              f"        z3[i] = T2 @ np.append(1, a2[i])\n        a3[i] = sigmoid(z3[i])\n"
              f"{after}return [X, a2, a3], [z2, z3]\n")
    assert told(tmp_path, "feedforward", source).startswith(text)


# two functions in one file

def test_a_mistake_in_each_of_two_functions_is_named_even_where_both_end_in_an_error(tmp_path):
    source = (f"{NUMPY}def flatten(Thetas):\n    Theta1, Theta2 = Thetas\n"
              f"    return np.append(Theta1.ravel(), Theta2.ravel())\n"
              f"def unflatten(theta, layer_sizes):\n    n, h, K = layer_sizes\n    end = h * (n + 1)\n"
              f"    return [theta[:end].reshape(h, n + 1), theta[end:].reshape(K, h + 1)]\n")
    assert verdict(tmp_path, "flatten", source).slugs == ("fl-unpacked", "u-unpacked")


# what is written into theta

@pytest.mark.parametrize("place, value, slug", [
    ("0, :", 0, "first-row"), (":, 1", 0, "column-1"), (":, -1", 0, "last-column"), (":, 0", 1, "ones-column")])
@pytest.mark.parametrize("before", [True, False])
@pytest.mark.parametrize("name, form", [
    ("regularized_cost", "/ 2 * (np.sum(T1 ** 2) + np.sum(T2 ** 2))"),
    ("regularized_gradient", "* np.append(T1.ravel(), T2.ravel())")])
def test_a_wrong_place_that_is_written_into_theta_is_one_mistake(tmp_path, place, value, slug, before, name, form):
    data = f"    data = nn.{name.removeprefix('regularized_')}(theta, X, Y, s)\n"
    source = (f"{NUMPY}import nn\ndef {name}(theta, X, Y, s, lambda_):\n{data * before}"
              f"    T1, T2 = unflatten(theta, s)\n    T1[{place}] = T2[{place}] = {value}\n{data * (not before)}"
              f"    return data + lambda_ / len(X) {form}\n")
    assert [one.partition("-")[2] for one in verdict(tmp_path, name, source).slugs] == [f"{slug}-of-theta"]


# exercise 9: facts are numbers

# errors that several mistakes end in

@pytest.mark.parametrize("body, slug", [
    ("return np.array(classes)[a[3].argmax(axis=1)]", ""), ("return np.array(classes)[np.argmax(z[2], axis=1)]", ""),
    ("return np.array([classes[i] for i in h.argmax(axis=0)])", ""),
    ("return np.array([classes[i + 1] for i in h.argmax(axis=1)])", ""),
    ("return np.array(classes)[h.argmax(axis=1) + 1]", "p-moved-up"),
    ("return [max(range(1, h.shape[1] + 1), key=lambda k: row[k]) for row in h]", "p-moved-up"),
    ("p = np.zeros(len(X))\n    p[:] = h.argmax(axis=1)\n    return np.array(classes)[p]", "p-max-as-index"),
    ("return [classes[max(row)] for row in h]", "p-max-as-index"),
    ("return np.array(classes)[np.argmax(a, axis=1)]", "p-no-unpacking"),
    ("return np.array(classes)[(a, z)[-1].argmax(axis=1)]", "p-no-unpacking"),
    ("return classes[list(h.argmax(axis=1))]", "p-tuple-index")])
def test_an_error_gets_a_name_only_where_it_is_true_of_all_that_end_in_it(tmp_path, body, slug):
    source = (f"{NUMPY}def predict(theta, X, layer_sizes, classes):\n    a, z = feedforward(theta, X, layer_sizes)\n"
              f"    h = a[-1]\n    {body}\n")
    assert "".join(verdict(tmp_path, "predict", source).slugs) == slug


def test_an_error_that_does_not_tell_in_which_function_it_happened_is_not_said_to_be_in_one(tmp_path):
    source = (f"{NUMPY}import math\ndef cost(theta, X, Y, layer_sizes):\n"
              f"    return -np.sum(Y * math.log(feedforward(theta, X, layer_sizes)[0][-1])) / len(X)\n")
    assert verdict(tmp_path, "cost", source).name == "Known mistake: an array is used where only a single number can be"


@pytest.mark.parametrize("body, slugs", [
    ("return (f(theta + epsilon) - f(theta - epsilon)) / (2 * epsilon)", ["ng-all-entries"]),
    ("e = np.zeros(len(theta))\n    for i in range(len(theta)):\n        e[i] = epsilon\n"
     "        g = (f(theta + e) - f(theta - e)) / (2 * epsilon)\n    return g", ["ng-drift", "ng-one-number"])])
def test_all_entries_at_once_are_told_from_entries_that_are_left_moved_in_a_loop(tmp_path, body, slugs):
    source = f"{NUMPY}def numerical_gradient(f, theta, epsilon=1e-4):\n    {body}\n"
    assert sorted(verdict(tmp_path, "numerical_gradient", source).slugs) == slugs


def test_what_was_drawn_is_said_in_numbers(tmp_path):
    said = told(tmp_path, "random_init", f"{NUMPY}def random_init(sizes, rng, epsilon=0.12):\n"
                                         f"    n, h, K = sizes\n    e = (6 / (n + h)) ** 0.5\n"
                                         f"    return rng.uniform(-e, e, h * (n + 1) + K * (h + 1))\n")
    assert "Yours lie between -0.7" in said and "epsilon = 0.5 asks for -0.5 to 0.5" in said


@pytest.mark.parametrize("draw, slugs", [
    ("rng.uniform(-0.1, 0.1, p)", {"init-epsilon-fixed"}), ("0.01 * rng.standard_normal(p)", {"init-normal"}),
    ("np.random.rand(p) * 2 * epsilon - epsilon", {"init-global"}),
    ("np.random.rand(p) * 2 * 0.12 - 0.12", {"init-global", "init-epsilon-fixed"})])
def test_a_draw_is_known_by_its_distribution_its_scale_and_its_generator(tmp_path, draw, slugs):
    source = (f"{NUMPY}def random_init(sizes, rng, epsilon=0.12):\n    n, h, K = sizes\n"
              f"    p = h * (n + 1) + K * (h + 1)\n    return {draw}\n")
    assert set(verdict(tmp_path, "random_init", source).slugs) == slugs


def test_what_was_drawn_is_said_in_numbers_beside_a_known_mistake_too(tmp_path):
    said = told(tmp_path, "random_init", f"{NUMPY}def random_init(sizes, rng, epsilon=0.12):\n"
                                         f"    n, h, K = sizes\n"
                                         f"    return 0.01 * rng.standard_normal(h * (n + 1) + K * (h + 1))\n")
    assert said.startswith("Known mistake") and "standard deviation of 0.01" in said and "asks for -3.0 to 3.0" in said
    assert random_init(SIZES, np.random.default_rng(0)).shape == (P,)


# what is computed on the way

PASS = (f"{NUMPY}def gradient(theta, X, Y, layer_sizes):\n    m = len(X)\n    Theta1, Theta2 = unflatten(theta, "
        "layer_sizes)\n    a1 = np.c_[np.ones(m), X]\n    z2 = a1 @ Theta1.T\n    a2 = np.c_[np.ones(m), sigmoid(z2)]\n"
        "    a3 = sigmoid(a2 @ Theta2.T)\n    delta3 = a3 - Y\n"
        "    delta2 = delta3 @ Theta2[:, 1:] * sigmoid_gradient(z2)\n"
        "    return flatten([delta2.T @ a1 / m, delta3.T @ a2 / m])\n")


@pytest.mark.parametrize("right, wrong, text", [
    ("sigmoid_gradient(z2)", "np.cos(z2)", "delta2 is the first value on the way that differs"),
    ("sigmoid(z2)]", "np.cos(z2)]", "a1 and z2 are as expected; a2 is the first value on the way that differs"),
    ("flatten([delta2.T @ a1 / m, delta3.T @ a2 / m])", "theta + delta2.sum()", "look at what follows"),
    ("X]", "X ** 3]", "a1 is the first value on the way that differs")])
def test_the_first_value_on_the_way_that_differs_is_named(tmp_path, right, wrong, text):
    assert PASS.count(right) == 1 and verdict(tmp_path, "backpropagation", PASS).passed
    assert text in told(tmp_path, "backpropagation", PASS.replace(right, wrong)).splitlines()[0]


def test_a_loop_over_the_examples_is_looked_into_as_well(tmp_path):
    loop = (f"{NUMPY}def cost(theta, X, Y, layer_sizes):\n    T1, T2 = unflatten(theta, layer_sizes)\n    J = 0\n"
            f"    for i in range(len(X)):\n        a1 = np.append(1, X[i])\n"
            f"        a2 = np.append(1, np.cos(T1 @ a1))\n        a3 = sigmoid(T2 @ a2)\n"
            f"        J -= Y[i] @ np.log(a3) + (1 - Y[i]) @ np.log(1 - a3)\n    return J / len(X)\n")
    assert "a1 is as expected; a2 is the first" in told(tmp_path, "cost", loop).splitlines()[0]
    assert verdict(tmp_path, "cost", loop.replace("np.cos", "sigmoid")).passed


def test_books_in_which_z_is_the_activation_and_an_error_before_its_slope_are_not_said_to_differ(tmp_path):
    source = (PASS.replace("z2", "pre").replace("a2", "z2").replace("pre", "a2")
              .replace("delta3 @ Theta2[:, 1:] * sigmoid_gradient(a2)", "delta3 @ Theta2[:, 1:]\n    "
                       "back = delta2 * sigmoid_gradient(a2)").replace("delta2.T", "back.T")).replace("/ m])", "])")
    first = told(tmp_path, "backpropagation", source.replace("flatten([", "np.sin(theta) + flatten([")).splitlines()[0]
    assert "differs" not in first and "look at what follows" in first


def test_values_of_another_shape_and_arrays_of_other_names_are_left_out():
    exercise = find("cost")
    names = ("theta", "X", "Y", "layer_sizes")
    assert first_difference(exercise.calls[0], names, [("a2", np.ones((5, 5))), ("b", np.ones((11, 4)))]) == ""
    assert first_difference(call("f", 1.0), ("z",), [("a2", np.ones((11, 4)))]) == ""


# time

def test_the_message_about_time_names_the_option(tmp_path):
    said = told(tmp_path, "sigmoid", "def sigmoid(z):\n    while True: pass\n", seconds=1)
    assert "nn check 3 --seconds 10 gives it more time" in said.splitlines()[0]


@pytest.mark.parametrize("name, terminal, expected", [
    ("my_network", True, "Exercise 15 is running; it may take up to 60 s …"), ("my_network", False, ""),
    ("sigmoid", True, "")])
def test_on_a_terminal_a_slow_exercise_is_said_to_be_running_until_it_has_ended(name, terminal, expected, capsys,
                                                                                monkeypatch):
    monkeypatch.setattr("sys.stderr.isatty", lambda: terminal)
    with commands.waiting(find(name), None):
        assert capsys.readouterr().err == expected
    assert capsys.readouterr().err.strip("\r ") == ""


def test_a_failure_of_any_exercise_is_explained():
    failed = run("/nowhere.py", find("train").calls)[0].failure
    assert "FileNotFoundError" in next(explain_failure(find("train").calls[0], failed, find("train")))


@pytest.mark.parametrize("name, greys", [("gray", True), ("Greys_r", True), ("binary_r", True), ("gist_yarg_r", True),
                                         ("gray_r", False), ("Greys", False), ("bone", False), ("viridis", False)])
def test_greys_are_colours_from_black_to_white_whatever_their_name(name, greys):
    assert are_greys(matplotlib.colormaps[name](np.linspace(0, 1, 21))[:, :3]) is greys


# what is said beside a name, and without one

def test_beside_a_known_mistake_there_is_no_advice_on_what_it_causes(tmp_path):
    """y[i] − 1 of a label 0 overflows in uint8, but whoever looks labels up in classes subtracts nothing."""
    source = (f"{NUMPY}def one_hot(y, classes):\n    Y = np.zeros((len(y), len(classes)))\n"
              f"    for i in range(len(y)):\n        Y[i, y[i] - 1] = 1\n    return Y\n")
    one = verdict(tmp_path, "one_hot", source)
    assert one.slugs == ("oh-minus-1",) and one.advice == ()


def test_a_warning_that_no_known_mistake_causes_is_advice(tmp_path):
    source = f"{NUMPY}def sigmoid(z):\n    np.log(np.zeros(1))\n    return 0.3 * z\n"
    assert verdict(tmp_path, "sigmoid", source).advice


def test_equal_numbers_are_told_so_before_their_sign(tmp_path):
    source = f"{NUMPY}def random_init(layer_sizes, rng, epsilon=0.12):\n    return np.full(43, -0.1)\n"
    said = told(tmp_path, "random_init", source).splitlines()
    assert said[0] == "this should be true, but is not: all numbers are different. Yours: all the same."
    assert said[1] == "This should be true, but is not: there are numbers above 0."


def test_what_is_not_an_array_of_numbers_is_not_told_about_their_signs(tmp_path):
    source = f"{NUMPY}def random_init(layer_sizes, rng, epsilon=0.12):\n    return rng.uniform(-epsilon, epsilon)\n"
    said = told(tmp_path, "random_init", source)
    assert "flat array with one number for each weight" in said and "numbers below 0" not in said


def test_one_network_is_right_and_two_are(tmp_path):
    source = ("import nn\ndef regularized_cost(theta, X, Y, layer_sizes, lambda_):\n"
              "    J = nn.regularized_cost(theta, X, Y, layer_sizes, lambda_)\n"
              "    return J + lambda_ * {} * theta[3]\n")
    for which, text in (("7", "1 of 4 networks is right"), ("(len(X) > 11)", "2 of 4 networks are right")):
        assert f"{text}; this one is not" in told(tmp_path, "regularized_cost", source.format(which))


# exercise 14: a picture is what one sees

@pytest.mark.parametrize("pixels, low, high, slugs", [
    ("W[i] / w", "-1", "1", ()), ("3 - W[i]", "3 - w", "3 + w", None), ("7 + 2 * W[i]", "7 - 2 * w", "7 + 2 * w", ()),
    ("W[i] / w", "-w", "w", None), ("W[i] / np.abs(W[i]).max()", "-1", "1", ("v-own-largest",)),
    ("W[i] / np.abs(Theta1).max()", "-1", "1", ("v-largest-with-bias",)),
    ("(W[i] - W[i].min()) / np.ptp(W[i])", "0", "1", ("v-own-scale",))])
def test_pixels_may_be_scaled_with_their_limits_alike_in_all_images(tmp_path, pixels, low, high, slugs):
    """slugs : () where it passes, None for a mistake without a name"""
    source = (f"import numpy as np\nimport matplotlib.pyplot as plt\ndef draw_hidden_units(Theta1):\n"
              f"    W = Theta1[:, 1:]\n    w, side = np.abs(W).max(), int(W.shape[1] ** 0.5)\n"
              f"    figure, axes = plt.subplots(len(W))\n    for i in range(len(W)):\n"
              f"        axes[i].imshow(({pixels}).reshape(side, side).T, cmap='gray', vmin={low}, vmax={high})\n"
              f"    return figure\n")
    one = verdict(tmp_path, "draw_hidden_units", source)
    assert one.passed == (slugs == ()) and one.slugs == (slugs or ()), one.lines
