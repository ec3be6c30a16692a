/** Images on canvases. */
import {colours, greyOf, weightColour} from "./colours.js";
import {pixelOf, sideOf} from "./input.js";

/** Fills a canvas of side × side pixels; colour(r, c) is [red, green, blue]. */
export function paint(canvas, side, colour) {
  canvas.width = canvas.height = side;
  const context = canvas.getContext("2d"), image = context.createImageData(side, side);
  for (let r = 0, i = 0; r < side; r++) {
    for (let c = 0; c < side; c++, i += 4) write(image.data, i, colour(r, c));
  }
  context.putImageData(image, 0, 0);
}

/** A pixel of an ImageData: red, green, blue, and not transparent. */
function write(data, i, [red, green, blue]) {
  data[i] = red;
  data[i + 1] = green;
  data[i + 2] = blue;
  data[i + 3] = 255;
}

const inks = new WeakMap();                                 // canvas -> {image, paper} that it was filled with

/** An image that grows, ink from 0 to 1: all of it on a canvas that showed another, else the box where it changed.
 *
 *  box : {top, bottom, left, right}, the last ones included; null where nothing changed
 */
export function paintInk(canvas, image, box) {
  const {height, width} = image, before = inks.get(canvas);
  if (canvas.width !== width || before?.image !== image || before.paper !== colours.paper) {
    canvas.width = width;
    canvas.height = height;
    inks.set(canvas, {image, paper: colours.paper});
    box = {top: 0, bottom: height - 1, left: 0, right: width - 1};
  }
  if (box) paintBox(canvas.getContext("2d"), image, box);
}

function paintBox(context, {width, pixels}, {top, bottom, left, right}) {
  const part = context.createImageData(right - left + 1, bottom - top + 1);
  for (let r = top, i = 0; r <= bottom; r++) {
    for (let c = left; c <= right; c++, i += 4) write(part.data, i, greyOf(pixels[r * width + c]));
  }
  context.putImageData(part, left, top);
}

export function paintDigit(canvas, x) {
  const pixel = pixelOf(x);
  paint(canvas, sideOf(x), (r, c) => greyOf(pixel(r, c)));
}

/** A unit's weights, without the bias; ±scale are the ends of the colours. */
export function paintWeights(canvas, row, scale) {
  const pixel = pixelOf(row.subarray(1));
  paint(canvas, sideOf(row.subarray(1)), (r, c) => weightColour(pixel(r, c) / scale));
}

/** The weights at both ends of the colours: half of the largest, or the few large ones would leave all others grey; at
 *  most twice the median of what is the largest in a unit, or one unit whose weights diverge would.
 */
export function weightScale(Theta1) {
  const largest = Theta1.map(row => row.subarray(1).reduce((most, w) => Math.max(most, Math.abs(w)), 0));
  largest.sort((a, b) => a - b);
  return Math.min(largest.at(-1) / 2, 2 * largest[Math.floor(largest.length / 2)]) || 1;
}

/** Activations as 0..1, for the eye: as they are for a sigmoid, else as shares of the largest. */
export function brightness(a) {
  const most = Math.max(1, ...a.map(Math.abs));
  return Array.from(a, ai => Math.abs(ai) / most);
}

/** Calls draw where the reasons, or the colours, are not what they were for this element. */
export function repaint(element, reasons, draw) {
  const now = JSON.stringify([...reasons, colours]);
  if (element.dataset.painted === now) return;
  element.dataset.painted = now;
  draw();
}
