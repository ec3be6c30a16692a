/** What the page carries, nn/app/demo/pack.py, unpacked: networks and the 5,000 digits. */
import {asInput} from "./input.js";
import {unflatten} from "./network.js";

export const bytesOf = base64 => Uint8Array.from(atob(base64), character => character.charCodeAt(0));

/** Numbers of digits, ascending; null where they are not known. */
const numbersOf = base64 => base64 === null ? null : new Uint16Array(bytesOf(base64).buffer);

async function unzip(base64) {
  const stream = new Blob([bytesOf(base64)]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** {digits, networks} as packed -> {networks, labels, images, newDigits}.
 *
 *  labels    : 0..9, one a digit
 *  images    : 28·28 pixels 0..255, one digit after the other
 *  newDigits : numbers of the 1,000 that no network of this page is trained on, ascending
 */
export async function unpack({digits, networks}) {
  return {networks: networks.map(unpackNetwork), labels: bytesOf(digits.labels), images: await unzip(digits.images),
          newDigits: numbersOf(digits.new)};
}

/** predicted : the output that the network takes each of the 5,000 digits for, at the end of its training
 *  keptOut   : numbers of those that were kept out of its training, ascending; null where that is not known
 *  accuracy  : {training, new}, shares of the digits that it was trained on and of those kept out; {all} where keptOut
 *              is null
 */
const unpackNetwork = packed =>
  ({...packed, theta: new Float64Array(bytesOf(packed.theta).buffer), predicted: bytesOf(packed.predicted),
    keptOut: numbersOf(packed.keptOut)});

/** theta of a snapshot of the training; null is its end.  Each unit's weights are whole numbers q times its scale. */
export function thetaAt({theta, layer_sizes, replay}, frame) {
  if (frame === null) return theta;
  const {bits, q, scales} = replay[frame], scaleOf = new Float32Array(bytesOf(scales).buffer);
  const then = Float64Array.from(new (bits === 8 ? Int8Array : Int16Array)(bytesOf(q).buffer));
  unflatten(then, layer_sizes).flat().forEach((row, i) => row.forEach((v, j) => { row[j] = v * scaleOf[i]; }));
  return then;
}

/** Digit number i of the data as x. */
export function dataDigit(images, i, inputs) {
  const pixels = new Float64Array(images.subarray(784 * i, 784 * (i + 1))).map(v => v / 255);
  return asInput({height: 28, width: 28, pixels}, inputs);
}

/** Was digit i kept out of the network's training? false where that is not known. */
export const isNew = (network, i) => Boolean(network.keptOut?.includes(i));

/** The class that the network reads digit i as. */
export const readsAs = (network, i) => network.classes[network.predicted[i]];

/** Is digit i misread by the network? */
export const isMisread = (network, labels, i) => readsAs(network, i) !== String(labels[i]);
