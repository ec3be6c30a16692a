/** The chosen unit: its weights, the digits that activate it most, and its weights to the outputs. */
import {signedBars} from "./bars.js";
import {unitsOf} from "./delta_part.js";
import {digitButton, fillDigitButton, listenToDigits, markChosen} from "./digit_button.js";
import {$, create} from "./elements.js";
import {decimals} from "./format.js";
import {paintWeights, repaint} from "./paint.js";
import {listenToProducts, showProducts} from "./products.js";
import {readingNow} from "./reader.js";
import {data, network, state, weightsNow} from "./state.js";
import {scaleOf} from "./tiles.js";
import {topDigits} from "./top_digits.js";

const MANY = 20;                                            // bars, with no room for their numbers

/** Thetas of now; layers as feedforward returns them, null on blank paper. */
export function showUnit(Thetas, layers) {
  const row = Thetas[0][state.unit], scale = scaleOf(network());
  $("unit-name").textContent = titleOf(state.unit);
  repaint($("weights"), [...weightsNow(), state.unit, readingNow()], () => {
    paintWeights($("weights"), row, scale);
    showTopDigits(row);
    showOutgoing(Thetas);
  });
  showProducts(row, layers && {x: layers.activations[0], a: layers.activations[1][state.unit],
                                   isOff: state.off.includes(state.unit)}, scale);
  markChosen($("top-digits"));
}

/** "Unit 7"; of an output "Unit 10: “0”" */
const titleOf = unit => `Unit ${unit + 1}${network().layer_sizes.length > 2 ? "" : `: “${network().classes[unit]}”`}`;

function showTopDigits(row) {
  const top = topDigits(row, data.images);
  if ($("top-digits").children.length !== top.length) $("top-digits").replaceChildren(...top.map(() => digitButton()));
  top.forEach((i, place) => fillDigitButton($("top-digits").children[place], i, ""));
}

/** The weights from the unit to each unit of the next layer; to an output, upwards is for the digit, downwards against it. */
function showOutgoing(Thetas) {
  $("outgoing").hidden = Thetas.length < 2;
  if (Thetas.length < 2) return;
  const {order, labels} = unitsOf(3), isMany = order.length > MANY;
  $("outgoing-title").replaceChildren(`Its weights to the ${Thetas.length === 2 ? "outputs" : "next layer"}`,
                                      create("span", {className: "maths", textContent: ", Θ⁽²⁾"}));
  $("outgoing-bars").replaceChildren(...signedBars(order.map((k, i) => {
    const value = Thetas[1][k][state.unit + 1];
    return {name: isMany ? "" : labels[i], value, title: `${labels[i]}: ${decimals(value)}`};
  })));
}

export function listenToUnit() {
  listenToDigits($("top-digits"));
  listenToProducts();
}
