/** What every mark of a panel means, and which exercise it belongs to. */
import {openAt} from "./bubble.js";
import {create} from "./elements.js";
import {state} from "./state.js";

/** name of a panel or topic -> {marks, exercise} */
export const HELP = {
  pad: {
    marks: "Draw with mouse, pen or finger. The small image is the x that the network reads: your drawing cropped, " +
      "straightened, scaled and centred as its training digits were. Its paper is near 0 and its ink near 1: " +
      "scaling overshoots at edges, so that pixels of the data run from −0.13 to 1.13. The eraser takes ink " +
      "away, also from a digit of the data; the arrows move x by one of its pixels.",
    exercise: "`nn check 4`, feedforward: x = a⁽¹⁾."},
  hidden: {
    marks: "A tile is a hidden unit, its image the weights to it: ink on blue pixels raises z, ink on orange " +
      "ones lowers it; the largest weights go beyond the ends of the colours. The green bar and glow are its " +
      "activation a = g(z). The tile you choose is shown beside them: its weights, each pixel times its weight, " +
      "which sum to z with the bias, the digits that activate it most, and its weights to the outputs, blue for a " +
      "digit and orange against it. A unit that is switched off has a = 0.",
    exercise: "`nn check 4`, feedforward; `nn check 14` draws these images."},
  answer: {
    marks: "A bar is the activation of an output unit, h(x), from 0 to 1. The digit of the longest bar is the " +
      "answer; ✓ marks the label of a digit of the data. Below 0.5 the network is unsure. Choose a row " +
      "to ask why: its digit is underlined, and dotted the one to compare it with.",
    exercise: "`nn check 5`, predict."},
  digits: {
    marks: "Choose a digit to put it on the pad. A dashed frame: the network shown misreads it. A filled corner: " +
      "it was kept out of training.",
    exercise: "`nn check 5`, predict; `nn check 13`, train."},
  replay: {
    marks: "Cost and accuracy over the evaluations of the training (of all its digits, or of a minibatch where it " +
      "trains by these), on a logarithmic axis: solid curves are of new digits, which were kept out of it, " +
      "dashed ones of the training digits; the dots are the snapshot that tiles and answer show now. J is what " +
      "the training makes small: the cost of its digits and the term of λ, which the curves leave out.",
    exercise: "`nn check 13`, train."},
  backprop: {
    marks: "y is 1 for the label of the digit, J is its cost. A bar of δ⁽³⁾ = a⁽³⁾ − y is blue where the output is too " +
      "large and orange where it is too small; δ⁽²⁾ is each hidden unit's share in that error. " +
      "The gradient of a weight is δ of the unit times the activation that it weighs; a step of size η goes " +
      "against it.",
    exercise: "`nn check 6`, cost; `nn check 8`, sigmoid gradient; `nn check 10`, backpropagation."},
  check: {
    marks: "Pick a weight: a pixel of the image, the bias, or one to an output. The slider below the drawing nudges " +
      "it from −ε to +ε, and the dot shows J there. The dashed secant between −ε and +ε has the slope that the " +
      "gradient check computes, the broad band that of backpropagation. So near, J itself is almost a straight " +
      "line, and all three lie on each other; for a tiny ε, rounding wins.",
    exercise: "`nn check 11`, numerical gradient."},
  why: {
    marks: "A bar is what a unit adds to z of the chosen output, its weight times its activation: blue raises z, " +
      "orange lowers it; the faint bar behind it is the weight. All bars sum to z, or, with a second " +
      "output, to the difference of both z. The tiles show the large ones; choose a bar to select its " +
      "unit.",
    exercise: "`nn check 4`, feedforward."},
  live: {
    marks: "Gradient descent from random weights, shown as it runs. Solid curves are of new digits, which are " +
      "kept out of training, dashed ones of the training digits, both without the term of λ; η is the size " +
      "of a step, μ how much of the last step it keeps. The same start has the same weights and the same " +
      "minibatches.",
    exercise: "`nn check 9`, random start; `nn check 12`, regularized gradient; `nn check 17`, momentum."},
  confusion: {
    marks: "A row is what a digit is, a column what the network reads; a number counts the new digits of which " +
      "both are true. The diagonal is right, all else is misread; a cell shows its digits.",
    exercise: "`nn check 5`, predict."},
};

/** A button "?" and its bubble, for a panel; that of the topics explains the topic that is shown. */
export function helpButton(panel) {
  const button = create("button", {className: "help", textContent: "?", title: "what this shows"});
  const bubble = create("div", {className: "bubble", id: `help-${panel}`});
  bubble.setAttribute("popover", "");
  button.setAttribute("popovertarget", bubble.id);
  button.setAttribute("aria-label", "what this shows");
  bubble.addEventListener("beforetoggle", () => fill(bubble, panel === "topics" ? state.topic : panel));
  openAt(bubble, button);
  return [button, bubble];
}

/** A text with `commands` in it, as what append takes. */
const withCode = text => text.split("`").map((part, i) => i % 2 ? create("code", {textContent: part}) : part);

function fill(bubble, name) {
  const {marks, exercise} = HELP[name];
  bubble.replaceChildren(create("p", {textContent: marks}), create("p", {className: "quiet"}, ...withCode(exercise)));
}
