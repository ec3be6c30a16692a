"""nn.files.prepare: a drawing or photograph of a digit, made to look like the training digits."""
import io
from pathlib import Path

import numpy as np
import PIL
import pytest
from PIL import Image

from nn.files.digits import load_mnist5k
from nn.files.networks import load_network
from nn.files.prepare import FINE, SLANT, WIDTHS, centre, fit_box, ink, prepare_digit
from nn.files.readers import load_idx
from nn.files.resize import resize, unroll_columns
from nn.files.strokes import shear, slant, stroke_width
from nn.network import predict


@pytest.fixture(scope="module")
def digits():
    """Twenty digits of MNIST, two of each class, uint8."""
    return load_mnist5k()[0][::250]


def enlarged(image, times):
    """Every pixel becomes a square of times × times pixels."""
    return np.kron(image, np.ones((times, times), dtype=image.dtype))


@pytest.mark.parametrize("pixels", [400, 784])
def test_black_on_white_and_white_on_black_are_one_digit(digits, pixels):
    for image in digits:
        row = prepare_digit(image, pixels)
        assert row.shape == (pixels,) and np.array_equal(row, prepare_digit(255 - image, pixels))


@pytest.mark.parametrize("margins", [((0, 0), (0, 0)), ((50, 3), (7, 90)), ((1, 200), (0, 0))])
def test_it_does_not_matter_where_on_the_sheet_the_digit_is(digits, margins):
    for image in digits:
        assert np.array_equal(prepare_digit(np.pad(image, margins)), prepare_digit(image))


@pytest.mark.parametrize(["gain", "paper"], [(0.5, 0), (1 / 255, 0), (0.3, 100), (-2, 255)])
def test_the_range_of_the_pixels_does_not_matter(digits, gain, paper):
    for image in digits:
        # subtracting the paper again rounds in the last digits
        np.testing.assert_allclose(prepare_digit(paper + gain * image.astype(float)), prepare_digit(image), atol=1e-12)


@pytest.mark.parametrize("times", [2, 3, 10])
def test_a_larger_drawing_of_the_same_gives_nearly_the_same(digits, times):
    """Pixels drawn as squares are blurred a little when they are shrunk again: the pictures correlate, no more."""
    for image in digits:
        assert np.corrcoef(prepare_digit(enlarged(image, times)), prepare_digit(image))[0, 1] > 0.98


def test_mnist_s_own_digits_come_out_as_they_are_but_for_the_slant(digits):
    """Slanted back, they are as before: the strokes of most are as wide as most are, and the rest is the same."""
    def upright(image):
        return centre(fit_box(shear(fit_box(image), SLANT - slant(fit_box(image)))))

    for image in digits:
        before, after = (upright(one.reshape(28, 28)) for one in (ink(image / 255), prepare_digit(image, 784)))
        assert np.corrcoef(before.ravel(), after.ravel())[0, 1] > 0.85          # one pixel aside, it is about 0.6


def test_a_slanted_digit_is_the_same_digit(digits):
    for image in digits:
        large = resize(np.pad(image / 255, 8), (220, 220)).clip(0, 1)
        for by in (-0.3, 0.3):
            slanted = np.corrcoef(prepare_digit(shear(large, by)), prepare_digit(large))[0, 1]
            assert slanted > 0.98


@pytest.mark.parametrize("width", [1, 2, 5, 20, 40])
def test_any_pen_draws_strokes_of_mnist_s_width(width):
    """A ring of 200 pixels, by a pen of 1 to 40."""
    y, x = np.indices((300, 300)) - 150
    ring = (np.abs(np.hypot(x, y) - 100) < width / 2).astype(float)
    prepared = prepare_digit(ring, 784).reshape(28, 28)
    # within a fine pixel at each edge; the coarse pixels make the edges softer and the perimeter a little shorter
    assert (WIDTHS[0] - 2) / FINE < stroke_width(prepared) < (WIDTHS[1] + 2) / FINE


