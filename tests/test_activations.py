import numpy as np
import pytest
from scipy import special

from nn.activations import HIDDEN, relu, sigmoid, sigmoid_gradient, softmax, tanh

Z = np.linspace(-30, 30, 603).reshape(3, -1)


def test_sigmoid_is_half_at_zero_and_a_number_gives_a_number():
    assert sigmoid(0) == 0.5
    assert isinstance(sigmoid(0), float)


def test_sigmoid_agrees_with_scipy():
    np.testing.assert_allclose(sigmoid(Z), special.expit(Z), rtol=4e-16)     # two roundings


def test_sigmoid_is_exact_far_out_and_raises_no_warning():
    assert sigmoid([-1000, 1000, -np.inf, np.inf]).tolist() == [0, 1, 0, 1]


def test_sigmoid_of_minus_z_is_one_minus_sigmoid():
    np.testing.assert_allclose(sigmoid(-Z), 1 - sigmoid(Z), atol=2e-16)      # one rounding of a number near 1


@pytest.mark.parametrize("z", [3, [1, 2], np.array([[1, 2]], dtype=np.uint8), np.float32(0.5), np.zeros((2, 3, 4))])
def test_any_shape_and_any_kind_of_real_number_is_welcome(z):
    assert np.shape(sigmoid(z)) == np.shape(z)
    assert np.asarray(sigmoid(z)).dtype == np.float64


def test_sigmoid_does_not_wrap_unsigned_integers():
    assert sigmoid(np.array([1], dtype=np.uint8)) == sigmoid(1.0)


def test_sigmoid_leaves_its_argument_alone():
    z = Z.copy()
    sigmoid(z), sigmoid_gradient(z), softmax(z), relu(z), tanh(z)
    assert np.array_equal(z, Z)


@pytest.mark.parametrize("z", ["three", [[1, 2], [3]], np.array([None, 1.0])])
def test_what_is_not_a_number_is_refused_by_name(z):
    with pytest.raises(ValueError, match="^z "):
        sigmoid(z)


def test_sigmoid_gradient_has_its_known_values():
    assert sigmoid_gradient(0.0) == 0.25
    assert sigmoid_gradient([-1000.0, 1000.0]).tolist() == [0, 0]
    assert sigmoid_gradient(np.log(3)) == pytest.approx(3 / 16, rel=1e-15)    # sigma(log 3) = 3/4


@pytest.mark.parametrize("name", HIDDEN)
def test_each_slope_is_the_derivative_of_its_function(name):
    g, slope, _ = HIDDEN[name]
    z = Z + 0.05                                                               # not on the kink of relu
    derivative = g(z + 1e-20j).imag / 1e-20                                    # complex step
    np.testing.assert_allclose(slope(g(z)) * np.ones_like(z), derivative, atol=1e-15)


def test_sigmoid_continues_to_complex_numbers_far_out():
    assert np.isfinite(sigmoid(np.array([-1e4, 1e4]) + 1e-20j)).all()


def test_softmax_agrees_with_scipy_and_sums_to_one():
    np.testing.assert_allclose(softmax(Z), special.softmax(Z, axis=1), rtol=1e-13)   # exp(30 ulp) of rounding in z
    np.testing.assert_allclose(softmax(Z).sum(axis=1), 1, rtol=1e-15)


def test_softmax_is_the_same_when_all_z_grow_alike_however_large():
    assert np.array_equal(softmax(np.array([[1e4, 1e4 + 1]])), softmax(np.array([[0.0, 1.0]])))


def test_relu_cuts_off_below_zero():
    assert relu([-1.0, 0.0, 2.0]).tolist() == [0, 0, 2]
