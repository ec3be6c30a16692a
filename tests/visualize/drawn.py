"""What the tests of pictures look at."""
from itertools import groupby

import numpy as np


def pixels(figure, image_shape=None):
    """The images in a picture of many, row by row: what is between its blank rows and columns.

    image_shape : (h, w) of an image, where it may be drawn with several pixels for each of its own
    """
    picture = picture_of(figure)
    return [reduced(picture[rows, columns], image_shape) for rows, columns in places(figure)]


def picture_of(figure):
    """The only image of a figure, nan where it is blank."""
    (image,) = [image for ax in figure.axes for image in ax.images] or [None]
    return np.full((0, 0), np.nan) if image is None else np.ma.filled(image.get_array(), np.nan)


def places(figure):
    """(rows, columns) of the picture that each image takes, as slices."""
    drawn = np.isfinite(picture_of(figure))
    return [(rows, columns) for rows in runs(drawn.any(axis=1)) for columns in runs(drawn.any(axis=0))
            if drawn[rows, columns].any()]


def runs(is_drawn):
    """Slices of consecutive places where something is drawn."""
    groups = [[*group] for drawn, group in groupby(range(len(is_drawn)), key=is_drawn.__getitem__) if drawn]
    return [slice(group[0], group[-1] + 1) for group in groups]


def reduced(block, image_shape):
    """One pixel in place of each square of equal ones."""
    if image_shape is None:
        return block
    size = len(block) // image_shape[0]
    image = block[::size, ::size]
    assert image.shape == image_shape and np.array_equal(image.repeat(size, axis=0).repeat(size, axis=1), block)
    return image


def titles(figure):
    """The texts above the images."""
    return [text.get_text() for ax in figure.axes for text in ax.texts]


def boxes_on_screen(figure):
    """(left, right, bottom, top) in pixels of the screen of each image in a picture of many."""
    figure.canvas.figure.draw_without_rendering()
    ax, = figure.axes
    corners = [ax.transData.transform([(columns.start, rows.stop), (columns.stop, rows.start)])
               for rows, columns in places(figure)]
    return [(left, right, bottom, top) for (left, bottom), (right, top) in corners]
