/** The digits of the data as the examples of a training. */
import {dataDigit} from "./data.js";

/** The classes of exercise 4: output k is the digit k + 1, and the last one is the digit 0. */
export const CLASSES = [..."1234567890"];

let made = null;                                            // those of examplesFor

/** examplesOf, made once for networks of as many inputs. */
export function examplesFor({images, labels}, inputs) {
  if (made?.inputs !== inputs) made = examplesOf(images, labels, inputs);
  return made;
}

/** X = [1, x] of all digits, one row a digit, without the pixels that are blank: more than half of them are.
 *
 *  images, labels : as unpack of data.js returns them
 *  inputs         : 400 or 784
 *  Returns        : {inputs, values, columns, starts, k}: of row i, values[e] stands in column columns[e], e from
 *                   starts[i] up to starts[i + 1]; its output number k[i] is to be 1
 */
export function examplesOf(images, labels, inputs) {
  const values = [], columns = [], starts = [0];
  for (let i = 0; i < labels.length; i++) {
    values.push(1);                                         // of the bias
    columns.push(0);
    dataDigit(images, i, inputs).forEach((x, pixel) => {
      if (x === 0) return;
      values.push(x);
      columns.push(pixel + 1);
    });
    starts.push(values.length);
  }
  return {inputs, values: Float64Array.from(values), columns: Uint16Array.from(columns),
          starts: Int32Array.from(starts), k: labels.map(label => CLASSES.indexOf(String(label)))};
}
