/** What is shown, as the part of the page's address after "#", and back. */
import {bytesOf} from "./data.js";
import {PANELS} from "./panels.js";
import {PAD} from "./pen.js";
import {START} from "./state.js";
import {TOPICS, shownTopic} from "./topics.js";

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
  const fields = new URLSearchParams({net: state.net, unit: state.unit + 1});
  if (state.digit !== null) fields.set("digit", state.digit);
  else fields.set("strokes", strokesToText(state.strokes));
  if (state.frame !== null) fields.set("frame", state.frame);
  if (state.of) fields.set("of", state.of);
  if (state.read) fields.set("read", state.read);
  if (state.misread) fields.set("misread", 1);
  if (state.fresh) fields.set("fresh", 1);
  if (state.page) fields.set("page", state.page);
  if (state.topic !== START.topic) fields.set("topic", state.topic);
  if (state.lecture) fields.set("lecture", 1);
  if (state.enlarged) fields.set("enlarged", state.enlarged);
  if (state.hide.length) fields.set("hide", state.hide.join("_"));
  return `#${fields}`;
}

/** The whole address of the page as it is shown. */
export const addressOf = state => location.href.split("#")[0] + toHash(state);

const has = (names, name) => Object.hasOwn(names, name);

/** The state in an address, where units count from 1; what is missing or wrong there is as at the start. */
export function fromHash(hash, {networks, labels}) {
  const fields = new URLSearchParams(hash.slice(1));
  const whole = (name, count, otherwise) =>
    /^\d+$/.test(fields.get(name)) && Number(fields.get(name)) < count ? Number(fields.get(name)) : otherwise;
  const net = whole("net", networks.length, START.net), network = networks[net];
  const digit = name => /^\d$/.test(fields.get(name)) ? fields.get(name) : "";
  const hide = [...new Set((fields.get("hide") ?? "").split(/[,_]/))].filter(name => has(PANELS, name) || has(TOPICS, name));
  const enlarged = fields.get("enlarged"), topic = fields.get("topic");
  let strokes = null;
  try {
    if (fields.has("strokes")) strokes = textToStrokes(fields.get("strokes"));
  } catch { /* not base64: the start's digit */ }
  return {
    net, strokes: strokes ?? [],
    digit: strokes ? null : whole("digit", labels.length, START.digit),
    unit: Math.max(whole("unit", network.layer_sizes[1] + 1, START.unit + 1), 1) - 1,
    frame: whole("frame", network.replay.length - 1, null),
    of: digit("of"),
    read: digit("read"),
    misread: fields.get("misread") === "1",
    fresh: fields.get("fresh") === "1",
    page: whole("page", labels.length, 0),
    topic: shownTopic(has(TOPICS, topic) ? topic : START.topic, hide),
    lecture: fields.get("lecture") === "1",
    enlarged: has(PANELS, enlarged) && !hide.includes(enlarged) ? enlarged : "",
    hide,
    own: null,
  };
}
