"""The page of an animation: as small as it is asked to be, and its frames are the animation's."""
import base64
import io
import re

import numpy as np
from PIL import Image

from nn.visualize.player import as_gif, as_page, in_same_colours


def frames_in(page):
    return [Image.open(io.BytesIO(base64.b64decode(data))) for data in re.findall(r"base64,([^\"]+)", page)]


def gif_frames(data):
    with Image.open(io.BytesIO(data)) as image:
        for number in range(image.n_frames):
            image.seek(number)
            yield image.convert("RGB")


def test_the_frames_of_a_page_are_those_of_the_animation():
    frames = [Image.new("RGB", (30, 20), colour) for colour in ("white", "#0072B2", "#D55E00")]
    page = as_page(frames, fps=5)
    assert [image.convert("RGB").tobytes() for image in frames_in(page)] == [frame.tobytes() for frame in frames]
    assert "interval = 200;" in page


def test_a_frame_whose_data_contain_a_word_of_the_template_is_left_alone(monkeypatch):
    """Base64 has all letters: in one of 700 pages of 1.5 MB it spells COUNT."""
    urls = ["data:image/png;base64,COUNT/IMAGES/ASPECT/INTERVAL"]
    monkeypatch.setattr("nn.visualize.player.as_urls", lambda *_: urls)
    assert urls[0] in as_page([Image.new("RGB", (30, 20))], fps=5)


def test_panels_are_images_of_their_own_whose_frames_share_their_colours():
    """Each frame has more colours than a palette, and other ones than the next; the bar on its right is the same."""
    bar = np.linspace([255, 255, 255], [63, 0, 125], 100)[:, np.newaxis].repeat(10, axis=1)
    noise = np.random.default_rng(0).integers(0, 256, (3, 100, 60, 3))
    frames = [Image.fromarray(np.hstack([frame // (i + 1), bar]).astype(np.uint8)) for i, frame in enumerate(noise)]
    images = frames_in(as_page(frames, fps=5, cuts=[20]))
    assert [image.size for image in images] == 3 * [(20, 100)] + 3 * [(50, 100)]
    for same in ([image.convert("RGB").crop((40, 0, 50, 100)) for image in images[3:]],
                 [frame.convert("RGB").crop((60, 0, 70, 100)) for frame in in_same_colours(frames, 256)],
                 [frame.crop((60, 0, 70, 100)) for frame in gif_frames(as_gif(frames, fps=5))]):
        assert len({image.tobytes() for image in same}) == 1 and same[0].getpixel((0, 0)) == (255, 255, 255)


def test_colours_that_fit_into_a_palette_remain_as_they_are():
    frame = Image.fromarray(np.arange(256, dtype=np.uint8).reshape(16, 16)).convert("RGB")
    assert in_same_colours([frame], 256)[0].convert("RGB").tobytes() == frame.tobytes()


def test_a_page_that_is_too_large_gets_fewer_colours_and_then_smaller_frames():
    pixels = np.random.default_rng(0).integers(0, 256, (3, 100, 150, 3), dtype=np.uint8)
    noise = [Image.fromarray(frame) for frame in pixels]
    large, small, smaller = (as_page(noise, 5, most_bytes=most_bytes) for most_bytes in (10**7, 45_000, 20_000))
    assert len(smaller) <= 20_000 < len(small) <= 45_000 < len(large)
    assert [{frame.size for frame in frames_in(page)} for page in (large, small)] == 2 * [{(150, 100)}]
    assert {frame.width for frame in frames_in(smaller)} < {52, 75, 105}
