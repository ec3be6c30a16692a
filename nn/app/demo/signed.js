/** Values with a sign as bars: to the right or upwards in the colour of positive, else in that of negative. */
import {create} from "./elements.js";

export const signOf = v => v < 0 ? "negative" : "positive";

/** The part of a bar that is filled: |v| / most of it, in CSS as --share. */
export function filled(v, most, className = signOf(v)) {
  const fill = create("i", {className});
  fill.style.setProperty("--share", Math.min(Math.abs(v) / most, 1).toFixed(4));
  return fill;
}

/** One value as a bar from the middle; most is a whole half. */
export const signedBar = (v, most) => create("div", {className: "signed"}, filled(v, most));

/** The largest of the values without their signs, 1 where all are 0. */
export const largest = values => values.reduce((most, v) => Math.max(most, Math.abs(v)), 0) || 1;
