"""nn.files.resize: MATLAB's imresize against Pillow and the identities of its kernel."""
import numpy as np
import pytest
from PIL import Image

from nn.files.resize import cubic, resize, resize_matrix, unroll_columns

SIZES = [(28, 20), (20, 28), (28, 28), (300, 20), (7, 31), (1, 5), (5, 1), (40, 20), (2, 3)]


# Keys' kernel

def test_the_kernel_is_1_at_0_and_0_at_every_other_integer():
    assert cubic(np.arange(-5, 6)).tolist() == [0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0]


def test_the_kernel_is_even_and_ends_at_2():
    x = np.linspace(0, 3, 301)
    assert np.array_equal(cubic(x), cubic(-x)) and not cubic(x[x >= 2]).any()


@pytest.mark.parametrize("power", [0, 1, 2], ids=["constants", "lines", "parabolas"])
def test_the_kernel_reproduces(power):
    """With a = −1/2, and no other a, Σₖ kᵖ c(x − k) = xᵖ up to p = 2; for p = 0 that is the partition of unity."""
    x, k = np.linspace(0, 1, 101)[:, None], np.arange(-2, 4)
    # six terms below 30, a rounding each
    np.testing.assert_allclose(np.sum(k ** power * cubic(x - k), axis=1), x[:, 0] ** power, atol=1e-14)


# resize

@pytest.mark.parametrize(["n_in", "n_out"], SIZES)
def test_every_output_pixel_is_a_weighted_mean(n_in, n_out):
    W = resize_matrix(n_in, n_out)
    assert W.shape == (n_out, n_in)
    np.testing.assert_allclose(W.sum(axis=1), 1, atol=1e-13)        # up to 60 weights a row


@pytest.mark.parametrize(["n_in", "n_out"], SIZES)
def test_a_constant_stays_constant(n_in, n_out):
    np.testing.assert_allclose(resize(np.full((n_in, 9), 0.7), (n_out, 4)), 0.7, atol=1e-13)


def test_an_image_of_the_requested_size_stays_as_it_is():
    image = np.random.default_rng(0).normal(size=(28, 17))
    assert np.array_equal(resize(image, (28, 17)), image)


@pytest.mark.parametrize(["n_in", "n_out"], [(20, 28), (20, 60), (60, 20), (40, 20)])
def test_a_ramp_stays_a_ramp_away_from_the_edges(n_in, n_out):
    """Enlarging keeps lines (see above), shrinking by a whole number does by symmetry."""
    centres = (np.arange(n_out) + 0.5) * n_in / n_out - 0.5
    interior = slice(int(np.ceil(2 * max(1, n_out / n_in))), -int(np.ceil(2 * max(1, n_out / n_in))))
    resized = resize_matrix(n_in, n_out) @ np.arange(n_in)
    np.testing.assert_allclose(resized[interior], centres[interior], atol=1e-12)                    # numbers up to 60


@pytest.mark.parametrize("axis", [0, 1])
def test_a_flipped_image_is_resized_to_the_flipped_result(axis):
    image = np.random.default_rng(0).normal(size=(28, 31))
    flipped = resize(np.flip(image, axis), (20, 50))                # sums in another order
    np.testing.assert_allclose(flipped, np.flip(resize(image, (20, 50)), axis), atol=1e-13)


def test_a_transposed_image_is_resized_to_the_transposed_result():
    image = np.random.default_rng(0).normal(size=(28, 31))
    np.testing.assert_allclose(resize(image.T, (50, 20)), resize(image, (20, 50)).T, atol=1e-13)


def test_a_stack_is_resized_image_by_image():
    images = np.random.default_rng(0).normal(size=(3, 28, 28))
    np.testing.assert_allclose(resize(images, (20, 20)), [resize(image, (20, 20)) for image in images], atol=1e-13)


@pytest.mark.parametrize("shape", [(20, 20), (60, 31), (7, 40), (28, 23)])
def test_resize_agrees_with_pillow(shape):
    """Pillow's kernel is the same, but at the edges it weighs the pixels there are instead of repeating the last.

    So Pillow gets the image with its edges repeated, and a box to say which part of that is the image.
    """
    image, margin = np.random.default_rng(0).normal(size=(28, 23)).astype(np.float32), 20
    theirs = Image.fromarray(np.pad(image, margin, mode="edge")).resize(
        shape[::-1], Image.Resampling.BICUBIC, box=(margin, margin, margin + 23, margin + 28))
    np.testing.assert_allclose(resize(image.astype(float), shape), theirs, atol=1e-6)               # Pillow is float32


def test_unroll_columns_is_matlab_s_colon():
    images = np.arange(12).reshape(2, 2, 3)
    assert unroll_columns(images).tolist() == [[0, 3, 1, 4, 2, 5], [6, 9, 7, 10, 8, 11]]
    assert np.array_equal(unroll_columns(images)[0], images[0].ravel(order="F"))
