/** The lesson on backpropagation: how far it has come, and its numbers of the digit on the pad. */
import {deltasOf} from "./backprop.js";
import {costs, oneHot, sum} from "./cost.js";
import {network, state} from "./state.js";
import {truth} from "./truth.js";

/** The parts of the lesson in order: the cost, δ of each layer from the last down to the second, the gradient, a step.
 *
 *  Returns : [{name}], of a δ {name, layer}; the inputs are layer 1
 */
export function partsOf(layer_sizes) {
  const L = layer_sizes.length, deltas = Array.from({length: L - 1}, (_, i) => ({name: "delta", layer: L - i}));
  return [{name: "cost"}, ...deltas, {name: "gradient"}, {name: "step"}];
}

/** The number of the part that is shown, from 1. */
export const partNow = () => Math.min(state.part, partsOf(network().layer_sizes).length);

/** Is δ of this layer shown in place of its activations? */
export const showsDelta = layer => state.topic === "backprop" && partNow() >= 2 + network().layer_sizes.length - layer;

/** y, Jₖ, their sum J and the δ of all layers, [δ⁽²⁾, …, δ⁽ᴸ⁾]; null where no topic needs them or no truth is known.
 *
 *  Thetas of now; layers as feedforward returns them, null on blank paper
 */
export function lessonOf(Thetas, layers) {
  const said = truth(), {classes, output} = network();
  if (!["backprop", "check"].includes(state.topic) || !layers || said === null) return null;
  const y = oneHot(classes, said), terms = costs(layers.zs.at(-1), y, output);
  return {y, truth: said, costs: terms, J: sum(terms), deltas: deltasOf(Thetas, layers.activations, y, network())};
}
