/** A drawing or photograph of one digit, made like the training digits: nn/files/prepare.py. */
import {asInput} from "./input.js";
import {blankImage, resize} from "./resize.js";
import {even, shear, slant, strokeWidth, widen} from "./strokes.js";

export const FAINT = 0.15;                                  // of the darkest ink; what is fainter is grain or blur
const FINE = 4;                                             // pixels for each of MNIST's, while the strokes are changed
const SLANT = 0.14, WIDTHS = [7.9, 13.3];                     // of MNIST's strokes: columns a row, and fine pixels

/** A drawing or photograph of one digit -> x, as nn.prepare_digit does; null where it is blank.
 *
 *  pixels        : height · width numbers of any range, row by row; ink may be darker or brighter than the paper
 *  height, width : of the image
 *  inputs        : 400 (20×20, by columns) or 784 (28×28, by rows)
 */
export function prepareDigit(pixels, height, width, inputs = 400) {
  const inked = ink({height, width, pixels: new Float64Array(pixels)});
  return inked && asInput(coarse(centre(typicalStrokes(inked))), inputs);
}

/** How much ink is on each pixel, 0..1; null where the image is blank. */
function ink(image) {
  const {pixels} = image, light = paper(image), level = new Float64Array(pixels.length);
  for (let i = 0; i < level.length; i++) level[i] = Math.abs(pixels[i] - light[i]);
  const most = extent(level)[1], [low, high] = extent(pixels);
  if (most <= 1e-6 * Math.max(1, Math.abs(low), Math.abs(high))) return null;
  for (let i = 0; i < level.length; i++) level[i] /= most;
  const faint = faintest({...image, pixels: level});
  for (let i = 0; i < level.length; i++) if (level[i] <= faint) level[i] = 0;
  return {...image, pixels: level};
}

/** The level up to which it is not ink: 0.15, or twice what the border shows of grain or of ruled lines, up to 0.6. */
function faintest(level) {
  const most = extent(atBorder(level))[1];
  return most < 0.5 ? Math.min(Math.max(2 * most, FAINT), 0.6) : FAINT;     // from 0.5 on, it is ink that was cut off
}

/** The brightness of the paper at each pixel: the quadratic in row and column that fits the border best. */
function paper(image) {
  const values = atBorder(image), [low, high] = extent(values);
  if (low < high) {
    const light = quadratic(image, leastSquares(border(image).map(termsOf(image)), values));
    const beyond = {...image, pixels: image.pixels.map((v, i) => v - light[i])};
    const [least, most] = extent(beyond.pixels), [lower, higher] = extent(atBorder(beyond));
    if (higher - lower < 0.5 * (most - least)) return light;
  }
  return new Float64Array(image.pixels.length).fill(median(values));        // ink touches the border: nothing fits
}

/** The numbers of all pixels at the border, row by row. */
function border({height, width}) {
  const places = [];
  for (let r = 0; r < height; r++) {
    const step = r === 0 || r === height - 1 ? 1 : Math.max(width - 1, 1);
    for (let c = 0; c < width; c += step) places.push(r * width + c);
  }
  return places;
}

const atBorder = image => border(image).map(i => image.pixels[i]);

/** Rows or columns as numbers from −1 to 1. */
const spread = count => Float64Array.from({length: count}, (_, i) => count > 1 ? 2 * i / (count - 1) - 1 : -1);

/** The terms of the quadratic at pixel i. */
function termsOf({height, width}) {
  const ys = spread(height), xs = spread(width);
  return i => {
    const y = ys[Math.floor(i / width)], x = xs[i % width];
    return [1, y, x, y * y, x * y, x * x];
  };
}

/** w₀ + w₁ y + w₂ x + w₃ y² + w₄ x y + w₅ x²  at every pixel. */
function quadratic({height, width}, w) {
  const ys = spread(height), xs = spread(width), light = new Float64Array(height * width);
  for (let r = 0, i = 0; r < height; r++) {
    for (let c = 0; c < width; c++, i++) {
      const y = ys[r], x = xs[c];
      light[i] = w[0] + w[1] * y + w[2] * x + w[3] * y * y + w[4] * x * y + w[5] * x * x;
    }
  }
  return light;
}

