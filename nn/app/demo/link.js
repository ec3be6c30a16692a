/** What is shown, as the part of the page's address after "#", and back. */
import {bytesOf} from "./data.js";
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

/** "1_-2" as [down, right] */
const toShift = text => /^-?\d_-?\d$/.test(text) ? text.split("_").map(Number) : START.shift;

export function toHash(state) {
  const fields = new URLSearchParams({net: state.net, unit: state.unit});
  if (state.digit !== null) fields.set("digit", state.digit);
  if (state.digit === null || state.strokes.length) fields.set("strokes", strokesToText(state.strokes));
  for (const name of ["erasers", "off"]) if (state[name].length) fields.set(name, state[name].map(i => i + 1).join("_"));
  if (state.shift.some(Boolean)) fields.set("shift", state.shift.join("_"));
  for (const name of ["why", "layer", "than"]) if (state[name] !== null) fields.set(name, state[name] + 1);
  if (state.frame !== null) fields.set("frame", state.frame);
  if (state.of) fields.set("of", state.of);
  if (state.read) fields.set("read", state.read);
  if (state.misread) fields.set("misread", 1);
  if (state.fresh) fields.set("fresh", 1);
  if (state.page) fields.set("page", state.page);
  if (state.topic !== START.topic) fields.set("topic", state.topic);
  return `#${fields}`;
}

/** The state in an address; what is missing or wrong there is as at the start. Strokes to erase, units that are off or
 *  asked about, and layers count from 1 there.
 */
export function fromHash(hash, {networks, labels}) {
  const fields = new URLSearchParams(hash.slice(1));
  const whole = (name, count, otherwise) =>
    /^\d+$/.test(fields.get(name)) && Number(fields.get(name)) < count ? Number(fields.get(name)) : otherwise;
  const several = (name, count) => {
    const numbers = (fields.get(name) ?? "").split("_").filter(text => /^\d+$/.test(text)).map(text => text - 1);
    return [...new Set(numbers)].filter(number => number >= 0 && number < count).sort((a, b) => a - b);
  };
  const one = (name, count) => several(name, count)[0] ?? null;
  const net = whole("net", networks.length, START.net), network = networks[net];
  const digit = name => /^\d$/.test(fields.get(name)) ? fields.get(name) : "";
  const last = network.layer_sizes.length - 1, asked = one("layer", last), layer = asked > 1 ? asked : null;
  const units = network.layer_sizes[layer ?? last];
  let strokes = null;
  try {
    if (fields.has("strokes")) strokes = textToStrokes(fields.get("strokes"));
  } catch { /* not base64: the start's digit */ }
  return {
    net, strokes: strokes ?? [],
    erasers: several("erasers", strokes?.length ?? 0), shift: toShift(fields.get("shift")),
    digit: strokes && !fields.has("digit") ? null : whole("digit", labels.length, START.digit),
    unit: whole("unit", network.layer_sizes[1], START.unit),
    off: several("off", network.layer_sizes[1]), why: one("why", units), layer, than: one("than", units),
    frame: whole("frame", network.replay.length - 1, null),
    of: digit("of"),
    read: digit("read"),
    misread: fields.get("misread") === "1",
    fresh: fields.get("fresh") === "1",
    page: whole("page", labels.length, 0),
    topic: fields.get("topic") in TOPICS ? fields.get("topic") : START.topic,
    own: null,
  };
}
