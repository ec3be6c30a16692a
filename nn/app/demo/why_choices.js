/** "Why 3, not 8?" as lists to choose from. */
import {$, create} from "./elements.js";
import {inOrder, superscript} from "./format.js";
import {nameOf} from "./question.js";
import {change, network, state} from "./state.js";

/** asked as question returns it; answer: number of the output that is read, null on blank paper. */
export function showChoices(asked, answer) {
  const {classes, layer_sizes} = network(), last = layer_sizes.length - 1;
  const deeper = Array.from({length: Math.max(last - 2, 0)}, (_, i) => [i + 2, `a${superscript(i + 3)}`]);
  const units = asked.isOutput ? inOrder(classes) : [...Array(layer_sizes[asked.layer]).keys()];
  const named = units.map(k => [k, nameOf(asked, k)]);
  $("why-where").hidden = deeper.length === 0;
  fill($("why-layer"), [["", `a${superscript(last + 1)}`], ...deeper], state.layer);
  const follow = ["", answer === null ? "its answer" : `its answer, ${classes[answer]}`];
  if (asked.isOutput) fill($("why-unit"), [follow, ...named], state.why);
  else fill($("why-unit"), named, asked.unit);
  fill($("why-than"), [["", "–"], ...named.filter(([k]) => k !== asked.unit)], asked.than);
}

/** A list of [value, text]; null chooses "". */
function fill(list, options, value) {
  const now = JSON.stringify(options);
  if (list.dataset.options !== now) {
    list.dataset.options = now;
    list.replaceChildren(...options.map(([value, textContent]) => create("option", {value, textContent})));
  }
  list.value = value ?? "";
}

const numberOf = list => list.value === "" ? null : Number(list.value);

export function listenToChoices() {
  $("why-layer").addEventListener("change", () => change({layer: numberOf($("why-layer")), why: null, than: null}));
  $("why-unit").addEventListener("change", () => change({why: numberOf($("why-unit"))}));
  $("why-than").addEventListener("change", () => change({than: numberOf($("why-than"))}));
}
