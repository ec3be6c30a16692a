/** What the lesson on backpropagation adds to the outputs: y, and the cost or the δ of each. */
import {create} from "./elements.js";
import {decimals, significant, superscript} from "./format.js";
import {network} from "./state.js";

const cell = (text, className) => create("span", {className, textContent: text});

/** The heads of the columns; nothing without a lesson. delta is null where the cost is shown. */
export function lessonHead(lesson, delta) {
  if (!lesson) return [];
  const L = superscript(network().layer_sizes.length);
  return ["", delta ? `δ${L}` : `a${L}`, `a${L}`, "y", delta ? `δ${L}` : "Jₖ"].map(text => cell(text, "head maths"));
}

/** The cells of output k after its a. */
export function lessonCells(lesson, delta, k) {
  if (!lesson) return [];
  return [cell(String(lesson.y[k]), lesson.y[k] ? "y one number" : "y number"),
          cell(decimals(delta ? delta[k] : lesson.costs[k], 3), "value number")];
}

/** The sum of the costs, below them. */
export const lessonTotal = lesson => lesson ? [cell(`J = Σₖ Jₖ = ${significant(lesson.J, 4)}`, "total number")] : [];
