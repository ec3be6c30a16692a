/** How weights read the digits that were kept out of their training. */
import {dataDigit} from "./data.js";
import {feedforward} from "./network.js";

let cached = {numbers: null, inputs: null, X: []};          // digits as networks of so many inputs read them

/** The share of its new digits that a network reads right with these weights.
 *
 *  network : as feedforward takes it, with its classes and keptOut, the numbers of its new digits
 *  data    : images and labels, as unpack of data.js returns them
 */
export function shareOfNewRight(theta, network, {images, labels}) {
  const numbers = network.keptOut, [inputs] = network.layer_sizes;
  if (cached.numbers !== numbers || cached.inputs !== inputs) {
    cached = {numbers, inputs, X: Array.from(numbers, i => dataDigit(images, i, inputs))};
  }
  return cached.X.filter((x, m) => guessOf(theta, x, network) === String(labels[numbers[m]])).length / numbers.length;
}

/** The class of the largest activation. */
function guessOf(theta, x, network) {
  const a = feedforward(theta, x, network).activations.at(-1);
  return network.classes[a.indexOf(Math.max(...a))];
}
