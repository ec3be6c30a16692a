/** The pad on which one draws, and beside it the image that the network reads. */
import {afterPaint, onceAfterPaint} from "./after_paint.js";
import {$} from "./elements.js";
import {dataDigit} from "./data.js";
import {changedBox, inkOf} from "./ink.js";
import {paintDigit, paintInk} from "./paint.js";
import {PAD} from "./pen.js";
import {prepareDigit} from "./prepare.js";
import {change, data, network, state} from "./state.js";

/** What is on the pad: {image, x}; image is null where it is not a drawing, x is null on blank paper. */
export function currentInput() {
  const inputs = network().layer_sizes[0];
  if (state.digit !== null) return {x: dataDigit(data.images, state.digit, inputs), image: null};
  const image = inkOf(state.strokes);
  return {x: prepareDigit(image.pixels, PAD, PAD, inputs), image};
}

export function showPad({x, image}) {
  const side = network().layer_sizes[0] === 784 ? 28 : 20;
  if (image) showInk(image);
  else paintDigit($("pad"), dataDigit(data.images, state.digit, 784));
  $("pad").classList.toggle("smooth", Boolean(image));
  $("hint").hidden = x !== null;
  paintDigit($("seen"), x ?? new Float64Array(side * side));
  $("seen-text").textContent = `${side}×${side} pixels, ` +
    (image ? "cropped, sheared, scaled, centred" : `digit ${state.digit} of the data`);
  $("undo").disabled = state.strokes.length === 0;
}

const showInk = image => paintInk($("pad"), image, changedBox());

/** Mouse, pen and finger. A stroke grows in place and on the screen at once; drawingChanged is called after that. */
export function listenToPen(drawingChanged) {
  const pad = $("pad"), answer = onceAfterPaint(drawingChanged);
  let stroke = null;
  const add = event => {
    const [x, y] = pointOf(event, pad), last = stroke.at(-1);
    if (!last || Math.hypot(x - last[0], y - last[1]) >= 2) stroke.push([x, y]);
  };
  pad.addEventListener("pointerdown", event => {
    if (event.button !== 0) return;
    event.preventDefault();
    pad.setPointerCapture(event.pointerId);
    stroke = [];
    add(event);
    change({digit: null, strokes: [...state.strokes, stroke]}, afterPaint);
    showInk(inkOf(state.strokes));
  });
  pad.addEventListener("pointermove", event => {
    if (!stroke) return;
    const events = event.getCoalescedEvents?.() ?? [];
    (events.length ? events : [event]).forEach(add);
    showInk(inkOf(state.strokes));
    answer();
  });
  for (const end of ["pointerup", "pointercancel"]) pad.addEventListener(end, () => { stroke = null; });
  $("clear").addEventListener("click", () => change({digit: null, strokes: []}));
  $("undo").addEventListener("click", () => change({strokes: state.strokes.slice(0, -1)}));
}

/** [x, y] of an event, in pixels of the drawing. */
function pointOf(event, pad) {
  const box = pad.getBoundingClientRect();
  return [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height]
    .map(share => Math.min(Math.max(Math.round(share * PAD), 0), PAD - 1));
}
