/** Whose z is explained: what is asked in "Why 3, not 8?". */
import {network, state} from "./state.js";

/** layers as feedforward returns them, null on blank paper.
 *
 *  Returns : {layer, isOutput, unit, than}: number of its layer, the input being 0; is that the last one?; number
 *            of the unit, null on blank paper where none was chosen; number of the one to compare with, or null
 */
export function question(layers) {
  const {layer_sizes} = network(), last = layer_sizes.length - 1, layer = Math.min(state.layer ?? last, last);
  const known = unit => unit !== null && unit < layer_sizes[layer] ? unit : null;
  const isOutput = layer === last, unit = known(state.why) ?? (isOutput ? answer(layers) : 0);
  return {layer, isOutput, unit, than: state.than === unit ? null : known(state.than)};
}

/** The number of the output that the network reads, null on blank paper. */
export function answer(layers) {
  const a = layers?.activations.at(-1);
  return a ? a.indexOf(Math.max(...a)) : null;
}

/** "3" of an output, "unit 7" of a hidden unit */
export const nameOf = ({isOutput}, k) => isOutput ? network().classes[k] : `unit ${k + 1}`;
