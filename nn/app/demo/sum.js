/** "bias −1.60 + 8.91 − 5.40 = z 1.91": where a z comes from, the positive and the negative contributions apart. */
import {create} from "./elements.js";
import {decimals} from "./format.js";

/** parts as partsOfZ of contributions.js returns them -> what append takes */
export const sumOf = ({bias, positive, negative, z}, name = "z ") => [
  `bias ${decimals(bias)}`, " + ", create("b", {className: "positive", textContent: decimals(positive)}),
  " − ", create("b", {className: "negative", textContent: decimals(-negative)}), ` = ${name}${decimals(z)}`];
