/** The parts of a small drawing of curves. */
import {createSvg} from "./elements.js";

/** v -> place, so that low is at from and high at to */
export const linear = (low, high, from, to) => v => from + (to - from) * (v - low) / (high - low || 1);

/** v > 0 -> place, on a logarithmic axis */
export function logarithm(low, high, from, to) {
  const scale = linear(Math.log(low), Math.log(high), from, to);
  return v => scale(Math.log(v));
}

export const curveThrough = (xs, ys, name) =>
  createSvg("polyline", {points: xs.map((x, i) => `${x.toFixed(1)},${ys[i].toFixed(1)}`).join(" "), class: name});

export const lineFrom = (x1, y1, x2, y2, name) => createSvg("line", {x1, y1, x2, y2, class: name});

export const dotAt = (cx, cy, r = 6, name = "dot") => createSvg("circle", {cx, cy, r, class: name});

/** anchor: "start", "middle" or "end" of the text is at x */
export const textAt = (x, y, text, anchor = "start") => createSvg("text", {x, y, "text-anchor": anchor}, text);
