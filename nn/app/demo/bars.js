/** Signed numbers as bars from a line in the middle: positive ones upwards. */
import {create} from "./elements.js";
import {filled, largest, signOf} from "./signed.js";

/** terms: {name, value, title, behind} each; behind is a number that is shown faintly behind its bar, or missing */
export function signedBars(terms) {
  const most = largest(terms.flatMap(({value, behind = 0}) => [value, behind]));
  return terms.map(({name, value, title, behind = null}) => create("div", {title},
    create("div", {className: "box"},
           ...(behind === null ? [] : [filled(behind, most, `${signOf(behind)} faint`)]), filled(value, most)),
    create("span", {textContent: name})));
}
