/** What is shown, as the part of the page's address after "#", and back. */
import {bytesOf} from "./data.js";
import {partsOf} from "./lesson.js";
import {PANELS} from "./panels.js";
import {PAD} from "./pen.js";
import {START} from "./state.js";
import {EPSILONS, ETAS} from "./step_sizes.js";
import {TOPICS, shownTopic} from "./topics.js";
import {settingsToText, textToSettings} from "./training_settings.js";

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
  const fields = new URLSearchParams({net: state.net, unit: state.unit + 1});
  if (state.digit !== null) fields.set("digit", state.digit + 1);
  if (state.digit === null || state.strokes.length) fields.set("strokes", strokesToText(state.strokes));
  for (const name of ["erasers", "off"]) {
    if (state[name].length) fields.set(name, state[name].map(i => i + 1).join("_"));
  }
  if (state.shift.some(Boolean)) fields.set("shift", state.shift.join("_"));
  for (const name of ["why", "layer", "than"]) if (state[name] !== null) fields.set(name, state[name] + 1);
  if (state.frame !== null) fields.set("frame", state.frame);
  if (state.of) fields.set("of", state.of);
  if (state.read) fields.set("read", state.read);
  if (state.misread) fields.set("misread", 1);
  if (state.fresh) fields.set("fresh", 1);
  if (state.page) fields.set("page", state.page);
  if (state.topic !== START.topic) fields.set("topic", state.topic);
  if (state.truth) fields.set("truth", state.truth);
  if (state.part > START.part) fields.set("part", state.part);
  for (const name of ["eta", "weight", "epsilon", "nudge"]) {
    if (state[name] !== START[name]) fields.set(name, state[name]);
  }
  const settings = settingsToText(state.training);
  if (settings !== settingsToText(START.training)) fields.set("training", settings);
  if (state.lecture) fields.set("lecture", 1);
  if (state.enlarged) fields.set("enlarged", state.enlarged);
  if (state.hide.length) fields.set("hide", state.hide.join("_"));
  return `#${fields}`;
}

/** What of the page no address contains, "" where it is all there: weights that were changed here are too many. */
export const missingText = ({own}) => own === null ? ""
  : own.origin === "live" ? "without the weights in training; it starts again" : "without the changed weights";

/** The whole address of the page as it is shown. */
export const addressOf = state => location.href.split("#")[0] + toHash(state);

const has = (names, name) => Object.hasOwn(names, name);

/** The state in an address, where digits, units and strokes count from 1; what is missing or wrong is as at the start. */
export function fromHash(hash, {networks, labels}) {
  const fields = new URLSearchParams(hash.slice(1));
  const whole = (name, count, otherwise) =>
    /^\d+$/.test(fields.get(name)) && Number(fields.get(name)) < count ? Number(fields.get(name)) : otherwise;
  const several = (name, count) => {
    const numbers = (fields.get(name) ?? "").split("_").filter(text => /^\d+$/.test(text)).map(text => text - 1);
    return [...new Set(numbers)].filter(number => number >= 0 && number < count).sort((a, b) => a - b);
  };
  const net = whole("net", networks.length, START.net), network = networks[net];
  const digit = name => /^\d$/.test(fields.get(name)) ? fields.get(name) : "";
  const from1 = (name, count, otherwise) => whole(name, count + 1, 0) ? Number(fields.get(name)) - 1 : otherwise;
  const last = network.layer_sizes.length - 1, asked = from1("layer", last, null), layer = asked > 1 ? asked : null;
  const units = network.layer_sizes[layer ?? last];
  let strokes = null;
  try {
    if (fields.has("strokes")) strokes = textToStrokes(fields.get("strokes"));
  } catch { /* not base64: the start's digit */ }
  return {
    ...START,                                               // what no link says
    net, strokes: strokes ?? [],
    erasers: several("erasers", strokes?.length ?? 0), shift: toShift(fields.get("shift")),
    digit: strokes && !fields.has("digit") ? null : from1("digit", labels.length, START.digit),
    unit: from1("unit", network.layer_sizes[1], START.unit),
    off: several("off", network.layer_sizes[1]),
    why: from1("why", units, null), layer, than: from1("than", units, null),
    frame: whole("frame", network.replay.length - 1, null),
    of: digit("of"),
    read: digit("read"),
    misread: fields.get("misread") === "1",
    fresh: fields.get("fresh") === "1",
    page: whole("page", labels.length, 0),
    truth: /^\d$/.test(fields.get("truth")) ? fields.get("truth") : null,
    part: whole("part", partsOf(network.layer_sizes).length + 1, 0) || START.part,
    ...sizesOf(fields),
    ...viewOf(fields),
  };
}

/** eta, weight, epsilon, nudge and training of the state. A weight that the network does not have is its bias. */
function sizesOf(fields) {
  const number = name => Number(fields.get(name) ?? START[name]), weight = number("weight"), nudge = number("nudge");
  const among = (name, values) => values.includes(number(name)) ? number(name) : START[name];
  return {eta: among("eta", ETAS), epsilon: among("epsilon", EPSILONS),
          weight: Number.isInteger(weight) && weight >= 0 ? weight : START.weight,
          nudge: Math.abs(nudge) <= 1 ? nudge : START.nudge, training: textToSettings(fields.get("training") ?? "")};
}

/** How the page is looked at: topic, lecture, enlarged and hide of the state. */
function viewOf(fields) {
  const [topic, enlarged, hidden] = ["topic", "enlarged", "hide"].map(name => fields.get(name) ?? "");
  const hide = [...new Set(hidden.split(/[,_]/))].filter(name => has(PANELS, name) || has(TOPICS, name));
  return {topic: shownTopic(has(TOPICS, topic) ? topic : START.topic, hide), lecture: fields.get("lecture") === "1",
          enlarged: has(PANELS, enlarged) && !hide.includes(enlarged) ? enlarged : "", hide};
}
