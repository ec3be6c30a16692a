/** What the page carries, nn/app/demo/pack.py, unpacked: networks and the 5,000 digits. */
import {asInput} from "./input.js";

export const bytesOf = base64 => Uint8Array.from(atob(base64), character => character.charCodeAt(0));

async function unzip(base64) {
  const stream = new Blob([bytesOf(base64)]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** {digits, networks} as packed -> {networks, labels, images}.
 *
 *  labels : 0..9, one a digit
 *  images : 28·28 pixels 0..255, one digit after the other
 */
export async function unpack({digits, networks}) {
  return {networks: networks.map(unpackNetwork), labels: bytesOf(digits.labels), images: await unzip(digits.images)};
}

/** predicted: the output that the network takes each of the 5,000 digits for, at the end of its training. */
const unpackNetwork = packed =>
  ({...packed, theta: new Float64Array(bytesOf(packed.theta).buffer), predicted: bytesOf(packed.predicted)});

/** theta of a snapshot of the training; null is its end. */
export function thetaAt(network, frame) {
  if (frame === null) return network.theta;
  const {q, scale} = network.replay[frame];
  return Float64Array.from(new Int16Array(bytesOf(q).buffer), v => v * scale);
}

/** Digit number i of the data as x. */
export function dataDigit(images, i, inputs) {
  const pixels = Float64Array.from(images.subarray(784 * i, 784 * (i + 1)), v => v / 255);
  return asInput({height: 28, width: 28, pixels}, inputs);
}

/** The class that the trained network reads digit i as. */
export const readsAs = (network, i) => network.classes[network.predicted[i]];

/** Is digit i misread by the trained network? */
export const isMisread = (network, labels, i) => readsAs(network, i) !== String(labels[i]);
