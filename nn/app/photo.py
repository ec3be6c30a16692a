"""Image files as matrices of grey values."""
from __future__ import annotations

import os
import warnings
from typing import TYPE_CHECKING

import numpy as np

from nn.arguments import Matrix

if TYPE_CHECKING:
    from PIL import Image


def read_image(path: str | os.PathLike) -> Matrix:
    """The grey values of an image file, as one sees it: upright, and on paper where it is transparent.

    path    : of a file in any format that Pillow reads
    Returns : (h, w) float64 in the file's own range where it has 16 or 32 bits, otherwise uint8 and at most 1000×1000
    Raises  : ValueError with the path where it is not an image or all its pixels are the same; OSError
    """
    from PIL import Image, ImageOps  # slow to import, and needed for images only
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)     # a large photograph is shrunk
            with Image.open(path) as image:
                if image.mode[0] in "IF":                           # 16 or 32 bits, which convert would clip
                    grey = np.asarray(ImageOps.exif_transpose(image), dtype=np.float64)
                else:
                    grey = on_paper(upright(image))
    except (OSError, SyntaxError, Image.DecompressionBombError) as error:
        if isinstance(error, OSError) and error.errno is not None:  # the system's failure, not the image's
            error.filename = error.filename or str(path)
            raise
        raise ValueError(f"{path}: is not an image that can be read ({error})") from None
    if np.ptp(grey) == 0:
        raise ValueError(f"{path}: is blank")
    return grey


def upright(image: Image.Image) -> Image.Image:
    """A Pillow image as RGBA, at most 1000×1000 pixels, turned as the phone was held."""
    from PIL import ImageOps
    if image.mode in ("1", "P"):                                    # their pixels are not numbers that can be averaged
        image = image.convert("RGBA")
    image.thumbnail((1000, 1000))
    return ImageOps.exif_transpose(image).convert("RGBA")


def on_paper(drawing: Image.Image) -> Matrix:
    """An RGBA image as grey values on white paper, or on black paper where it is drawn in white."""
    from PIL import Image
    for paper in ("white", "black"):
        opaque = Image.new("RGBA", drawing.size, paper)
        opaque.alpha_composite(drawing)
        grey = np.asarray(opaque.convert("L"))
        if np.ptp(grey) > 0:
            break
    return grey
