/** The chosen unit: its weights, the digits that activate it most, and its weights to the outputs. */
import {signedBars} from "./bars.js";
import {digitButton, fillDigitButton, listenToDigits, markChosen} from "./digit_button.js";
import {$, create} from "./elements.js";
import {decimals, inOrder} from "./format.js";
import {paintWeights, repaint} from "./paint.js";
import {listenToProducts, showProducts} from "./products.js";
import {readingNow} from "./reader.js";
import {data, network, state, weightsNow} from "./state.js";
import {scaleOf} from "./tiles.js";
import {topDigits} from "./top_digits.js";

/** Thetas of now; layers as feedforward returns them, null on blank paper. */
export function showUnit(Thetas, layers) {
  const row = Thetas[0][state.unit], scale = scaleOf(network());
  $("unit-name").textContent = `Unit ${state.unit + 1}`;
  repaint($("weights"), [...weightsNow(), state.unit, readingNow()], () => {
    paintWeights($("weights"), row, scale);
    showTopDigits(row);
    showOutgoing(Thetas);
  });
  showProducts(row, layers && {x: layers.activations[0], a: layers.activations[1][state.unit],
                                   isOff: state.off.includes(state.unit)}, scale);
  markChosen($("top-digits"));
}

function showTopDigits(row) {
  const top = topDigits(row, data.images);
  if ($("top-digits").children.length !== top.length) $("top-digits").replaceChildren(...top.map(() => digitButton()));
  top.forEach((i, place) => fillDigitButton($("top-digits").children[place], i, ""));
}

/** The weights from the unit to each output; upwards is for the digit, downwards against it. */
function showOutgoing(Thetas) {
  $("outgoing").hidden = Thetas.length !== 2;
  if (Thetas.length !== 2) return;
  const {classes} = network();
  $("outgoing-bars").replaceChildren(...signedBars(inOrder(classes).map(k => {
    const value = Thetas[1][k][state.unit + 1];
    return {name: classes[k], value, title: `${classes[k]}: ${decimals(value)}`};
  })));
}

export function listenToUnit() {
  listenToDigits($("top-digits"));
  listenToProducts();
}
