/** Backpropagation, a part for each layer from the last down: its δ. */
import {backThrough, slope} from "./backprop.js";
import {columnsOf, leftOut} from "./columns.js";
import {create} from "./elements.js";
import {inOrder, significant, subscript, superscript} from "./format.js";
import {network, state} from "./state.js";

/** The part of layer l, 2 the first after the inputs. */
export const deltaPart = (l, Thetas, layers, lesson) =>
  l === network().layer_sizes.length ? outputDelta(l, layers, lesson) : hiddenDelta(l, Thetas, layers, lesson);

function outputDelta(l, layers, lesson) {
  const {classes} = network(), order = inOrder(classes), k = classes.indexOf(lesson.truth);
  const L = superscript(l), delta = lesson.deltas.at(-1);
  return [create("div", {className: "part-text"},
    create("p", {className: "equation maths", textContent: `δ${L} = a${L} − y`}),
    create("p", {textContent: `How far each output is off, which is ∂J/∂z${L}: above 0, it is too high and should ` +
                              "fall; below 0, it is too low and should rise."}),
    create("p", {className: "number", textContent: `The ${lesson.truth}: ` +
      `${significant(layers.activations.at(-1)[k])} − 1 = ${significant(delta[k])}`})),
  create("div", {className: "part-columns"}, create("h3", {textContent: `δ${L} of each output`}),
         columnsOf(order.map(i => delta[i]), order.map(i => classes[i]), {marked: lesson.truth, most: 1}))];
}

function hiddenDelta(l, Thetas, layers, lesson) {
  const delta = lesson.deltas[l - 2], above = lesson.deltas[l - 1], Theta = Thetas[l - 1], j = unitOf(l, delta);
  const [here, next, unit] = [superscript(l), superscript(l + 1), subscript(j + 1)];
  const error = backThrough(Theta, above)[j], {labels, order} = unitsOf(l + 1);
  const terms = order.map(k => Theta[k][j + 1] * above[k]);
  const [factor, reason] = slopeTexts(layers.activations[l - 1][j], l === 2 && (network().off ?? []).includes(j));
  return [create("div", {className: "part-text"},
    create("p", {className: "equation maths", textContent: `δ${here} = Θ${here}ᵀ δ${next} ∘ g′(z${here})`}),
    create("p", {textContent: `${whose(l, j)}: the errors of the layer above come back through its weights, ` +
                              "and are multiplied by its slope."}),
    create("p", {className: "number maths",
                 textContent: `δ${here}${unit} = (Σₖ Θ${here}ₖ${unit} δ${next}ₖ) · g′(z${here}${unit}) = ` +
                              `${significant(error)} · ${factor} = ${significant(delta[j])}`}),
    create("p", {className: "quiet maths number", textContent: reason})),
  create("div", {className: "part-columns"},
    create("h3", {textContent: `Θ${here}ₖ${unit} δ${next}ₖ, their sum is ${significant(error)}${leftOut(terms)}`}),
    columnsOf(terms, labels))];
}

/** The unit of layer l whose sum is shown: the chosen one, in deeper layers the one of the largest δ. */
function unitOf(l, delta) {
  if (l === 2) return state.unit;
  return delta.reduce((best, v, j) => Math.abs(v) > Math.abs(delta[best]) ? j : best, 0);
}

const whose = (l, j) =>
  l === 2 ? `Unit ${j + 1}, the selected unit` : `Unit ${j + 1} of this layer, the one with the largest δ`;

/** The units of a layer in the order in which they are shown, and their names: classes, or numbers from 1. */
export function unitsOf(l) {
  const {classes, layer_sizes} = network();
  if (l < layer_sizes.length) {
    const order = [...Array(layer_sizes[l - 1]).keys()];
    return {order, labels: order.map(k => String(k + 1))};
  }
  const order = inOrder(classes);
  return {order, labels: order.map(k => classes[k])};
}

/** g′(z) and how it follows from a. */
function slopeTexts(a, isOff) {
  if (isOff) return ["0", "the unit is switched off: a = 0, whatever z is"];
  return [significant(slope(a, network().hidden)), whySlope(a)];
}

const whySlope = a => ({
  sigmoid: `g′(z) = a (1 − a) = ${significant(a)} · ${significant(1 - a)}: near 0 where a is near 0 or 1`,
  tanh: `g′(z) = 1 − a² = 1 − (${significant(a, 5)})²: near 0 where a is near −1 or 1`,
  relu: `g′(z) = ${a > 0 ? "1, as z > 0" : "0, as z ≤ 0: no error comes through"}`,
  identity: "g′(z) = 1 everywhere",
})[network().hidden];
