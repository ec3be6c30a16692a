/** The topic of backpropagation: its parts, one at a time. */
import {costPart} from "./cost_part.js";
import {deltaPart} from "./delta_part.js";
import {$, create, walkWithArrows} from "./elements.js";
import {superscript} from "./format.js";
import {gradientPart} from "./gradient_part.js";
import {partNow, partsOf} from "./lesson.js";
import {repaint} from "./paint.js";
import {change, network, state} from "./state.js";
import {buildStepPart, listenToStepPart, showStepPart} from "./step_part.js";
import {buildTruth, showMissing, showTruth} from "./truth.js";

const TEXTS = {cost: () => "cost J", delta: layer => `δ${superscript(layer)}`, gradient: () => "∂J/∂Θ",
               step: () => "one step"};

export function buildParts() {
  buildTruth($("backprop-truth"));
  buildStepPart();
}

/** Thetas of now, layers as feedforward returns them, lesson as lessonOf does. */
export function showParts(Thetas, layers, lesson) {
  if (state.topic !== "backprop") return;
  const parts = partsOf(network().layer_sizes), part = parts[partNow() - 1];
  showTruth($("backprop-truth"));
  showTabs(parts);
  showMissing($("part-missing"), layers, previewOf(network()));
  $("part").hidden = !lesson || part.name === "step";
  $("step-part").hidden = part.name !== "step";
  if (part.name === "step") showStepPart(layers, lesson);
  else if (lesson) $("part").replaceChildren(...contentOf(part, Thetas, layers, lesson));
}

/** The equations of the parts, a line each. */
const previewOf = ({layer_sizes: {length: L}}) => [
  "J = Σₖ Jₖ", `δ${superscript(L)} = a${superscript(L)} − y`,
  ...L > 2 ? ["δ⁽ˡ⁾ = Θ⁽ˡ⁾ᵀ δ⁽ˡ⁺¹⁾ ∘ g′(z⁽ˡ⁾)"] : [], "∂J/∂Θ⁽ˡ⁾ = δ⁽ˡ⁺¹⁾ [1; a⁽ˡ⁾]ᵀ", "Θ ← Θ − η ∂J/∂Θ"].join("\n");

function contentOf({name, layer}, Thetas, layers, lesson) {
  if (name === "cost") return costPart(layers, lesson);
  return name === "delta" ? deltaPart(layer, Thetas, layers, lesson) : gradientPart(layers, lesson);
}

function showTabs(parts) {
  repaint($("parts"), [parts], () => $("parts").replaceChildren(...parts.map(({name, layer}, i) => {
    const tab = create("button", {textContent: `${i + 1} ${TEXTS[name](layer)}`});
    tab.addEventListener("click", () => change({part: i + 1}));
    return tab;
  })));
  [...$("parts").children].forEach((tab, i) => tab.setAttribute("aria-pressed", i + 1 === partNow()));
  $("next-part").disabled = partNow() === parts.length;
}

export function listenToParts() {
  walkWithArrows($("parts"));
  $("next-part").addEventListener("click", () => change({part: partNow() + 1}));
  listenToStepPart();
}
