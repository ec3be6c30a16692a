/** Strokes of the pen as an image. */
import {blankImage} from "./resize.js";

export const PAD = 200;                                     // pixels of the drawing's side
const PEN = 8.5;                                            // radius of the pen, in these pixels

/** Strokes, each a list of [x, y] in pixels, as an image: 1 is ink. */
export function drawStrokes(strokes) {
  const image = blankImage(PAD, PAD);
  for (const stroke of strokes) {
    stroke.forEach((point, i) => drawLine(image.pixels, stroke[Math.max(i - 1, 0)], point));
  }
  return image;
}

/** Draws a line with a round pen on pixels, each the share that is covered, about. */
function drawLine(pixels, [x0, y0], [x1, y1]) {
  const lengthSquared = (x1 - x0) ** 2 + (y1 - y0) ** 2, edge = PEN + 1;
  const clip = v => Math.min(Math.max(Math.round(v), 0), PAD - 1);
  for (let y = clip(Math.min(y0, y1) - edge); y <= clip(Math.max(y0, y1) + edge); y++) {
    for (let x = clip(Math.min(x0, x1) - edge); x <= clip(Math.max(x0, x1) + edge); x++) {
      const along = (x - x0) * (x1 - x0) + (y - y0) * (y1 - y0);
      const t = lengthSquared ? Math.min(Math.max(along / lengthSquared, 0), 1) : 0;
      const distance = Math.hypot(x - x0 - t * (x1 - x0), y - y0 - t * (y1 - y0));
      const covered = Math.min(Math.max(PEN + 0.5 - distance, 0), 1);
      pixels[y * PAD + x] = Math.max(pixels[y * PAD + x], covered);
    }
  }
}
