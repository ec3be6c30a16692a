/** Images on canvases. */
import {colours, greyOf, weightColour} from "./colours.js";
import {pixelOf, sideOf} from "./input.js";

/** Fills a canvas of side × side pixels; colour(r, c) is [red, green, blue]. */
export function paint(canvas, side, colour) {
  canvas.width = canvas.height = side;
  const context = canvas.getContext("2d"), image = context.createImageData(side, side);
  for (let r = 0; r < side; r++) {
    for (let c = 0; c < side; c++) image.data.set([...colour(r, c), 255], 4 * (r * side + c));
  }
  context.putImageData(image, 0, 0);
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

/** The weights at both ends of the colours: half of the largest, or the few large ones would leave all others grey. */
export function weightScale(Theta1) {
  return Math.max(...Theta1.map(row => row.subarray(1).reduce((most, w) => Math.max(most, Math.abs(w)), 0))) / 2 || 1;
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
