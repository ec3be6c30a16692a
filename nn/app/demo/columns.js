/** A few values side by side, each as a column with its label below. */
import {create} from "./elements.js";
import {decimals, powerOfTen, significant} from "./format.js";
import {filled, largest, signOf} from "./signed.js";

const MOST = 40;                                            // columns, at most

/** values : one number a column
 *  labels : their names, as texts
 *  signed : do they have a sign? Then the columns start from the middle
 *  marked : the label of one that is told apart, or null
 *  most   : the value of a whole column, the largest of them where it is not given
 */
export function columnsOf(values, labels, {signed = true, marked = null, most = largest(values)} = {}) {
  const shown = theLargest(values, MOST), exponent = exponentOf(largest(values)), digits = largest(values) < 10 ? 2 : 1;
  const columns = shown.map(i => create("div", {className: labels[i] === marked ? "column marked" : "column",
                                                title: `${labels[i]}: ${significant(values[i], 6)}`},
    create("div", {className: signed ? "box signed-box" : "box"},
           filled(values[i], most, signed ? signOf(values[i]) : "")),
    create("b", {textContent: labels[i]}),
    create("span", {className: "number", textContent: short(values[i] / 10 ** exponent, digits)})));
  const all = create("div", {className: shown.length > 14 ? "columns many" : "columns"}, ...columns);
  all.style.setProperty("--count", shown.length);
  const unit = create("span", {className: "unit number", textContent: exponent ? `in ${powerOfTen(exponent)}` : ""});
  return create("div", {className: "columns-frame"}, all, unit);
}

/** The power of ten in which the numbers are given: 0 where two decimals show the largest of them. */
const exponentOf = most => most < 0.095 ? Math.floor(Math.log10(most)) : 0;

/** No minus before 0. */
const short = (v, digits) => decimals(v, digits).replace(/^−(?=0\.0+$)/, "");

/** The numbers of the largest values, in order. */
const theLargest = (values, count) => [...values.keys()]
  .sort((i, j) => Math.abs(values[j]) - Math.abs(values[i])).slice(0, count).sort((i, j) => i - j);

/** What columnsOf leaves out, as text. */
export const leftOut = values => values.length > MOST ? ` (the ${MOST} largest of ${values.length})` : "";
