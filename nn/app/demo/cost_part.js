/** Backpropagation, the first part: what y says, and what the answer costs, unit by unit. */
import {columnsOf} from "./columns.js";
import {create} from "./elements.js";
import {inOrder, significant} from "./format.js";
import {network} from "./state.js";

const EQUATIONS = {sigmoid: "Jₖ = −yₖ log aₖ − (1 − yₖ) log(1 − aₖ)", softmax: "Jₖ = −yₖ log aₖ"};

export function costPart(layers, lesson) {
  const {classes, output} = network(), order = inOrder(classes), k = classes.indexOf(lesson.truth);
  const a = layers.activations.at(-1)[k];
  return [create("div", {className: "part-text"},
    create("p", {className: "equation maths", textContent: `J = Σₖ Jₖ,  ${EQUATIONS[output]}`}),
    create("p", {textContent: `y is 1 for the ${lesson.truth} and 0 for all others. ` +
                              `The ${lesson.truth} costs −log\u00a0${significant(a)} = ${significant(lesson.costs[k])}` +
                              `${output === "softmax" ? "; the others only through the sum in the softmax." : "."}`}),
    create("p", {className: "result number"}, `J = ${significant(lesson.J, 4)} `,
           create("span", {className: "quiet", textContent: "for this digit, without the λ term"}))),
  create("div", {className: "part-columns"}, create("h3", {textContent: "the cost Jₖ of each output"}),
         columnsOf(order.map(i => lesson.costs[i]), order.map(i => classes[i]),
                   {signed: false, marked: lesson.truth}))];
}
