"""Digits as people draw and photograph them: strokes, a hand, a pen, a sheet and a camera, all chosen by a seed."""
from io import BytesIO
from typing import NamedTuple

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

#: digit -> style -> its strokes as an SVG path of M, L, Q and C, about 100 high and 60 wide
STYLES = {
    0: {"oval": "M30 0 C-2 0 -2 100 30 100 C62 100 62 0 30 0",
        "round": "M35 0 C-12 0 -12 95 35 95 C82 95 82 0 35 0",
        "narrow": "M26 2 C8 2 6 98 24 98 C44 98 46 2 26 2",
        "ends overlap": "M42 10 C20 -10 -4 20 2 60 C8 110 50 108 56 60 C60 20 44 -4 20 6"},
    1: {"plain": "M30 0 L30 100",
        "flagged": "M14 26 L34 0 L34 100",
        "long flag": "M4 42 Q24 28 36 0 L36 100",
        "flagged, on a base": "M14 24 L33 0 L33 100 M12 100 L54 100",
        "on a base": "M30 0 L30 100 M12 100 L48 100"},
    2: {"straight": "M4 24 C6 -8 54 -8 54 26 C54 46 20 70 2 100 L58 100",
        "looped": "M6 22 C10 -8 52 -8 50 28 C48 60 30 92 14 94 C-2 96 2 72 18 78 C32 84 40 104 60 92",
        "like a Z": "M4 8 Q26 -6 48 6 Q54 22 2 98 L56 96",
        "swan": "M8 30 C-2 -6 60 -14 50 34 C44 62 18 80 4 98 Q30 84 58 98"},
    3: {"round": "M4 14 C14 -8 54 -4 48 26 C46 42 32 46 22 46 C40 46 58 54 54 76 C50 106 10 106 2 86",
        "flat top": "M6 2 L50 2 L26 40 C56 38 62 66 52 84 C42 104 12 104 2 88",
        "small bow below": "M2 14 C10 -10 58 -8 54 28 C52 50 34 54 22 54 C44 56 50 70 46 84 C42 100 14 102 6 92",
        "looped": "M4 14 C14 -8 52 -6 48 24 C46 42 24 52 18 46 C14 38 32 42 42 52 C62 70 44 104 4 92"},
    4: {"open": "M14 0 L6 54 L58 54 M44 22 L44 100",
        "closed": "M42 0 L0 66 L60 66 M42 0 L42 100",
        "one stroke": "M40 100 L40 0 L0 62 L58 62",
        "open, curved": "M8 2 C2 30 4 54 16 54 C32 56 44 46 48 8 M48 4 Q44 60 42 100"},
    5: {"two strokes": "M12 4 L8 42 C30 30 56 42 54 68 C52 104 14 106 2 88 M12 4 L54 2",
        "one stroke": "M52 2 L14 2 L8 46 C32 32 58 46 54 70 C50 100 16 106 2 90",
        "curved": "M52 4 Q30 0 16 6 C8 24 6 40 14 44 C36 46 52 54 50 74 C46 100 14 102 4 90",
        "small bow": "M50 0 L16 2 Q10 30 10 50 C30 44 48 54 46 74 C44 98 14 102 4 94"},
    6: {"curved": "M46 2 C14 14 -4 56 4 80 C12 108 54 104 52 74 C50 48 14 50 6 76",
        "straight": "M38 0 L6 64 C-2 108 52 112 52 76 C50 50 14 50 5 72",
        "narrow": "M34 0 C10 28 4 60 8 82 C14 106 46 102 44 78 C42 58 18 60 10 80",
        "small bow": "M40 0 C16 22 2 60 8 84 C16 102 40 102 40 84 C40 70 18 68 10 82"},
    7: {"plain": "M2 4 L54 4 L22 100",
        "barred": "M2 4 L54 4 L22 100 M12 50 L54 50",
        "serif": "M4 20 L4 4 L54 4 Q32 50 24 100",
        "barred, serif": "M4 18 L6 4 L56 4 L24 100 M16 52 L56 46",
        "barred, curved": "M2 6 Q28 0 54 6 Q30 44 24 100 M14 50 L52 50"},
    8: {"two rings": "M30 0 C4 0 4 46 30 46 C56 46 56 0 30 0 M30 46 C-4 46 -4 100 30 100 C64 100 64 46 30 46",
        "one stroke": "M48 14 C34 -10 2 0 10 24 C18 44 54 54 52 80 C48 106 4 106 6 78 C8 54 44 44 50 20",
        "narrow": "M40 10 C26 -8 8 4 14 24 C20 44 44 56 44 78 C42 104 8 104 10 78 C12 56 42 42 42 16",
        "small head": "M30 0 C12 0 12 34 30 36 C48 34 48 0 30 0 M30 36 C-8 38 -8 100 30 100 C68 100 68 38 30 36"},
    9: {"straight": "M50 22 C44 -8 4 -6 4 24 C4 54 44 54 50 22 L46 100",
        "curved tail": "M50 24 C44 -8 4 -6 4 26 C6 54 46 52 50 24 C54 60 48 92 34 98 Q18 104 6 92",
        "one bow": "M48 10 C30 -8 2 4 4 28 C8 50 40 50 50 14 Q50 60 30 100",
        "small bow": "M46 18 C40 -4 10 0 10 20 C12 40 42 38 46 16 L42 100"},
}

