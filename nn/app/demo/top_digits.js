/** The digits of the data to which a unit of the first layer responds most strongly. */
import {pixelOf} from "./input.js";
import {between, blankImage, resizeMatrix} from "./resize.js";

/** The numbers of the nine digits of the largest z, the largest first.
 *
 *  z = w · (R A Rᵀ)  is  (Rᵀ w R) · A:  instead of shrinking 5,000 images to 20×20, the weights are stretched once.
 *
 *  row     : the unit's weights, column 0 the bias, 400 or 784 others
 *  images  : 784 pixels a digit, one digit after the other
 */
export function topDigits(row, images, count = 9) {
  const w = row.subarray(1), stretched = w.length === 784 ? w : stretch(w);
  const z = Float64Array.from({length: images.length / 784}, (_, m) => {
    let sum = 0;
    for (let p = 0; p < 784; p++) sum += stretched[p] * images[784 * m + p];
    return sum;
  });
  return Array.from(z.keys()).sort((a, b) => z[b] - z[a]).slice(0, count);
}

/** Rᵀ w R,  the weights of 20×20 pixels as weights of 28×28. */
function stretch(w) {
  const R = resizeMatrix(28, 20), transposed = Array.from({length: 28}, (_, p) => R.map(weights => weights[p]));
  const pixel = pixelOf(w), small = blankImage(20, 20);
  small.pixels.forEach((_, i) => { small.pixels[i] = pixel(Math.floor(i / 20), i % 20); });
  return between(transposed, small, transposed).pixels;
}
