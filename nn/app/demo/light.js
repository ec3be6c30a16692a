/** A unit as a light: of its activation, or, where the lesson has come to it, of its δ in the colour of its sign. */
import {decimals, significant} from "./format.js";
import {showsDelta} from "./lesson.js";
import {brightness} from "./paint.js";
import {largest, signOf} from "./signed.js";

/** δ of a layer, null as long as its activations are shown; lesson as lessonOf returns it. */
export const deltaShown = (layer, lesson) => lesson && showsDelta(layer) ? lesson.deltas[layer - 2] : null;

/** Lights the elements of a layer's units, one each; delta as deltaShown returns it. */
export function lightUnits(elements, a, delta) {
  const most = delta && largest(delta), bright = delta ? delta.map(v => Math.abs(v) / most) : brightness(a);
  elements.forEach((element, i) => {
    element.style.setProperty("--lit", bright[i].toFixed(4));
    if (delta) element.style.setProperty("--active", `var(--${signOf(delta[i])})`);
    else element.style.removeProperty("--active");
    element.title = `unit ${i + 1}: ${delta ? `δ = ${significant(delta[i])}` : `a = ${decimals(a[i], 3)}`}`;
  });
}
