/** The forward pass of one example: nn/network.py and nn/activations.py. */

const sigmoid = z => z.map(zi => 1 / (1 + Math.exp(-zi)));
const tanh = z => z.map(Math.tanh);
const relu = z => z.map(zi => Math.max(0, zi));
const identity = z => z;

/** aₖ = exp(zₖ) / Σⱼ exp(zⱼ),  both divided by exp(max z) so that none overflows */
function softmax(z) {
  const largest = Math.max(...z);
  const e = z.map(zi => Math.exp(zi - largest));
  const sum = e.reduce((a, b) => a + b);
  return e.map(ei => ei / sum);
}

const HIDDEN = {sigmoid, tanh, relu, identity};
const OUTPUT = {sigmoid, softmax};

/** theta -> one Theta a layer: a list of rows, each a unit's weights; column 0 is the bias. */
export function unflatten(theta, layer_sizes) {
  const Thetas = [];
  let start = 0;
  for (let l = 0; l < layer_sizes.length - 1; l++) {
    const columns = layer_sizes[l] + 1, Theta = [];
    for (let i = 0; i < layer_sizes[l + 1]; i++, start += columns) {
      Theta.push(theta.subarray(start, start + columns));
    }
    Thetas.push(Theta);
  }
  return Thetas;
}

/** z = Θ [1; a] */
function weightedSums(Theta, a) {
  return Float64Array.from(Theta, row => {
    let z = row[0];                                         // the bias
    for (let j = 0; j < a.length; j++) z += row[j + 1] * a[j];
    return z;
  });
}

/** aⱼ = 0 for each unit j that is off */
const without = (off, a) => off.length ? a.map((aj, j) => off.includes(j) ? 0 : aj) : a;

/** a⁽¹⁾ = x,  z⁽ˡ⁺¹⁾ = Θ⁽ˡ⁾ [1; a⁽ˡ⁾],  a⁽ˡ⁺¹⁾ = g(z⁽ˡ⁺¹⁾)
 *
 *  theta   : all weights, a Float64Array
 *  x       : one example, as many numbers as there are inputs
 *  network : {layer_sizes, hidden, output, off}, hidden and output the names of g, off numbers of the units of the
 *            first hidden layer that are switched off
 *  Returns : {activations, zs}, one array a layer, as nn.feedforward
 */
export function feedforward(theta, x, network) {
  const Thetas = unflatten(theta, network.layer_sizes);
  return feedforwardFrom(weightedSums(Thetas[0], x), Thetas, x, network);
}

/** The same from z⁽²⁾ on. */
export function feedforwardFrom(z, Thetas, x, {hidden, output, off = []}) {
  const activations = [x], zs = [];
  Thetas.forEach((Theta, l) => {
    const g = l < Thetas.length - 1 ? HIDDEN[hidden] : OUTPUT[output];
    zs.push(l === 0 ? z : weightedSums(Theta, activations.at(-1)));
    activations.push(l === 0 && Thetas.length > 1 ? without(off, g(z)) : g(zs.at(-1)));
  });
  return {activations, zs};
}