#: width of the stroke as a part of the digit's height; None: one pixel
PENS = {"one pixel": None, "fine": 0.015, "pencil": 0.035, "pen": 0.07, "felt-tip": 0.11, "marker": 0.17}

SHEETS = ("white", "black", "grey", "ruled", "squared", "shadow", "grain", "photograph")


class Drawing(NamedTuple):
    """One digit, and how it was made."""
    digit: int
    style: str
    pen: str
    sheet: str
    slant: float                        # degrees, to the right
    image: Image.Image                  # "L", 200 to 1500 pixels on a side

    def file(self) -> BytesIO:
        """The image as a file: what a camera takes is a .jpg."""
        file = BytesIO()
        photographed = self.sheet in ("shadow", "grain", "photograph")
        self.image.save(file, **({"format": "JPEG", "quality": 85} if photographed else {"format": "PNG"}))
        file.seek(0)
        return file


def draw(seed: int) -> Drawing:
    """The drawing of a number, whose last digit is what is drawn; the digits before it choose the style in turn."""
    rng = np.random.default_rng([12, seed])
    digit = seed % 10
    style = list(STYLES[digit])[seed // 10 % len(STYLES[digit])]
    pen, sheet = rng.choice(list(PENS)), rng.choice(SHEETS)
    slant = rng.uniform(-25, 25)
    strokes = by_hand(path(STYLES[digit][style]), slant, rng)
    side = int(np.exp(rng.uniform(np.log(200), np.log(1500))))
    height = rng.uniform(0.35, 0.8) * side
    strokes = placed(strokes, side, height, rng)
    width = 1.0 if PENS[pen] is None else max(1.0, PENS[pen] * height * rng.uniform(0.8, 1.25))
    ink = rendered(strokes, side, width, hard=pen == "one pixel" and rng.random() < 0.5)
    return Drawing(digit, style, str(pen), str(sheet), slant, on_sheet(ink, str(sheet), rng))


def path(text: str) -> list[np.ndarray]:
    """The strokes of an SVG path, each a curve of points (n, 2), x and y."""
    strokes: list[list[np.ndarray]] = []
    for command in text.replace("M", "|M").replace("L", "|L").replace("Q", "|Q").replace("C", "|C").split("|")[1:]:
        points = np.array(command[1:].split(), dtype=float).reshape(-1, 2)
        if command[0] == "M":
            strokes.append([points])
        else:
            strokes[-1].append(bezier(np.vstack([strokes[-1][-1][-1:], points]))[1:])
    return [np.vstack(parts) for parts in strokes]


def bezier(controls: np.ndarray, n: int = 24) -> np.ndarray:
    """A Bézier curve of any degree by de Casteljau:  (k, 2) -> (n, 2)."""
    t = np.linspace(0, 1, n)[:, None, None]
    points = np.broadcast_to(controls, (n, *controls.shape))
    while points.shape[1] > 1:
        points = (1 - t) * points[:, :-1] + t * points[:, 1:]
    return points[:, 0]


def by_hand(strokes: list[np.ndarray], slant: float, rng: np.random.Generator) -> list[np.ndarray]:
    """As a hand draws them: wider or narrower, slanted, bent, and no two lines alike."""
    wide, waves = rng.uniform(0.8, 1.25), rng.normal(size=(2, 2, 2))
    turn = np.deg2rad(rng.normal(0, 3))
    drawn = []
    for stroke in strokes:
        x, y = (stroke - [30, 50]).T + rng.normal(0, 1.2, (2, 1))
        x = wide * x - np.tan(np.deg2rad(slant)) * y
        x, y = np.cos(turn) * x - np.sin(turn) * y, np.sin(turn) * x + np.cos(turn) * y
        for k, (a, b) in enumerate(waves, start=1):
            x, y = x + a[0] * np.sin(k * y / 25 + 9 * a[1]), y + b[0] * np.sin(k * x / 25 + 9 * b[1])
        drawn.append(np.column_stack([x, y]))
    return drawn


def placed(strokes: list[np.ndarray], side: int, height: float, rng: np.random.Generator) -> list[np.ndarray]:
    """The strokes in pixels, somewhere on a square sheet, some room around them."""
    low, high = np.vstack(strokes).min(axis=0), np.vstack(strokes).max(axis=0)
    scale = height / (high - low).max()
    room = side - scale * (high - low)
    corner = room * rng.uniform(0.3, 0.7, 2)
    return [corner + scale * (stroke - low) for stroke in strokes]


def rendered(strokes: list[np.ndarray], side: int, width: float, hard: bool) -> np.ndarray:
    """The share of each pixel that is covered by ink; hard: 0 or 1, as the pencil of a drawing program."""
    times = 1 if hard else 3
    image = Image.new("L", (times * side, times * side))
    pen, radius = ImageDraw.Draw(image), times * width / 2
    for stroke in strokes:
        points = [tuple(point) for point in times * stroke]
        pen.line(points, fill=255, width=max(1, round(times * width)))
        if radius > 1:
            for x, y in points:                                     # round ends and corners
                pen.ellipse([x - radius, y - radius, x + radius, y + radius], fill=255)
    return np.asarray(image.reduce(times), dtype=float) / 255


def on_sheet(ink: np.ndarray, sheet: str, rng: np.random.Generator) -> Image.Image:
    """Ink 0..1 on a sheet of paper or on a screen, as grey values."""
    rows, columns = np.indices(ink.shape) / len(ink)
    paper, dark = np.full(ink.shape, {"white": 255.0, "black": 0.0}.get(sheet, rng.uniform(170, 245))), 0.0
    if sheet == "black":
        dark = 255.0
    elif sheet != "white":
        dark = rng.uniform(0, 90)
    if sheet in ("ruled", "squared"):
        spacing, faint = len(ink) * rng.uniform(0.06, 0.14), rng.uniform(0.1, 0.35) * (paper.max() - dark)
        thick = max(1.0, len(ink) / 400)
        lines = rows * len(ink) % spacing < thick
        if sheet == "squared":
            lines |= columns * len(ink) % spacing < thick
        paper = paper - faint * lines
    grey = paper + (dark - paper) * ink
    if sheet in ("shadow", "photograph"):
        down, right = rng.uniform(-0.3, 0.3, 2)
        grey = grey * (0.75 + down * (rows - 0.5) + right * (columns - 0.5))
    if sheet == "photograph":
        grey = grey * (1 - 0.25 * ((rows - 0.5) ** 2 + (columns - 0.5) ** 2))   # darker in the corners
        blur = ImageFilter.GaussianBlur(len(ink) * rng.uniform(0.0005, 0.003))
        grey = np.asarray(Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8)).filter(blur), dtype=float)
    if sheet in ("grain", "photograph"):
        grey = grey + rng.normal(0, rng.uniform(2, 8), ink.shape)
    return Image.fromarray(np.clip(np.round(grey), 0, 255).astype(np.uint8))
