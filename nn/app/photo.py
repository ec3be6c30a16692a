"""Image files as grey values."""
from __future__ import annotations

import warnings
from os import PathLike

import numpy as np

from nn.arguments import Matrix


def read_image(path: str | PathLike) -> Matrix:
    """An image file as grey values (h, w).

    Raises : ValueError with the path where it is not an image, or blank; OSError
    """
    from PIL import Image, ImageOps
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)     # a large photograph: it is shrunk
            with Image.open(path) as image:
                if image.mode[0] in "IF":                           # 16 or 32 bits: convert would cut them off
                    return not_blank(np.asarray(ImageOps.exif_transpose(image), dtype=np.float64), path)
                drawn = image.convert("RGBA") if image.mode in ("1", "P") else image    # whose pixels do not mix
                drawn.thumbnail((1000, 1000))
                drawn = ImageOps.exif_transpose(drawn).convert("RGBA")  # a phone stores beside it how it was held
    except (OSError, SyntaxError, Image.DecompressionBombError) as error:
        if getattr(error, "errno", None) is not None:               # the system's failure, not the image's
            raise
        raise ValueError(f"{path}: is not an image that can be read ({error})") from None
    for transparent_paper in ("white", "black"):                    # black for those who draw in white
        opaque = Image.new("RGBA", drawn.size, transparent_paper)
        opaque.alpha_composite(drawn)
        grey = np.asarray(opaque.convert("L"))
        if np.ptp(grey) > 0:
            break
    return not_blank(grey, path)


def not_blank(grey: Matrix, path: str | PathLike) -> Matrix:
    """The grey values, or a ValueError where all of them are the same."""
    if np.ptp(grey) == 0:
        raise ValueError(f"{path}: is blank")
    return grey
