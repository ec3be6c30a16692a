/** Backpropagation, the part of the gradient: that of the chosen unit's weights, as an image, and as columns. */
import {rowOfGradient} from "./backprop.js";
import {columnsOf, leftOut} from "./columns.js";
import {unitsOf} from "./delta_part.js";
import {create} from "./elements.js";
import {significant, subscript, superscript} from "./format.js";
import {paintDigit, paintWeights} from "./paint.js";
import {largest} from "./signed.js";
import {network, state} from "./state.js";

export const gradientPart = (layers, lesson) => [incoming(layers, lesson), ...outgoing(layers, lesson)];

/** δ⁽²⁾ⱼ · x */
function incoming({activations: [x]}, {deltas}) {
  const j = state.unit, delta = deltas[0][j], row = rowOfGradient(delta, x), most = largest(row.subarray(1));
  const unit = subscript(j + 1), seen = canvas("what the unit reads, x"), image = canvas("the gradient of its weights");
  paintDigit(seen, x);
  paintWeights(image, row, most);
  return create("div", {className: "part-text"},
    create("p", {className: "equation maths", textContent: `∂J/∂Θ⁽¹⁾${unit} = δ⁽²⁾${unit} [1; x]`}),
    create("div", {className: "product"},
           create("span", {className: "number", textContent: `${significant(delta)} ·`}), seen, "=", image,
           create("span", {className: "quiet number", textContent: `±${significant(most, 2)}`})),
    create("p", {textContent: `Its δ times what unit ${j + 1} reads, where x reaches ${significant(largest(x))}. Its bias reads 1: there, the gradient is ` +
                              `${significant(row[0])}.`}));
}

function canvas(label) {
  const element = create("canvas");
  element.setAttribute("role", "img");
  element.setAttribute("aria-label", label);
  return element;
}

/** δ⁽³⁾ₖ a⁽²⁾ⱼ  for all k; nothing where the unit is an output itself. */
function outgoing({activations}, {deltas}) {
  if (network().layer_sizes.length === 2) return [];
  const j = state.unit, {order, labels} = unitsOf(3), [a, unit] = [activations[1][j], subscript(j + 1)];
  const values = order.map(k => deltas[1][k] * a), above = superscript(3);
  return [create("div", {className: "part-columns"},
    create("h3", {className: "maths", textContent: `∂J/∂Θ⁽²⁾ₖ${unit} = δ${above}ₖ a⁽²⁾${unit}, ` +
                                                   `with a⁽²⁾${unit} = ${significant(a)}${leftOut(values)}`}),
    columnsOf(values, labels))];
}
