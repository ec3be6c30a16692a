/** The output units as bars, and the class that the network reads. */
import {$, create} from "./elements.js";
import {inOrder, superscript, withArticle} from "./format.js";
import {showsDelta} from "./lesson.js";
import {lessonCells, lessonHead, lessonTotal} from "./outputs_lesson.js";
import {data, network, state} from "./state.js";

/** layers as feedforward returns them, null on blank paper; lesson as lessonOf does. */
export function showOutputs(layers, lesson) {
  const {classes, layer_sizes, output} = network(), L = superscript(layer_sizes.length);
  const a = layers ? layers.activations.at(-1) : new Float64Array(classes.length);
  const most = Math.max(...a), best = layers ? classes[a.indexOf(most)] : null;
  const truth = state.digit === null ? null : String(data.labels[state.digit]);
  const delta = lesson && showsDelta(layer_sizes.length) ? lesson.deltas.at(-1) : null;
  $("output-title").replaceChildren("Its answer",
    create("span", {className: "maths", textContent: `h(x) = a${L} = ${output}(z${L})`}));
  $("guess").textContent = best ?? "–";
  $("said").textContent = isContradicted(lesson, truth) ? verdictOnSaid(best, lesson.truth)
                                                        : verdict(best, truth, most);
  $("said").classList.toggle("wrong", best !== null && truth !== null && best !== (lesson?.truth ?? truth));
  $("bars").classList.toggle("with-lesson", Boolean(lesson));
  $("bars").classList.toggle("with-delta", Boolean(delta));
  $("bars").replaceChildren(...lessonHead(lesson, delta), ...inOrder(classes).flatMap(k => {
    const number = create("span", {className: "number", textContent: layers ? a[k].toFixed(3) : ""});
    const row = lessonCells(lesson, delta, k, [nameOf(classes[k], best, lesson?.truth ?? truth), barOf(a[k]), number]);
    row.forEach(part => { part.dataset.output = k; });
    return row;
  }), ...lessonTotal(lesson));
}

/** best: the class that is read, null on blank paper; truth: what the digit is, null where it is drawn; a: the
 *  activation of its output; below 0.5 it is unsure, as nn predict says.
 */
export function verdict(best, truth, a) {
  if (best === null) return "Draw a digit, or pick one.";
  const unsure = a < 0.5 ? " (unsure)" : "";
  if (truth === null) return `reads your drawing as ${withArticle(best)}${unsure}`;
  return `${best === truth ? "correct" : "misread"}${unsure}: it is ${withArticle(truth)}`;
}

/** The same where somebody says that a digit of the data is another one. */
const verdictOnSaid = (best, said) =>
  `reads ${withArticle(best)}${best === said ? ", as you say" : `; you say it is ${withArticle(said)}`}`;

/** Does somebody say that a digit of the data is another one than the data says? */
const isContradicted = (lesson, truth) => lesson !== null && truth !== null && lesson.truth !== truth;

function nameOf(name, best, truth) {
  const label = create("b", {textContent: name});
  label.classList.toggle("best", name === best);
  label.classList.toggle("true", name === truth);
  return label;
}

function barOf(a) {
  const fill = create("i");
  fill.style.setProperty("--lit", a.toFixed(4));
  return create("div", {className: "bar"}, fill);
}
