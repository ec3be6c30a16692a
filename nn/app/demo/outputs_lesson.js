/** What the lesson on backpropagation adds to the outputs: y, and the cost or the δ of each. */
import {create} from "./elements.js";
import {decimals, significant, superscript} from "./format.js";
import {signedBar} from "./signed.js";
import {network} from "./state.js";

const cell = (text, className) => create("span", {className, textContent: text});

/** The heads of the columns; nothing without a lesson. delta is null where the cost is shown. */
export function lessonHead(lesson, delta) {
  if (!lesson) return [];
  const a = `a${superscript(network().layer_sizes.length)}`;
  return (delta ? ["", a, "y", "δ = a − y"] : ["", "", a, "y", "Jₖ"]).map(text => cell(text, "head maths"));
}

/** The cells of output k: its name, the bar and the number of its a, y, and its cost or its δ with a bar. */
export function lessonCells(lesson, delta, k, [name, bar, number]) {
  if (!lesson) return [name, bar, number];
  const y = cell(String(lesson.y[k]), lesson.y[k] ? "y one number" : "y number");
  if (delta) return [name, number, y, signedBar(delta[k], 1), cell(decimals(delta[k], 3), "value number")];
  return [name, bar, number, y, cell(decimals(lesson.costs[k], 3), "value number")];
}

/** The sum of the costs, below them. */
export const lessonTotal = lesson => lesson ? [cell(`J = Σₖ Jₖ = ${significant(lesson.J, 4)}`, "total number")] : [];
