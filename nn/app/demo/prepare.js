/** A drawing or photograph of one digit, made like the training digits: nn/files/prepare.py. */
import {asInput} from "./input.js";
import {blankImage, resize} from "./resize.js";

/** A drawing or photograph of one digit -> x, as nn.prepare_digit does; null where it is blank.
 *
 *  pixels        : height · width numbers of any range, row by row; ink may be darker or brighter than the paper
 *  height, width : of the image
 *  inputs        : 400 (20×20, by columns) or 784 (28×28, by rows)
 */
export function prepareDigit(pixels, height, width, inputs = 400) {
  const inked = ink({height, width, pixels: Float64Array.from(pixels)});
  return inked && asInput(centre(fitBox(inked)), inputs);
}

/** How much ink is on each pixel, 0..1; null where the image is blank. */
function ink(image) {
  const ground = paper(image), distance = image.pixels.map((v, i) => Math.abs(v - ground[i]));
  const most = extent(distance)[1];
  if (most <= 1e-6 * Math.max(1, extent(image.pixels.map(Math.abs))[1])) return null;
  return {...image, pixels: distance.map(d => d / most > 0.15 ? d / most : 0)};     // the paper's own grain is not ink
}

/** The brightness of the paper at each pixel: the plane that fits the border best. */
function paper(image) {
  const border = borderOf(image), values = border.map(([, , v]) => v);
  const [low, high] = extent(values), [least, most] = extent(image.pixels);
  if (low < high && high - low < 0.5 * (most - least)) return plane(border, image);
  return new Float64Array(image.pixels.length).fill(median(values));        // ink touches the border: no plane fits
}

/** The [row, column, brightness] of all pixels at the border. */
function borderOf({height, width, pixels}) {
  return Array.from(pixels, (v, i) => [Math.floor(i / width), i % width, v])
    .filter(([r, c]) => r === 0 || c === 0 || r === height - 1 || c === width - 1);
}

/** a + b·row + c·column  at each pixel, fitted to places [row, column, brightness] by least squares. */
function plane(places, {height, width, pixels}) {
  const middle = [(height - 1) / 2, (width - 1) / 2];
  const mean = places.reduce((sum, [, , v]) => sum + v, 0) / places.length;
  const slope = [0, 1].map(axis => {                        // the border is symmetric: each slope stands for itself
    let up = 0, across = 0;
    for (const place of places) {
      up += (place[axis] - middle[axis]) * place[2];
      across += (place[axis] - middle[axis]) ** 2;
    }
    return across ? up / across : 0;
  });
  return pixels.map((_, i) => mean + slope[0] * (Math.floor(i / width) - middle[0])
                                   + slope[1] * (i % width - middle[1]));
}

/** The digit's bounding box, its longer side scaled to 20 pixels, its darkest ink 1 again. */
function fitBox(image, size = 20) {
  const box = crop(image), longer = Math.max(box.height, box.width);
  const [height, width] = [box.height, box.width].map(side => Math.max(1, round(size * side / longer)));
  const small = resize(box, height, width).pixels.map(v => Math.min(Math.max(v, 0), 1)), darkest = extent(small)[1];
  return {height, width, pixels: small.map(v => v / darkest)};
}

/** The smallest part of an image that contains all its ink. */
function crop({height, width, pixels}) {
  let [top, bottom, left, right] = [height, -1, width, -1];
  pixels.forEach((v, i) => {
    if (v === 0) return;
    const r = Math.floor(i / width), c = i % width;
    [top, bottom, left, right] = [Math.min(top, r), Math.max(bottom, r), Math.min(left, c), Math.max(right, c)];
  });
  const box = blankImage(bottom - top + 1, right - left + 1);
  box.pixels.forEach((_, i) => {
    box.pixels[i] = pixels[(top + Math.floor(i / box.width)) * width + left + i % box.width];
  });
  return box;
}

/** The box on an empty square, its centre of mass in the middle, as near as whole pixels allow. */
function centre(box, size = 28) {
  const [top, left] = [box.height, box.width].map((side, axis) => {
    const corner = Number((size / 2 - centreOfMass(box)[axis]).toFixed(9));     // 4.5 and 4.5 + 1e-15 are one place
    return Math.min(Math.max(round(corner), 0), size - side);
  });
  const square = blankImage(size, size);
  box.pixels.forEach((v, i) => {
    square.pixels[(top + Math.floor(i / box.width)) * size + left + i % box.width] = v;
  });
  return square;
}

/** [row, column] of the centre of mass. */
function centreOfMass({width, pixels}) {
  let mass = 0, rows = 0, columns = 0;
  pixels.forEach((v, i) => {
    mass += v;
    rows += v * Math.floor(i / width);
    columns += v * (i % width);
  });
  return [rows / mass, columns / mass];
}

/** To the nearest whole number, halves to the even one, as Python rounds. */
export function round(x) {
  const up = Math.round(x);
  return up - x === 0.5 && up % 2 !== 0 ? up - 1 : up;
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b), half = sorted.length / 2;
  return (sorted[Math.ceil(half) - 1] + sorted[Math.floor(half)]) / 2;
}

/** [the least, the largest] of many values. */
const extent = values =>
  values.reduce(([low, high], v) => [Math.min(low, v), Math.max(high, v)], [Infinity, -Infinity]);
