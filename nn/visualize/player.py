"""An animation as frames of the same colours, and as a page: one file that needs no network and plays at once."""
from __future__ import annotations

import base64
import io
import json
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from matplotlib.animation import AbstractMovieWriter
from matplotlib.figure import Figure
from PIL import Image

MOST_BYTES = 1_900_000              # of a page
#: colours of a panel and its size, from the best on: the first that makes the page small enough is taken
QUALITIES = ((256, 1.0), (128, 1.0), (64, 1.0), (16, 1.0), (8, 1.0), (16, 0.7), (16, 0.5), (8, 0.35))

PAGE = """<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="nn figures --animate">
<title>Training</title>
<style>
:root { color-scheme: light dark; --controls: 4.5rem; }
body { margin: 0.5rem; background: #fff; }
div { display: flex; justify-content: center; max-width: calc((100vh - var(--controls)) * ASPECT); margin: auto; }
img { display: block; min-width: 0; }
p { display: flex; gap: 0.7rem; align-items: center; max-width: 44rem; margin: 0.5rem auto; }
input { flex: 1; accent-color: #8b949e; }
button { width: 3rem; height: 2.4rem; font-size: 1.1rem; }
@media (max-aspect-ratio: 1) {                      /* a phone held upright: one below the other, all in sight */
  div { flex-direction: column; align-items: center; }
  img { width: auto !important; max-width: 100%; height: calc((100vh - var(--controls)) / COUNT); object-fit: contain; }
}
@media (prefers-color-scheme: dark) {
  body { background: #2b2b2b; }
  img { filter: invert(0.86) hue-rotate(180deg) brightness(1.2); }  /* white becomes dark, blue and orange remain */
}
</style>
<div role="img" aria-label="One frame of the training">IMAGES</div>
<p><button aria-label="Play"></button><input type="range" min="0" value="0" aria-label="Frame"></p>
<script>
const panels = PANELS, interval = INTERVAL;         // of each panel its frames
const images = document.querySelectorAll("img");
const [button, place] = ["button", "input"].map(name => document.querySelector(name));
place.max = panels[0].length - 1;
let timer = null;

function show(number) {
  place.value = number;
  images.forEach((image, i) => { image.src = panels[i][number]; });
}

function pause() {
  clearInterval(timer);
  timer = null;
  button.textContent = "\\u25b6\\ufe0e";
  button.ariaLabel = "Play";
}

function play() {
  if (+place.value === +place.max) show(0);
  button.textContent = "\\u275a\\u275a";
  button.ariaLabel = "Pause";
  timer = setInterval(() => {
    if (+place.value < +place.max) show(+place.value + 1);
    else pause();                           // it stops at the trained network
  }, interval);
}

button.onclick = () => timer === null ? play() : pause();
place.oninput = () => { pause(); show(+place.value); };
document.onkeydown = event => {
  if (event.key !== " " || event.target === button) return;         // which the space bar presses by itself
  event.preventDefault();
  button.click();
};
show(0);
play();
</script>
</html>
"""


class FrameWriter(AbstractMovieWriter):
    """Keeps the frames of an animation in place of writing them to a file, and where their panels end."""

    def setup(self, fig: Any, outfile: Any, dpi: float | None = None) -> None:
        super().setup(fig, outfile, dpi)
        self.frames: list[Image.Image] = []

    def grab_frame(self, **options: Any) -> None:
        data = io.BytesIO()
        self.fig.savefig(data, format="png", dpi=self.dpi, **options)
        self.frames.append(Image.open(data).convert("RGB"))

    def finish(self) -> None:
        self.cuts = [round(share * self.frames[0].width) for share in cuts_of(self.fig)]


