"""An animation as a page: one file that needs no network, plays at once, and is dark where the system is."""
from __future__ import annotations

import base64
import io
import json
from collections.abc import Sequence
from typing import Any

from matplotlib.animation import AbstractMovieWriter
from PIL import Image

MOST_BYTES = 1_900_000              # of a page
#: colours of a frame and its size, from the best on: the first that makes the page small enough is taken
QUALITIES = ((256, 1.0), (64, 1.0), (16, 1.0), (8, 1.0), (16, 0.7), (16, 0.5), (8, 0.35))

PAGE = """<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="nn figures --animate">
<title>Training</title>
<style>
:root { color-scheme: light dark; }
body { margin: 0.5rem; background: #fff; }
img { display: block; margin: auto; max-width: 100%; max-height: calc(100vh - 4.5rem); }
p { display: flex; gap: 0.7rem; align-items: center; max-width: 44rem; margin: 0.5rem auto; }
input { flex: 1; accent-color: #8b949e; }
button { width: 3rem; height: 2.4rem; font-size: 1.1rem; }
@media (prefers-color-scheme: dark) {
  body { background: #141414; }
  img { filter: invert(0.92) hue-rotate(180deg); }  /* white becomes dark, blue and orange remain */
}
</style>
<img alt="One frame of the training">
<p><button aria-label="Play"></button><input type="range" min="0" value="0" aria-label="Frame"></p>
<script>
const frames = FRAMES, interval = INTERVAL;
const [image, button, place] = ["img", "button", "input"].map(name => document.querySelector(name));
place.max = frames.length - 1;
let timer = null;

function show(number) {
  place.value = number;
  image.src = frames[number];
}

function pause() {
  clearInterval(timer);
  timer = null;
  button.textContent = "\\u25b6\\ufe0e";
  button.ariaLabel = "Play";
}

function play() {
  if (+place.value === frames.length - 1) show(0);
  button.textContent = "\\u275a\\u275a";
  button.ariaLabel = "Pause";
  timer = setInterval(() => {
    if (+place.value < frames.length - 1) show(+place.value + 1);
    else pause();                           // it stops at the trained network
  }, interval);
}

button.onclick = () => timer === null ? play() : pause();
place.oninput = () => { pause(); show(+place.value); };
show(0);
play();
</script>
</html>
"""


class FrameWriter(AbstractMovieWriter):
    """Keeps the frames of an animation in place of writing them to a file."""

    def setup(self, fig: Any, outfile: Any, dpi: float | None = None) -> None:
        super().setup(fig, outfile, dpi)
        self.frames: list[Image.Image] = []

    def grab_frame(self, **options: Any) -> None:
        data = io.BytesIO()
        self.fig.savefig(data, format="png", dpi=self.dpi, **options)
        self.frames.append(Image.open(data).convert("RGB"))

    def finish(self) -> None:
        pass


def as_page(frames: Sequence[Image.Image], fps: float, most_bytes: int = MOST_BYTES) -> str:
    """Frames as a page, as good as its size allows.

    fps        : frames a second
    most_bytes : of the page, where the last of the QUALITIES suffices for it
    """
    for quality in QUALITIES:
        images = [as_url(frame, *quality) for frame in frames]
        if sum(map(len, images)) + len(PAGE) <= most_bytes:
            break
    return PAGE.replace("FRAMES", json.dumps(images, separators=(",\n", ":"))).replace("INTERVAL", f"{1000 / fps:.0f}")


def as_url(frame: Image.Image, colours: int, scale: float) -> str:
    """A frame as a data URL, with at most so many colours, enlarged by scale."""
    data = io.BytesIO()
    if scale != 1:
        frame = frame.resize((round(scale * frame.width), round(scale * frame.height)), Image.Resampling.LANCZOS)
    frame.quantize(colours, dither=Image.Dither.NONE).save(data, format="png", optimize=True)
    return "data:image/png;base64," + base64.b64encode(data.getvalue()).decode()
