/** A 28×28 image as the x of a network, and x as an image again: 784 pixels by rows, or 20×20 by columns. */
import {resize} from "./resize.js";

/** Each column after the other, as MATLAB's X(:) does. */
function unrollColumns({height, width, pixels}) {
  return pixels.map((_, i) => pixels[(i % height) * width + Math.floor(i / height)]);
}

/** A 28×28 image, 0..1, as x. */
export const asInput = (square, inputs) => inputs === 784 ? square.pixels : unrollColumns(resize(square, 20, 20));

/** The number in x of the pixel in row r and column c. */
export const indexAt = (inputs, r, c) => inputs === 784 ? r * 28 + c : c * 20 + r;

/** The pixel of x in row r and column c, as a function of both. */
export const pixelOf = x => (r, c) => x[indexAt(x.length, r, c)];

export const sideOf = x => Math.sqrt(x.length);
