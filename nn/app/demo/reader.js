/** What the weights of now read the 5,000 digits as: changed ones, those of a snapshot, units switched off. */
import {readsAs} from "./data.js";
import {dotRow, largest} from "./descent.js";
import {examplesFor} from "./examples.js";
import {feedforwardFrom, unflatten} from "./network.js";
import {data, network, showsTrained, state, theta, weightsNow} from "./state.js";

/** The number of the output that the network takes each example for; X as examplesOf of examples.js returns it. */
export function predictedBy(theta, network, X) {
  const Thetas = unflatten(theta, network.layer_sizes), z = new Float64Array(Thetas[0].length);
  return Uint8Array.from(X.k, (_, example) => {
    Thetas[0].forEach((row, j) => { z[j] = dotRow(row, 0, X, example); });
    return largest(feedforwardFrom(z.slice(), Thetas, null, network).activations.at(-1));
  });
}

/** The shares of the digits that are read right, {training, new}, or {all} where it is not known which are new. */
export function accuracyOf(network, labels) {
  const parts = network.keptOut ? {training: [0, 0], new: [0, 0]} : {all: [0, 0]}, isNew = new Set(network.keptOut);
  labels.forEach((label, i) => {
    const part = parts.all ?? (isNew.has(i) ? parts.new : parts.training);
    part[0] += readsAs(network, i) === String(label) ? 1 : 0;
    part[1] += 1;
  });
  return Object.fromEntries(Object.entries(parts).map(([name, [right, all]]) => [name, right / all]));
}

let read = {weights: null, predicted: null, accuracy: null};        // by the weights that were read with last

/** The network that is shown, predicted and accuracy by its weights of now; in training, by those of its last score. */
export function reader() {
  const shown = network(), inTraining = shown.origin === "live";
  if (showsTrained() || inTraining && !state.off.length) return shown;
  const weights = JSON.stringify([inTraining ? shown.scored : weightsNow(), state.off]);
  if (read.weights !== weights) {
    const predicted = predictedBy(theta(), shown, examplesFor(data, shown.layer_sizes[0]));
    read = {weights, predicted, accuracy: accuracyOf({...shown, predicted}, data.labels)};
  }
  return {...shown, predicted: read.predicted, accuracy: read.accuracy};
}

let predicted = null, readings = 0;                         // by the weights that were shown last

/** Tells one way to read the 5,000 digits from another, for repaint. */
export function readingNow() {
  if (reader().predicted !== predicted) readings += 1;
  predicted = reader().predicted;
  return readings;
}