def cuts_of(figure: Figure) -> list[float]:
    """Where a figure can be cut into its panels: in the middle between two of them, as a share of its width."""
    boxes: list[Any] = [ax.get_tightbbox() for ax in figure.axes]
    lefts = sorted(box.x0 for ax, box in zip(figure.axes, boxes, strict=True) if ax.get_subplotspec())[1:]
    rights = [max(box.x1 for box in boxes if box.x0 < left) for left in lefts]      # colour bars belong to a panel
    return [(right + left) / 2 / figure.bbox.width for left, right in zip(lefts, rights, strict=True)]


def as_page(frames: Sequence[Image.Image], fps: float, cuts: Sequence[int] = (), most_bytes: int = MOST_BYTES) -> str:
    """Frames as a page, as good as its size allows.

    fps        : frames a second
    cuts       : where to cut the frames into panels, in pixels from the left, ascending
    most_bytes : of the page, where the last of the QUALITIES suffices for it
    """
    width, height = frames[0].size
    panels = [[frame.crop((left, 0, right, height)) for frame in frames] for left, right in pairwise([0, *cuts, width])]
    for quality in QUALITIES:
        urls = [as_urls(panel, *quality) for panel in panels]
        if sum(len(url) for panel in urls for url in panel) + len(PAGE) <= most_bytes:
            break
    images = "".join(f'<img alt="" style="width: {100 * panel[0].width / width:.2f}%">' for panel in panels)
    fields = {"INTERVAL": f"{1000 / fps:.0f}", "IMAGES": images, "ASPECT": f"{width / height:.3f}",
              "COUNT": str(len(panels)),
              "PANELS": json.dumps(urls, separators=(",\n", ":"))}             # last: any of these words can be in it
    page = PAGE
    for name, value in fields.items():
        page = page.replace(name, value)
    return page


def as_urls(frames: Sequence[Image.Image], colours: int, scale: float) -> list[str]:
    """Frames as data URLs, all in the same colours, at most so many, and enlarged by scale."""
    if scale != 1:
        size = round(scale * frames[0].width), round(scale * frames[0].height)
        frames = [frame.resize(size, Image.Resampling.LANCZOS) for frame in frames]
    return [as_url(frame) for frame in in_same_colours(frames, colours)]


def as_url(image: Image.Image) -> str:
    data = io.BytesIO()
    image.save(data, format="png", optimize=True)
    return "data:image/png;base64," + base64.b64encode(data.getvalue()).decode()


def as_gif(frames: Sequence[Image.Image], fps: float) -> bytes:
    """Frames as the bytes of a .gif that plays again and again."""
    first, *others = in_same_colours(frames, 256)
    data = io.BytesIO()
    first.save(data, format="gif", save_all=True, append_images=others, duration=round(1000 / fps), loop=0)
    return data.getvalue()


def in_same_colours(frames: Sequence[Image.Image], most: int) -> list[Image.Image]:
    """Frames with one palette of at most so many colours: what is equal in two of them remains equal.

    Each colour counts once, however few its pixels are: a colour bar is thin, and has all those of its colour map.
    """
    packed = [np.asarray(frame).astype(np.int32) @ [1 << 16, 1 << 8, 1] for frame in frames]
    there_are = np.unique(np.concatenate([np.unique(frame) for frame in packed]))
    colours = np.column_stack([there_are >> 16, there_are >> 8 & 255, there_are & 255])          # (k, 3)
    palette, places = colours, np.arange(len(colours))
    if len(colours) > most:
        row = Image.fromarray(colours[np.newaxis].astype(np.uint8)).quantize(most)
        palette = np.reshape(row.getpalette() or [], (-1, 3))
        palette[np.argmax(palette.sum(axis=1))] = 255               # the page behind them is white, too
        places = np.array([np.argmin(((palette - colour) ** 2).sum(axis=1)) for colour in colours])
    images = [Image.fromarray(places[np.searchsorted(there_are, frame)].astype(np.uint8)) for frame in packed]
    for image in images:
        image.putpalette(palette.astype(np.uint8).tobytes())
    return images
