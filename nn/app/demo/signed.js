/** Values with a sign as bars: to the right or upwards in the colour of positive, else in that of negative. */
import {create} from "./elements.js";

export const signOf = v => v < 0 ? "negative" : "positive";

/** One value as a bar from the middle; most is a whole half. */
export function signedBar(v, most) {
  const fill = create("i", {className: signOf(v)});
  fill.style.setProperty("--share", Math.min(Math.abs(v) / most, 1).toFixed(4));
  return create("div", {className: "signed"}, fill);
}

/** The largest of the values without their signs, 1 where all are 0. */
export const largest = values => values.reduce((most, v) => Math.max(most, Math.abs(v)), 0) || 1;
