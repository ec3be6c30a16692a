/** The weight that the gradient check nudges: one of the chosen unit's, or one from it to the next layer.
 *
 *  state.weight : 0 is the unit's bias, 1 to n are the weights of its inputs, from n + 1 on those to the next layer
 */
import {network, state} from "./state.js";

const inputs = () => network().layer_sizes[0];

/** How many weights go from the unit to the next layer: none where it is an output. */
export const outgoingWeights = () => network().layer_sizes[2] ?? 0;

export const weightNow = () => state.weight <= inputs() + outgoingWeights() ? state.weight : 0;

/** The number in state.weight of the weight to unit k of the next layer. */
export const outgoingWeight = k => inputs() + 1 + k;

/** The number of the unit of the next layer that the weight leads to, null where it is one of the chosen unit's own. */
export const leadsTo = () => weightNow() > inputs() ? weightNow() - inputs() - 1 : null;

/** The place of the weight in theta. */
export function placeInTheta() {
  const {layer_sizes: [n, h]} = network(), k = leadsTo();
  return k === null ? state.unit * (n + 1) + weightNow() : h * (n + 1) + k * (h + 1) + 1 + state.unit;
}
