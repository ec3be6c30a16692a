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

/** Draws a line with a round pen on pixels, each the share that is covered, about.
 *
 *  Returns : {top, bottom, left, right}, the box of pixels in which the line lies
 */
export function drawLine(pixels, [x0, y0], [x1, y1]) {
  const lengthSquared = (x1 - x0) ** 2 + (y1 - y0) ** 2, edge = PEN + 1;
  const clip = v => Math.min(Math.max(Math.round(v), 0), PAD - 1);
  const box = {top: clip(Math.min(y0, y1) - edge), bottom: clip(Math.max(y0, y1) + edge),
               left: clip(Math.min(x0, x1) - edge), right: clip(Math.max(x0, x1) + edge)};
  for (let y = box.top; y <= box.bottom; y++) {
    for (let x = box.left; x <= box.right; x++) {
      const along = (x - x0) * (x1 - x0) + (y - y0) * (y1 - y0);
      const t = lengthSquared ? Math.min(Math.max(along / lengthSquared, 0), 1) : 0;
      const right = x - x0 - t * (x1 - x0), down = y - y0 - t * (y1 - y0);
      const covered = Math.min(PEN + 0.5 - Math.sqrt(right * right + down * down), 1);
      if (covered > pixels[y * PAD + x]) pixels[y * PAD + x] = covered;
    }
  }
  return box;
}
