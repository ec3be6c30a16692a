/** Gradient descent on the digit on the pad: one step, or many, from the weights that are shown. */
import {cost, oneHot} from "./cost.js";
import {thetaAt} from "./data.js";
import {$} from "./elements.js";
import {percent, significant} from "./format.js";
import {costsAfter, descend} from "./one_digit.js";
import {currentInput} from "./pad.js";
import {reader} from "./reader.js";
import {change, data, network, state, theta} from "./state.js";
import {stepChart} from "./step_chart.js";
import {ETAS} from "./step_sizes.js";
import {truth} from "./truth.js";

const MANY = 100;
const CURVE = Array.from({length: 41}, (_, i) => 10 ** (i / 10 - 3));       // the η of the points of the chart's curve

let made = 0;                                               // weights made so far: no two have the same version

const stepsOf = own => own?.origin === "steps" ? own.steps : 0;
const thetaBefore = () => state.own.previous?.theta ?? thetaAt(data.networks[state.net], state.frame);

/** Steps from the weights that are shown; the new weights remember those before them.
 *
 *  before : the accuracy before the first of them
 */
function take(most) {
  const y = oneHot(network().classes, truth());
  const {theta: reached, steps} = descend(theta(), currentInput().x, y, network(), state.eta, most);
  change({own: {...network(), theta: reached, start: network().start ?? network().theta, origin: "steps",
                version: `steps ${++made}`, eta: state.eta, steps: stepsOf(state.own) + steps, stopped: steps < most,
                previous: state.own, before: state.own?.before ?? reader().accuracy}});
}

export function buildStepPart() {
  $("eta").max = ETAS.length - 1;
  $("many-steps").textContent = `${MANY} steps`;
}

/** layers as feedforward returns them, lesson as lessonOf does. */
export function showStepPart(layers, lesson) {
  $("one-step").disabled = $("many-steps").disabled = !lesson;
  $("undo-steps").disabled = state.own?.origin !== "steps";
  $("eta").value = ETAS.indexOf(state.eta);
  $("eta").setAttribute("aria-valuetext", state.eta);
  $("eta-value").textContent = state.eta;
  $("step-costs").textContent = $("step-note").textContent = "";
  $("step-chart").replaceChildren();
  if (lesson) showCosts(layers.activations[0], lesson);
}

function showCosts(x, {J, y}) {
  const earlier = state.own?.origin === "steps" ? cost(thetaBefore(), x, y, network()) : null;
  const costs = costsAfter(theta(), x, y, network(), [...CURVE, state.eta]);
  $("step-costs").textContent = costsText(earlier, J);
  $("step-note").textContent = noteOn(earlier, J);
  $("step-chart").replaceChildren(
    stepChart(CURVE, costs.slice(0, -1), J, state.eta, costs.at(-1), sizeOf($("step-chart"))));
  $("step-chart").setAttribute("aria-label", `J = ${significant(J)}; after one more step of η = ${state.eta} it is ` +
                                             significant(costs.at(-1)));
}

/** Of an element, 16 to a rem. */
function sizeOf({clientWidth, clientHeight}) {
  const unit = parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
  return {width: clientWidth / unit, height: clientHeight / unit};
}

const stepsText = count => `${count} ${count === 1 ? "step" : "steps"}`;

/** earlier: J with the weights before the last click, null where there was none. */
function costsText(earlier, J) {
  if (earlier === null) return `J = ${significant(J, 4)}`;
  const {steps, eta, previous} = state.own;
  return `J ${significant(earlier, 4)} → ${significant(J, 4)} by ${stepsText(steps - stepsOf(previous))} of η\u00a0=\u00a0${eta}`;
}

function noteOn(earlier, J) {
  if (earlier === null) {
    const weights = theta().length.toLocaleString("en");
    return `All ${weights} weights move at once, against the gradient for this digit, without the λ term.`;
  }
  if (state.own.stopped) return "It stopped before J became infinite: η is too large.";
  if (J > earlier) return "J has grown: for this digit, η is too large.";
  const {steps, before} = state.own, {accuracy} = reader(), part = "all" in accuracy ? "all" : "new";
  return `${stepsText(steps)} on this digit alone; accuracy on ${part} digits ` +
    `${percent(before[part])} → ${percent(accuracy[part])}`;
}

export function listenToStepPart() {
  $("eta").addEventListener("input", () => change({eta: ETAS[$("eta").value]}));
  $("one-step").addEventListener("click", () => take(1));
  $("many-steps").addEventListener("click", () => take(MANY));
  $("undo-steps").addEventListener("click", () => change({own: state.own.previous}));
}
