/** Signed numbers as bars from a line in the middle: positive ones upwards. */
import {create} from "./elements.js";

/** terms: {name, value, title} each */
export function signedBars(terms) {
  const most = Math.max(...terms.map(({value}) => Math.abs(value))) || 1;
  return terms.map(({name, value, title}) => {
    const bar = create("i", {className: value < 0 ? "negative" : "positive"});
    bar.style.setProperty("--share", Math.abs(value) / most);
    return create("div", {title}, create("div", {className: "box"}, bar), create("span", {textContent: name}));
  });
}
