/** The strokes of a digit, their slant and their width, measured and changed: nn/files/strokes.py. */
import {blankImage} from "./resize.js";

/** a / ā,  at most 1:  ink as dark everywhere as it is on average, ā = Σ a² / Σ a. */
export function even(image) {
  const mean = sum(image, v => v * v) / sum(image, v => v);
  return {...image, pixels: image.pixels.map(v => Math.min(v / mean, 1))};
}

/** How many columns the strokes move to the right with each row upwards:  −Σ x y a / Σ y² a. */
export function slant(image) {
  const mass = sum(image, v => v);
  const row = sum(image, (v, r) => v * r) / mass, column = sum(image, (v, r, c) => v * c) / mass;
  const spread = sum(image, (v, r) => v * (r - row) ** 2);
  return spread > 0 ? -sum(image, (v, r, c) => v * (r - row) * (c - column)) / spread : 0;
}

/** Each row moved to the right by `by` columns for each row above the middle, by linear interpolation. */
export function shear({height, width, pixels}, by) {
  const room = Math.ceil(Math.abs(by) * (height - 1) / 2) + 1, wide = blankImage(height, width + 2 * room);
  for (let r = 0; r < height; r++) {
    const right = by * ((height - 1) / 2 - r) + room, whole = Math.floor(right), part = right - whole;
    for (let c = 0; c < width; c++) {
      const v = pixels[r * width + c], place = r * wide.width + c + whole;
      wide.pixels[place] += (1 - part) * v;
      if (part > 0) wide.pixels[place + 1] += part * v;
    }
  }
  return wide;
}

/** 2 Σ a / Σ |∇a|:  twice the area over the perimeter. */
export function strokeWidth(image) {
  const {height, width, pixels} = pad(image, 1);
  let perimeter = 0;
  for (let r = 0; r < height - 1; r++) {
    for (let i = r * width; i < (r + 1) * width - 1; i++) {
      const down = pixels[i + width] - pixels[i], right = pixels[i + 1] - pixels[i];
      perimeter += Math.sqrt(down * down + right * right);
    }
  }
  return 2 * sum(image, v => v) / perimeter;
}

/** Strokes wider by some pixels, or thinner where `by` is negative: the ink, or the paper, grows by half of it. */
export function widen(image, by) {
  const radius = Math.abs(by) / 2, around = pad(image, Math.ceil(radius));
  return by > 0 ? dilate(around, radius) : inverse(dilate(inverse(around), radius));
}

const inverse = image => ({...image, pixels: image.pixels.map(v => 1 - v)});

function pad({height, width, pixels}, room) {
  const wide = blankImage(height + 2 * room, width + 2 * room);
  for (let r = 0; r < height; r++) {
    wide.pixels.set(pixels.subarray(r * width, (r + 1) * width), (r + room) * wide.width + room);
  }
  return wide;
}

/** max over d of disc(d) · a(p − d),  disc(d) = radius + 1 − |d|, between 0 and 1; pixels at the edge are repeated. */
function dilate(image, radius) {
  const {height, width, pixels} = image, reach = Math.ceil(radius), wide = repeatEdge(image, reach);
  const grown = Float64Array.from(pixels);
  for (let down = 0; down <= 2 * reach; down++) {
    for (let right = 0; right <= 2 * reach; right++) {
      const disc = Math.min(radius + 1 - Math.hypot(down - reach, right - reach), 1);
      if (disc <= 0) continue;
      for (let r = 0, i = 0; r < height; r++) {
        for (let c = 0, j = (r + down) * wide.width + right; c < width; c++, i++, j++) {
          const v = disc * wide.pixels[j];
          if (v > grown[i]) grown[i] = v;
        }
      }
    }
  }
  return {height, width, pixels: grown};
}

/** The image with its edge pixels repeated outwards. */
function repeatEdge({height, width, pixels}, room) {
  const wide = blankImage(height + 2 * room, width + 2 * room);
  const inside = (v, size) => Math.min(Math.max(v, 0), size - 1);
  for (let r = 0, i = 0; r < wide.height; r++) {
    const row = inside(r - room, height) * width;
    for (let c = 0; c < wide.width; c++, i++) wide.pixels[i] = pixels[row + inside(c - room, width)];
  }
  return wide;
}

/** Σ f(a, row, column)  over all pixels. */
function sum({height, width, pixels}, f) {
  let total = 0;
  for (let r = 0, i = 0; r < height; r++) {
    for (let c = 0; c < width; c++, i++) total += f(pixels[i], r, c);
  }
  return total;
}
