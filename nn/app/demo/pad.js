/** The pad on which one draws, and beside it the image that the network reads. */
import {afterPaint, onceAfterPaint} from "./after_paint.js";
import {$} from "./elements.js";
import {dataDigit, isNew} from "./data.js";
import {BLANK, withEraser, withInk, withoutLast} from "./drawing.js";
import {changedBox, inkOf} from "./ink.js";
import {asInput} from "./input.js";
import {paintDigit, paintInk} from "./paint.js";
import {PAD, erased} from "./pen.js";
import {FAINT, prepareDigit} from "./prepare.js";
import {shiftText, shifted} from "./shift.js";
import {change, data, network, state} from "./state.js";

/** Is more left than an eraser leaves at its edges? */
const isInked = pixels => pixels.some(v => v > FAINT);

/** What is on the pad, {image, x}: 28×28 pixels of the data or a drawing, 0..1, and what the network reads.
 *
 *  x is null on blank paper
 */
export function currentInput() {
  const {digit, strokes, erasers, shift} = state, inputs = network().layer_sizes[0];
  const image = digit === null ? inkOf(strokes, erasers) : digitOnPad(digit, strokes);
  if (!isInked(image.pixels)) return {image, x: null};
  const x = digit === null ? prepareDigit(image.pixels, PAD, PAD, inputs) : asInput(image, inputs);
  return {image, x: shifted(x, shift)};
}

/** A digit of the data, erased where the eraser went. */
function digitOnPad(digit, strokes) {
  const square = {height: 28, width: 28, pixels: dataDigit(data.images, digit, 784)};
  return strokes.length ? erased(square, strokes) : square;
}

export function showPad({image, x}) {
  const side = network().layer_sizes[0] === 784 ? 28 : 20, drawn = state.digit === null;
  showInk(image);
  $("pad").classList.toggle("smooth", drawn);
  $("hint").hidden = x !== null;
  paintDigit($("seen"), x ?? new Float64Array(side * side));
  $("seen-text").textContent = [`${side}×${side} pixels`,
    ...(drawn ? ["cropped, straightened, scaled, centred"] : [digitText(network(), state.digit)]),
    ...(!drawn && state.strokes.length ? ["partly erased"] : []), x ? shiftText(state.shift) : ""].filter(Boolean).join(", ");
  $("eraser").disabled = x === null;
  if (x === null) takePen();                                // with the eraser, one could not draw on blank paper
  $("undo").disabled = state.strokes.length === 0;
}

/** "new digit 2503", "training digit 2513", from 1 as MATLAB's rows; where it is not known, which of both it is: "digit
 *  2513 of the data"
 */
export function digitText(network, digit) {
  if (!network.keptOut) return `digit ${digit + 1} of the data`;
  return `${isNew(network, digit) ? "new" : "training"} digit ${digit + 1}`;
}

const showInk = image => paintInk($("pad"), image, changedBox());

/** The stroke as far as it is drawn; a digit of the data is shown with the answer. */
const showStroke = () => { if (state.digit === null) showInk(inkOf(state.strokes, state.erasers)); };

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
    change(isErasing() ? withEraser(state, stroke) : withInk(state, stroke), afterPaint);
    showStroke();
  });
  pad.addEventListener("pointermove", event => {
    if (!stroke) return;
    const events = event.getCoalescedEvents?.() ?? [];
    (events.length ? events : [event]).forEach(add);
    showStroke();
    answer();
  });
  for (const end of ["pointerup", "pointercancel"]) pad.addEventListener(end, () => { stroke = null; });
  $("clear").addEventListener("click", () => { takePen(); change(BLANK); });
  $("undo").addEventListener("click", () => change(withoutLast(state)));
}

const isErasing = () => $("eraser").getAttribute("aria-pressed") === "true";

function takePen(erasing = false) {
  $("eraser").setAttribute("aria-pressed", erasing);
  $("pad").classList.toggle("erasing", erasing);
}

export const listenToEraser = () => $("eraser").addEventListener("click", () => takePen(!isErasing()));

/** [x, y] of an event, in pixels of the drawing. */
function pointOf(event, pad) {
  const box = pad.getBoundingClientRect();
  return [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height]
    .map(share => Math.min(Math.max(Math.round(share * PAD), 0), PAD - 1));
}
