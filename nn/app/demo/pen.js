/** Strokes of the pen and of the eraser as an image. */
import {blankImage, resize} from "./resize.js";

export const PAD = 200;                                     // pixels of the drawing's side
const PEN = 8.5, ERASER = 13;                               // radius, in these pixels

/** Strokes, each a list of [x, y] in pixels, as an image: 1 is ink. erasers: numbers of the strokes that erase. */
export function drawStrokes(strokes, erasers = []) {
  const image = blankImage(PAD, PAD);
  strokes.forEach((stroke, number) => erasers.includes(number) ? erase(image, stroke) : ink(image, stroke));
  return image;
}

/** Ink 0..1 of a square image, the places erased over which an eraser went; the strokes as on the pad. */
export function erased(square, strokes) {
  const kept = blankImage(PAD, PAD);
  kept.pixels.fill(1);
  strokes.forEach(stroke => erase(kept, stroke));
  const share = resize(kept, square.height, square.width).pixels;
  return {...square, pixels: square.pixels.map((v, i) => v * Math.min(Math.max(share[i], 0), 1))};
}

const ink = ({pixels}, stroke) =>
  alongStroke(stroke, PEN, (i, covered) => { pixels[i] = Math.max(pixels[i], covered); });

const erase = ({pixels}, stroke) =>
  alongStroke(stroke, ERASER, (i, covered) => { pixels[i] = Math.min(pixels[i], 1 - covered); });

const alongStroke = (stroke, radius, cover) =>
  stroke.forEach((point, i) => alongLine(stroke[Math.max(i - 1, 0)], point, radius, cover));

/** Calls cover with each pixel near a line of a round pen, and the share of it that is covered, about. */
function alongLine([x0, y0], [x1, y1], radius, cover) {
  const lengthSquared = (x1 - x0) ** 2 + (y1 - y0) ** 2, edge = radius + 1;
  const clip = v => Math.min(Math.max(Math.round(v), 0), PAD - 1);
  for (let y = clip(Math.min(y0, y1) - edge); y <= clip(Math.max(y0, y1) + edge); y++) {
    for (let x = clip(Math.min(x0, x1) - edge); x <= clip(Math.max(x0, x1) + edge); x++) {
      const along = (x - x0) * (x1 - x0) + (y - y0) * (y1 - y0);
      const t = lengthSquared ? Math.min(Math.max(along / lengthSquared, 0), 1) : 0;
      const distance = Math.hypot(x - x0 - t * (x1 - x0), y - y0 - t * (y1 - y0));
      cover(y * PAD + x, Math.min(Math.max(radius + 0.5 - distance, 0), 1));
    }
  }
}