/** w with the least |A w − b|, A a list of rows: AᵀA w = Aᵀb by elimination; what nothing determines is 0. */
export function leastSquares(A, b) {
  const n = A[0].length, rows = Array.from({length: n}, () => new Float64Array(n + 1));
  A.forEach((terms, k) => terms.forEach((t, i) => {
    terms.forEach((u, j) => { rows[i][j] += t * u; });
    rows[i][n] += t * b[k];
  }));
  const free = new Set(rows.keys()), w = new Float64Array(n);
  const pivots = rows.map((_, j) => {
    const pivot = [...free].reduce((p, i) => Math.abs(rows[i][j]) > Math.abs(rows[p]?.[j] ?? 0) ? i : p, -1);
    if (pivot < 0 || Math.abs(rows[pivot][j]) < 1e-9 * A.length) return -1;
    free.delete(pivot);
    rows.forEach((row, i) => {
      const times = row[j] / rows[pivot][j];
      if (i !== pivot) row.forEach((_, k) => { row[k] -= times * rows[pivot][k]; });
    });
    return pivot;
  });
  pivots.forEach((pivot, j) => { if (pivot >= 0) w[j] = rows[pivot][n] / rows[pivot][j]; });
  return w;
}

/** The digit's box of fine pixels, its strokes as slanted as MNIST's are on average, and about as wide. */
function typicalStrokes(image) {
  const dark = even(fitBox(image)), strokes = fitBox(shear(dark, SLANT - slant(dark))), width = strokeWidth(strokes);
  return fitBox(widen(strokes, Math.min(Math.max(width, WIDTHS[0]), WIDTHS[1]) - width));
}

/** The digit's bounding box, its longer side scaled to 20 of MNIST's pixels. */
function fitBox(image, size = 20 * FINE) {
  const box = crop(image), longer = Math.max(box.height, box.width);
  return darkestOne(resize(box, ...[box.height, box.width].map(side => Math.max(1, round(size * side / longer)))));
}

/** Ink 0..1, the darkest 1: shrinking makes a thin pen faint. */
function darkestOne(image) {
  const ink = image.pixels.map(v => Math.min(Math.max(v, 0), 1)), darkest = extent(ink)[1];
  return {...image, pixels: ink.map(v => v / darkest)};
}

/** The fine pixels as MNIST's. */
const coarse = canvas => darkestOne(resize(canvas, canvas.height / FINE, canvas.width / FINE));

/** The smallest part of an image that contains all its ink that is not faint. */
function crop({height, width, pixels}) {
  let [top, bottom, left, right] = [height, -1, width, -1];
  for (let r = 0, i = 0; r < height; r++) {
    for (let c = 0; c < width; c++, i++) {
      if (pixels[i] <= FAINT) continue;
      top = Math.min(top, r);
      bottom = r;
      left = Math.min(left, c);
      right = Math.max(right, c);
    }
  }
  const box = blankImage(bottom - top + 1, right - left + 1);
  for (let r = 0; r < box.height; r++) {
    const start = (top + r) * width + left;
    box.pixels.set(pixels.subarray(start, start + box.width), r * box.width);
  }
  return box;
}

/** The box on an empty square, its centre of mass in the middle, as near as fine pixels allow. */
function centre(box, size = 28 * FINE) {
  const middle = centreOfMass(box);
  const [top, left] = [box.height, box.width].map((side, axis) => {
    const offset = (size + FINE - 1) / 2 - middle[axis];
    const corner = Number(offset.toFixed(9));               // 4.5 and 4.5 + 1e-15 are one place
    return Math.min(Math.max(round(corner), 0), size - side);
  });
  const square = blankImage(size, size);
  for (let r = 0; r < box.height; r++) {
    square.pixels.set(box.pixels.subarray(r * box.width, (r + 1) * box.width), (top + r) * size + left);
  }
  return square;
}

/** [row, column] of the centre of mass. */
function centreOfMass({height, width, pixels}) {
  let mass = 0, rows = 0, columns = 0;
  for (let r = 0, i = 0; r < height; r++) {
    for (let c = 0; c < width; c++, i++) {
      mass += pixels[i];
      rows += pixels[i] * r;
      columns += pixels[i] * c;
    }
  }
  return [rows / mass, columns / mass];
}

/** To the nearest whole number, halves to the even one, as Python rounds. */
export function round(x) {
  const up = Math.round(x);
  return up - x === 0.5 && up % 2 !== 0 ? up - 1 : up;
}

export function median(values) {
  const sorted = Float64Array.from(values).sort(), half = sorted.length / 2;
  return (sorted[Math.ceil(half) - 1] + sorted[Math.floor(half)]) / 2;
}

/** [the least, the largest] of many values. */
function extent(values) {
  let low = Infinity, high = -Infinity;
  for (let i = 0; i < values.length; i++) {
    low = Math.min(low, values[i]);
    high = Math.max(high, values[i]);
  }
  return [low, high];
}
