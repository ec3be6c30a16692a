"""The picture of what was read in photographs."""
import numpy as np
import pytest

from nn import visualize

PHOTOGRAPH, X = np.arange(12.0).reshape(3, 4), np.arange(400.0)


def test_each_photograph_has_a_row_with_what_is_read_and_a_bar_for_each_class():
    outputs = np.array([0.1, 0.9, 0.3])
    figure = visualize.plot_readings([visualize.Reading("a.png: 2", PHOTOGRAPH, X, outputs),
                                      visualize.Reading("b.png: 3", PHOTOGRAPH, X, outputs[::-1])], ["1", "2", "3"])
    assert [part.get_suptitle() for part in figure.subfigs] == ["a.png: 2", "b.png: 3"]
    photograph, image, bars = figure.subfigs[0].axes
    assert np.array_equal(photograph.images[0].get_array(), PHOTOGRAPH)
    assert np.array_equal(image.images[0].get_array(), X.reshape(20, 20).T)         # by columns, as in exercise 4
    assert [bar.get_height() for bar in bars.patches] == outputs.tolist()
    assert [tick.get_text() for tick in bars.get_xticklabels()] == ["1", "2", "3"]
    assert [text.get_text() for text in bars.texts] == ["0.90"]                     # what the command prints, too
    assert len({bar.get_facecolor() for bar in bars.patches}) == 2                  # the largest and the others


@pytest.mark.parametrize("readings, message", [
    ([], "readings is empty"), ([visualize.Reading("a", PHOTOGRAPH, X, np.ones(2))], r"a: \(2,\) outputs for 3 names")])
def test_what_cannot_be_drawn_is_named(readings, message):
    with pytest.raises(ValueError, match=message):
        visualize.plot_readings(readings, ["1", "2", "3"])
