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


def test_a_page_that_is_too_large_gets_fewer_colours():
    pixels = np.random.default_rng(0).integers(0, 256, (5, 200, 300, 3), dtype=np.uint8)
    noise = [Image.fromarray(frame) for frame in pixels]
    large, small = as_page(noise, 5), as_page(noise, 5, most_bytes=250_000)
    assert len(small) < 260_000 < len(large) and len(frames_in(small)) == 5
