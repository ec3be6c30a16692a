/** Signed numbers as bars from a line in the middle: positive ones upwards. */
import {create} from "./elements.js";

/** terms: {name, value, title, behind} each; behind is a number that is shown faintly behind its bar, or missing */
export function signedBars(terms) {
  const most = Math.max(...terms.flatMap(({value, behind = 0}) => [Math.abs(value), Math.abs(behind)])) || 1;
  return terms.map(({name, value, title, behind = null}) => create("div", {title},
    create("div", {className: "box"}, ...(behind === null ? [] : [bar(behind / most, "faint")]), bar(value / most)),
    create("span", {textContent: name})));
}

function bar(share, className = "") {
  const fill = create("i", {className: `${share < 0 ? "negative" : "positive"} ${className}`});
  fill.style.setProperty("--share", Math.abs(share));
  return fill;
}
