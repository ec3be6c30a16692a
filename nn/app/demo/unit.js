/** The chosen unit: its weights, the digits that activate it most, and its weights to the outputs. */
import {digitButton, fillDigitButton, listenToDigits, markChosen} from "./digit_button.js";
import {$, create} from "./elements.js";
import {decimals, inOrder} from "./format.js";
import {paintWeights, repaint} from "./paint.js";
import {data, network, state, weightsNow} from "./state.js";
import {scaleOf} from "./tiles.js";
import {topDigits} from "./top_digits.js";

/** Thetas of now; layers as feedforward returns them, null on blank paper. */
export function showUnit(Thetas, layers) {
  const row = Thetas[0][state.unit], numbers = [`bias ${decimals(row[0])}`];
  if (layers) {
    numbers.push(`z = ${decimals(layers.zs[0][state.unit])}`, `a = ${decimals(layers.activations[1][state.unit], 3)}`);
  }
  $("unit-title").replaceChildren(`Unit ${state.unit + 1}`,
    create("span", {className: "maths number", textContent: numbers.join(",  ")}));
  repaint($("weights"), [...weightsNow(), state.unit], () => {
    paintWeights($("weights"), row, scaleOf(network()));
    showTopDigits(row);
    showOutgoing(Thetas);
  });
  markChosen($("top-digits"));
}

function showTopDigits(row) {
  const top = topDigits(row, data.images);
  if ($("top-digits").children.length !== top.length) $("top-digits").replaceChildren(...top.map(() => digitButton()));
  top.forEach((i, place) => fillDigitButton($("top-digits").children[place], i, ""));
}

/** The weights from the unit to each output; upwards (positive) is for the digit, downwards against it. */
function showOutgoing(Thetas) {
  $("outgoing").hidden = Thetas.length !== 2;
  if (Thetas.length !== 2) return;
  const {classes} = network();
  const w = Thetas[1].map(row => row[state.unit + 1]), most = Math.max(...w.map(Math.abs)) || 1;
  $("outgoing-bars").replaceChildren(...inOrder(classes).map(k => {
    const bar = create("i"), share = `${50 * Math.abs(w[k]) / most}%`;
    Object.assign(bar.style, {height: share, [w[k] < 0 ? "top" : "bottom"]: "50%",
                              background: `var(--${w[k] < 0 ? "negative" : "positive"})`});
    const box = create("div", {className: "box", title: `${classes[k]}: ${decimals(w[k])}`}, bar);
    return create("div", {}, box, create("span", {textContent: classes[k]}));
  }));
}

export const listenToUnit = () => listenToDigits($("top-digits"));
