/** What is shown, as the part of the page's address after "#", and back. */
import {bytesOf} from "./data.js";
import {partsOf} from "./lesson.js";
import {PAD} from "./pen.js";
import {START} from "./state.js";
import {TOPICS} from "./topics.js";

/** Strokes as text for the address: a byte a coordinate, 255 after each stroke. */
function strokesToText(strokes) {
  const numbers = strokes.flatMap(stroke => [...stroke.flat(), 255]);
  return btoa(String.fromCharCode(...numbers)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function textToStrokes(text) {
  const strokes = [], numbers = bytesOf(text.replaceAll("-", "+").replaceAll("_", "/"));
  for (let i = 0, stroke = []; i < numbers.length; i++) {
    if (numbers[i] === 255) {
      if (stroke.length) strokes.push(stroke);
      stroke = [];
    } else {
      stroke.push([numbers[i], numbers[++i]]);
    }
  }
  return strokes.filter(stroke => stroke.flat().every(v => v < PAD));
}

export function toHash(state) {
  const fields = new URLSearchParams({net: state.net, unit: state.unit});
  if (state.digit !== null) fields.set("digit", state.digit);
  else fields.set("strokes", strokesToText(state.strokes));
  if (state.frame !== null) fields.set("frame", state.frame);
  if (state.of) fields.set("of", state.of);
  if (state.misread) fields.set("misread", 1);
  if (state.page) fields.set("page", state.page);
  if (state.topic !== START.topic) fields.set("topic", state.topic);
  if (state.truth) fields.set("truth", state.truth);
  if (state.part > START.part) fields.set("part", state.part);
  return `#${fields}`;
}

/** The state in an address; what is missing or wrong there is as at the start. */
export function fromHash(hash, {networks, labels}) {
  const fields = new URLSearchParams(hash.slice(1));
  const whole = (name, count, otherwise) =>
    /^\d+$/.test(fields.get(name)) && Number(fields.get(name)) < count ? Number(fields.get(name)) : otherwise;
  const net = whole("net", networks.length, START.net), network = networks[net];
  let strokes = null;
  try {
    if (fields.has("strokes")) strokes = textToStrokes(fields.get("strokes"));
  } catch { /* not base64: the start's digit */ }
  return {
    ...START,                                               // what no link says
    net, strokes: strokes ?? [],
    digit: strokes ? null : whole("digit", labels.length, START.digit),
    unit: whole("unit", network.layer_sizes[1], START.unit),
    frame: whole("frame", network.replay.length - 1, null),
    of: /^\d$/.test(fields.get("of")) ? fields.get("of") : "",
    misread: fields.get("misread") === "1",
    page: whole("page", labels.length, 0),
    topic: fields.get("topic") in TOPICS ? fields.get("topic") : START.topic,
    truth: /^\d$/.test(fields.get("truth")) ? fields.get("truth") : null,
    part: whole("part", partsOf(network.layer_sizes).length + 1, 0) || START.part,
  };
}
