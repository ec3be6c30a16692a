/** Strokes of the pen and of the eraser as an image. */
import {blankImage, resize} from "./resize.js";

export const PAD = 200;                                     // pixels of the drawing's side
const PEN = 8.5, ERASER = 13;                               // radius, in these pixels

/** Strokes, each a list of [x, y] in pixels, as an image: 1 is ink. erasers: numbers of the strokes that erase. */
export function drawStrokes(strokes, erasers = []) {
  const image = blankImage(PAD, PAD);
  strokes.forEach((stroke, number) => drawStroke(image, stroke, erasers.includes(number)));
  return image;
}

/** Ink 0..1 of a square image, the places erased over which an eraser went; the strokes as on the pad. */
export function erased(square, strokes) {
  const kept = blankImage(PAD, PAD);
  kept.pixels.fill(1);
  strokes.forEach(stroke => drawStroke(kept, stroke, true));
  const share = resize(kept, square.height, square.width).pixels;
  return {...square, pixels: square.pixels.map((v, i) => v * Math.min(Math.max(share[i], 0), 1))};
}

const drawStroke = (image, stroke, erases) =>
  stroke.forEach((point, i) => drawLine(image, stroke[Math.max(i - 1, 0)], point, erases));

/** Draws or erases a line, and returns the box of pixels in which it lies, {top, bottom, left, right}. */
export const drawLine = ({pixels}, from, to, erases) => erases
  ? alongLine(from, to, ERASER, (i, covered) => { pixels[i] = Math.min(pixels[i], 1 - covered); })
  : alongLine(from, to, PEN, (i, covered) => { pixels[i] = Math.max(pixels[i], covered); });

/** Calls cover with each pixel near a line of a round pen, and the share of it that is covered, about. */
function alongLine([x0, y0], [x1, y1], radius, cover) {
  const lengthSquared = (x1 - x0) ** 2 + (y1 - y0) ** 2, edge = radius + 1;
  const clip = v => Math.min(Math.max(Math.round(v), 0), PAD - 1);
  const box = {top: clip(Math.min(y0, y1) - edge), bottom: clip(Math.max(y0, y1) + edge),
               left: clip(Math.min(x0, x1) - edge), right: clip(Math.max(x0, x1) + edge)};
  for (let y = box.top; y <= box.bottom; y++) {
    for (let x = box.left; x <= box.right; x++) {
      const along = (x - x0) * (x1 - x0) + (y - y0) * (y1 - y0);
      const t = lengthSquared ? Math.min(Math.max(along / lengthSquared, 0), 1) : 0;
      const right = x - x0 - t * (x1 - x0), down = y - y0 - t * (y1 - y0);
      const distance = Math.sqrt(right * right + down * down);
      cover(y * PAD + x, Math.min(Math.max(radius + 0.5 - distance, 0), 1));
    }
  }
  return box;
}
