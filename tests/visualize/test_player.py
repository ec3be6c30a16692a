"""The page of an animation: as small as it is asked to be, and its frames are the animation's."""
import base64
import io
import re

import numpy as np
from PIL import Image

from nn.visualize.player import as_page


def frames_in(page):
    return [Image.open(io.BytesIO(base64.b64decode(data))) for data in re.findall(r"base64,([^\"]+)", page)]


def test_the_frames_of_a_page_are_those_of_the_animation():
    frames = [Image.new("RGB", (30, 20), colour) for colour in ("white", "#0072B2", "#D55E00")]
    page = as_page(frames, fps=5)
    assert [image.convert("RGB").tobytes() for image in frames_in(page)] == [frame.tobytes() for frame in frames]
    assert "interval = 200;" in page


def test_a_page_that_is_too_large_gets_fewer_colours_and_then_smaller_frames():
    pixels = np.random.default_rng(0).integers(0, 256, (3, 100, 150, 3), dtype=np.uint8)
    noise = [Image.fromarray(frame) for frame in pixels]
    large, small, smaller = (as_page(noise, 5, most_bytes) for most_bytes in (10**7, 45_000, 20_000))
    assert len(smaller) <= 20_000 < len(small) <= 45_000 < len(large)
    assert [{frame.size for frame in frames_in(page)} for page in (large, small)] == 2 * [{(150, 100)}]
    assert {frame.width for frame in frames_in(smaller)} < {52, 75, 105}