def test_the_digit_is_20_pixels_long_and_its_centre_of_mass_where_mnist_has_it_on_average(digits):
    """LeCun's description; the centres of mass of the embedded digits lie within ½ of (14, 14), which is their mean."""
    def centre_of_mass(image):
        return (np.indices(image.shape) * image).sum(axis=(1, 2)) / image.sum()

    for image in digits:
        assert np.abs(centre_of_mass(image) - 14).max() <= 0.5
        prepared = prepare_digit(np.pad(enlarged(image, 3), 40), 784).reshape(28, 28)
        assert np.abs(centre_of_mass(prepared) - 14).max() <= 0.25              # of 28 pixels; a fine one is ¼
        assert max(np.ptp(indices) + 1 for indices in np.nonzero(prepared > 0.25)) in (19, 20, 21)     # its soft edge
        assert prepared.min() == 0 and prepared.max() <= 1


def test_400_pixels_are_the_784_made_smaller_and_unrolled(digits):
    for image in digits:
        large = prepare_digit(image, 784).reshape(1, 28, 28)
        assert np.array_equal(prepare_digit(image, 400), unroll_columns(resize(large, (20, 20)))[0])


def test_faint_grain_of_the_paper_is_not_ink(digits):
    grain = np.random.default_rng(0).integers(0, 30, size=(28, 28))             # below 15 % of 255
    for image in digits:
        dirty = np.where(image == 0, grain, image)
        dirty[[0, -1]], dirty[:, [0, -1]] = 0, 0                                # the paper's brightness is known
        assert np.array_equal(prepare_digit(dirty), prepare_digit(image))


@pytest.mark.parametrize("image", [
    pytest.param(np.eye(3), id="tiny"),
    pytest.param(np.pad([[1.0]], 50), id="dot"),
    pytest.param(np.pad(np.ones((80, 1)), 20), id="vertical line"),
    pytest.param(np.pad(np.ones((1, 80)), 20), id="horizontal line"),
    pytest.param(np.pad(np.eye(300), 1), id="thin diagonal"),
])
def test_any_drawing_gives_a_finite_row_with_ink_on_it(image):
    for pixels in (400, 784):
        row = prepare_digit(image, pixels)
        assert row.shape == (pixels,) and np.isfinite(row).all() and row.max() > 0


@pytest.mark.parametrize(["image", "pixels", "message"], [
    pytest.param(np.full((28, 28), 255), 400, "blank", id="white"),
    pytest.param(np.zeros((28, 28)), 784, "blank", id="black"),
    pytest.param(np.eye(28), 100, "takes 100 inputs.*400 .*784", id="pixels"),
    pytest.param(np.zeros((28, 28, 3)), 400, r"image\.shape=\(28, 28, 3\), expected \(height, width\)", id="colours"),
    pytest.param(np.zeros((28, 28, 3)), 400, r"pass image\[\.\.\., :3\]\.mean\(axis=-1\)", id="advice on colours"),
    pytest.param(Image.new("RGB", (9, 9)), 400, r'pass image\.convert\("L"\)', id="Pillow's colours"),
    pytest.param(np.zeros((5, 28, 28)), 400, "one image at a time", id="images"),
    pytest.param(np.zeros(784), 400, r"image\.shape=\(784,\).*reshape\(28, 28\)", id="row"),
    pytest.param(np.eye(28) * 1j, 400, "real", id="complex"),
    pytest.param(["photo.png"], 400, "image has dtype", id="list of paths"),
    pytest.param("photo.png", 400, r"'photo\.png', a path, .*\(PIL\.Image\.open\('photo\.png'\)", id="path"),
    pytest.param(Path("photo.png"), 400, r"np\.asarray\(PIL\.Image\.open\('photo\.png'\)", id="Path"),
    pytest.param(b"PNG" * 9999, 400, r"^image is the bytes of a file, .*\(io\.BytesIO\(image\)\)", id="bytes"),
    pytest.param(io.BytesIO(b"PNG"), 400, r"^image is a file, .*PIL\.Image\.open\(image\)", id="open file"),
    pytest.param(np.zeros((0, 28)), 400, r"image\.shape=\(0, 28\)", id="empty"),
    pytest.param(np.diag([1.0, np.nan, 1.0]), 400, "finite", id="nan"),
    pytest.param(np.diag([1.0, np.inf, 1.0]), 400, "finite", id="inf"),
])
def test_what_is_not_a_drawing_is_refused(image, pixels, message):
    with pytest.raises(ValueError, match=message):
        prepare_digit(image, pixels)


