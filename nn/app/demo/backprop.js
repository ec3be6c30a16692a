/** Backpropagation of one example: nn/backprop.py and the slopes of nn/activations.py. */
import {feedforward, unflatten} from "./network.js";

const SLOPES = {sigmoid: a => a * (1 - a), tanh: a => 1 - a * a, relu: a => Number(a > 0), identity: () => 1};

/** g′(z)  of one unit of a hidden layer, from a = g(z); hidden is the name of g */
export const slope = (a, hidden) => SLOPES[hidden](a);

/** Θᵀ δ  without the bias: the errors of the units above, back through the weights to each unit below. */
export function backThrough(Theta, delta) {
  const error = new Float64Array(Theta[0].length - 1);
  Theta.forEach((row, k) => {
    for (let j = 0; j < error.length; j++) error[j] += row[j + 1] * delta[k];
  });
  return error;
}

/** δ⁽ᴸ⁾ = a⁽ᴸ⁾ − y,   δ⁽ˡ⁾ = Θ⁽ˡ⁾ᵀ δ⁽ˡ⁺¹⁾ ∘ g′(z⁽ˡ⁾)
 *
 *  Thetas, activations : as unflatten and feedforward return them
 *  y       : one number an output
 *  network : {hidden, off}, the name of the hidden layers' g, and units of the first of them that are switched off
 *  Returns : [δ⁽²⁾, …, δ⁽ᴸ⁾]
 */
export function deltasOf(Thetas, activations, y, {hidden, off = []}) {
  const deltas = [activations.at(-1).map((ak, k) => ak - y[k])];
  for (let l = Thetas.length - 1; l > 0; l--) {
    const error = backThrough(Thetas[l], deltas[0]);
    deltas.unshift(error.map((e, j) => e * slope(activations[l][j], hidden)));
  }
  if (Thetas.length > 1) off.forEach(j => { deltas[0][j] = 0; });
  return deltas;
}

/** δᵢ [1; a],  the gradient of one unit's weights: its δ times what it received, the bias first */
export function rowOfGradient(delta, a) {
  const row = new Float64Array(a.length + 1);
  row[0] = delta;
  for (let j = 0; j < a.length; j++) row[j + 1] = delta * a[j];
  return row;
}

/** ∂J/∂Θ⁽ˡ⁾ = δ⁽ˡ⁺¹⁾ [1; a⁽ˡ⁾]ᵀ  of one example, without regularization, as flat as theta; arguments as in cost. */
export function gradient(theta, x, y, network) {
  const Thetas = unflatten(theta, network.layer_sizes), {activations} = feedforward(theta, x, network);
  const flat = new Float64Array(theta.length);
  let start = 0;
  deltasOf(Thetas, activations, y, network).forEach((delta, l) => delta.forEach(di => {
    const row = rowOfGradient(di, activations[l]);
    flat.set(row, start);
    start += row.length;
  }));
  return flat;
}
