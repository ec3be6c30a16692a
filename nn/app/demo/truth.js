/** What the digit on the pad is: what was said, else the label of a digit of the data. */
import {$, create, walkWithArrows} from "./elements.js";
import {withArticle} from "./format.js";
import {change, data, network, state} from "./state.js";

/** The label of the data as text; null where the digit is drawn. */
const label = () => state.digit === null ? null : String(data.labels[state.digit]);

/** The class of which y is 1, as text; null where nobody said what a drawing is, or the network does not know it. */
export function truth() {
  const said = state.truth ?? label();
  return network().classes.includes(said) ? said : null;
}

/** Buttons 0 to 9 in a group of the topics that need y. */
export function buildTruth(group) {
  const buttons = [..."0123456789"].map(name => {
    const button = create("button", {textContent: name});
    button.setAttribute("aria-label", `it is ${withArticle(name)}`);
    button.addEventListener("click", () => change({truth: name === label() ? null : name, ...unitOfClass(name)}));
    return button;
  });
  const row = create("div", {className: "buttons"}, ...buttons);
  row.setAttribute("role", "group");
  row.setAttribute("aria-label", "what the digit is");
  walkWithArrows(row);
  group.append(create("span", {textContent: "It is a"}), row, create("span", {className: "quiet"}));
}

/** What changes with what a digit is said to be: without a hidden layer, the unit of that class is selected. */
export function unitOfClass(name) {
  const {classes, layer_sizes} = network(), unit = classes.indexOf(name);
  return layer_sizes.length === 2 && unit >= 0 ? {unit} : {};
}

export function showTruth(group) {
  const said = truth(), [, row, note] = group.children;
  for (const button of row.children) {
    button.hidden = !network().classes.includes(button.textContent);
    button.setAttribute("aria-pressed", button.textContent === said);
  }
  note.textContent = noteOn(said);
}

function noteOn(said) {
  if (said === null) return "← say which";
  if (label() === null) return "your label";
  return said === label() ? "the data's label" : `your label; the data's is ${label()}`;
}

/** What a topic that needs a digit and its truth still misses, as a sentence, and below it what is to be seen there. */
export function showMissing(place, layers, preview) {
  const missing = whatIsMissing(layers);
  place.hidden = missing === "";
  place.replaceChildren(create("span", {textContent: missing}), create("span", {className: "maths", textContent: preview}));
}

/** "" where it has both. */
function whatIsMissing(layers) {
  if (!layers) return "Draw a digit, or pick one.";
  return truth() === null ? "Backpropagation compares the answer with the truth: say what this digit is." : "";
}