def test_what_the_advice_on_a_path_makes_is_a_digit(tmp_path, digits):
    path = str(tmp_path / "photo.png")
    Image.fromarray(digits[4]).convert("RGB").save(path)
    with pytest.raises(ValueError, match="expected the pixels in that file: ") as caught:
        prepare_digit(path)
    advised = eval(str(caught.value).partition("in that file: ")[2], {"np": np, "PIL": PIL})
    assert np.array_equal(prepare_digit(advised), prepare_digit(digits[4]))


def test_drawings_are_recognized_by_the_course_s_network_as_well_as_mnist_s_own_images(course_data):
    """Test digits, enlarged four times, black on white and off the middle of the sheet."""
    theta, layer_sizes, classes, *_ = load_network(course_data / "ex4weights.mat")
    images = load_idx(course_data / "t10k-images-idx3-ubyte.gz")[:500]
    y = load_idx(course_data / "t10k-labels-idx1-ubyte.gz")[:500]
    drawings = [np.pad(255 - enlarged(image, 4), ((70, 5), (11, 90)), constant_values=255) for image in images]

    def score(X):
        return np.mean(predict(theta, X, layer_sizes, classes) % 10 == y)      # label 10 is the digit 0

    originals = score(unroll_columns(resize(images / 255, (20, 20))))
    assert originals > 0.9                                          # or the test would show nothing
    # √(500 · 0.02) = 3 digits' chance where 2 % of the answers change; a drawing off by half a pixel loses 20
    assert score(np.array([prepare_digit(drawing) for drawing in drawings])) >= originals - 0.02


def test_light_that_falls_from_one_side_changes_nothing(digits):
    rows, columns = np.indices((84, 84))
    for image in digits[:10]:
        drawn = np.pad(np.kron(image / 255.0, np.ones((2, 2))), 14)
        lit = 0.2 + 0.003 * rows - 0.002 * columns + drawn
        np.testing.assert_allclose(prepare_digit(lit), prepare_digit(drawn), atol=1e-9)   # lstsq rounds at 1e-15 of 1


def test_a_lens_that_darkens_the_corners_changes_nothing():
    """A quadratic, as the light of a photograph is about; the hair is a tenth of what the corners lose."""
    rows, columns = np.indices((120, 90))
    hair = (np.abs(rows - 2 * columns + 30) < 2) & (rows > 20) & (rows < 100)
    lit = 1 - 0.5 * ((rows / 120 - 0.5) ** 2 + (columns / 90 - 0.4) ** 2) - 0.03 * hair
    np.testing.assert_allclose(prepare_digit(lit), prepare_digit(1.0 * hair), atol=1e-9)


@pytest.mark.parametrize("squared", [False, True])
def test_the_lines_of_the_paper_are_not_ink(digits, squared):
    lines = np.zeros((140, 140))
    lines[7::14] = 0.25
    lines[:, 7::14] = np.maximum(lines[:, 7::14], 0.25 * squared)
    for image in digits:
        drawn = np.pad(enlarged(np.where(image > 127, 1.0, 0.0), 4), 14)
        np.testing.assert_allclose(prepare_digit(np.maximum(drawn, lines)), prepare_digit(drawn), atol=0.02)


def test_a_thin_pen_is_not_faint():
    hair = np.zeros((280, 280))
    hair[40:240, 140:142] = 1
    assert prepare_digit(hair, 784).max() == 1
