"""nn.files.count_digits: several digits in one image are noticed, a digit in pieces is not."""
import numpy as np
import pytest
from test_drawn_digits import DRAWINGS

from nn.files.count_digits import count_digits
from nn.files.digits import load_mnist5k
from nn.files.readers import load_idx


def cropped(image):
    rows, columns = np.flatnonzero(image.any(axis=1)), np.flatnonzero(image.any(axis=0))
    return image[rows[0]:rows[-1] + 1, columns[0]:columns[-1] + 1]


def side_by_side(images, gap):
    """One image with digits in a row, gap pixels between them; MNIST's are 20 pixels long."""
    boxes = [cropped(image) for image in images]
    height = max(map(len, boxes))
    return np.pad(np.hstack([np.pad(box, ((height - len(box), 0), (0, gap))) for box in boxes]), 8)


@pytest.fixture(scope="module")
def images():
    return load_mnist5k()[0]


def test_none_of_the_embedded_digits_is_taken_for_several(images):
    """Among them fives whose flag is apart, and strokes that are broken."""
    assert [i for i, image in enumerate(images) if count_digits(image) != 1] == []


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_digit_is_one_however_it_is_drawn(images, name):
    drawing, _ = DRAWINGS[name]
    assert [i for i, image in enumerate(images[::25]) if count_digits(drawing(image)) != 1] == []


@pytest.mark.slow
def test_hardly_any_test_digit_is_taken_for_several(course_data):
    """Some are in pieces: a 1 or a 6 as a chain of dots, a 4 beside a stray stroke."""
    several = [count_digits(image) > 1 for image in load_idx(course_data / "t10k-images-idx3-ubyte.gz")]
    assert np.mean(several) < 0.002


@pytest.mark.parametrize("gap", [4, 6, 12])
@pytest.mark.parametrize("count", [2, 3, 6])
def test_digits_in_a_row_or_in_a_column_are_counted(images, count, gap):
    rng = np.random.default_rng(0)
    for turned in (False, True):
        found = []
        for _ in range(50):
            chosen = images[rng.integers(5000, size=count)]
            image = side_by_side(chosen.transpose(0, 2, 1) if turned else chosen, gap)
            found.append(count_digits(255 - (image.T if turned else image)))
        assert np.mean(np.array(found) > 1) >= 0.98                 # a minus-like 1 beside another digit is low
        assert np.mean(np.array(found) == count) >= 0.9


def test_the_size_of_the_image_does_not_matter(images):
    row = side_by_side(images[[100, 700, 2200]], 5)
    for times in (1, 4, 40):                                        # up to 2,000 pixels wide
        assert count_digits(np.kron(row, np.ones((times, times)))) == 3


def test_specks_and_a_pen_that_skips_are_not_digits(images):
    image = np.pad(images[2200], 20)
    image[2:5, 2:5] = image[-4:-2, -9:-2] = 255                     # dust
    assert count_digits(image) == 1
    bar = np.pad(np.ones((60, 5)), 20)
    bar[45:48] = 0                                                  # in the middle of a 1
    assert count_digits(bar) == 1
    bar[40:60] = 0
    assert count_digits(bar) == 2


@pytest.mark.parametrize("image, message", [(np.zeros((9, 9)), "blank"), ("photo.png", "a path")])
def test_what_is_not_a_drawing_is_refused(image, message):
    with pytest.raises(ValueError, match=message):
        count_digits(image)
