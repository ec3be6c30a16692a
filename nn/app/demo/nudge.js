/** The topic of the gradient check: one weight is nudged, and J's slope compared with what backpropagation says. */
import {gradient} from "./backprop.js";
import {cost} from "./cost.js";
import {$, create} from "./elements.js";
import {powerOfTen, scientific, significant} from "./format.js";
import {nudgeChart} from "./nudge_chart.js";
import {along, centralDifference, relativeDifference} from "./numerical_gradient.js";
import {listenToPick, showPick} from "./pick.js";
import {roundingChart} from "./rounding_chart.js";
import {change, network, state, theta} from "./state.js";
import {EPSILONS} from "./step_sizes.js";
import {buildTruth, showMissing, showTruth} from "./truth.js";
import {placeInTheta} from "./weight.js";

const OF_CHART = Array.from({length: 29}, (_, i) => 10 ** (-1 - i / 4));    // of the chart: from 1e-1 to 1e-8
const ROOM = 1.25;                                          // how far J is drawn, in ε

const FLAT = "This weight changes nothing: its input, or a slope on the way to the outputs, is 0 for this digit.";

const PREVIEW = "(J(Θ + ε) − J(Θ − ε)) / 2ε  ≈  ∂J/∂Θ";

export const buildNudge = () => buildTruth($("check-truth"));

/** Thetas of now, layers as feedforward returns them, lesson as lessonOf does. */
export function showNudge(Thetas, layers, lesson) {
  if (state.topic !== "check") return;
  showTruth($("check-truth"));
  showMissing($("check-missing"), layers, PREVIEW);
  $("check-tools").hidden = !lesson;
  if (!lesson) return;
  showPick(Thetas, theta(), layers.activations);
  showSlopes(layers.activations[0], lesson);
}

function showSlopes(x, {y, J}) {
  const now = theta(), i = placeInTheta(), f = along(other => cost(other, x, y, network()), now, i);
  const slope = gradient(now, x, y, network())[i], {epsilon} = state;
  const secant = centralDifference(f, epsilon), t = state.nudge * epsilon;
  const at = Array.from({length: 51}, (_, k) => ROOM * epsilon * (k / 25 - 1));
  $("nudge-chart").replaceChildren(nudgeChart({at, rises: at.map(v => f(v) - J), epsilon, slope, t,
                                               ends: [-epsilon, epsilon].map(v => f(v) - J),
                                               rise: f(t) - J}));
  $("nudge-chart").setAttribute("aria-label", "J over the nudge, its secant, and the slope by backpropagation");
  $("nudge").value = state.nudge;
  $("nudge").setAttribute("aria-valuetext", significant(t));
  $("nudged").textContent = `Θ ${t < 0 ? "−" : "+"} ${significant(Math.abs(t))}:  J\u00a0=\u00a0${f(t).toPrecision(10)}`;
  $("epsilon").value = EPSILONS.indexOf(epsilon);
  $("epsilon").setAttribute("aria-valuetext", epsilon);
  $("epsilon-value").textContent = powerOfTen(Math.round(Math.log10(epsilon)));
  showNumbers(secant, slope);
  const differences = OF_CHART.map(e => relativeDifference(centralDifference(f, e), slope));
  $("rounding-chart").replaceChildren(roundingChart(OF_CHART, differences, epsilon, relativeDifference(secant, slope)));
  $("rounding-chart").setAttribute("aria-label", "the relative difference over ε");
}

function showNumbers(secant, slope) {
  const rows = [["sample secant", "secant", "(J(Θ + ε) − J(Θ − ε)) / 2ε", digitsOf(secant)],
                ["sample tangent", "backpropagation", "∂J/∂Θ = δ times the input of the weight", digitsOf(slope)],
                ["", "relative difference", "|a − b| / |a + b|", scientific(relativeDifference(secant, slope))]];
  $("slopes").replaceChildren(...rows.flatMap(([className, text, title, number]) => [
    create("i", {className}), create("span", {textContent: text, title}), create("b", {textContent: number})]),
    ...slope === 0 ? [create("p", {className: "quiet", textContent: FLAT})] : []);
}

const digitsOf = v => significant(v, 10);

export function listenToNudge() {
  listenToPick();
  $("nudge").addEventListener("input", () => change({nudge: Number($("nudge").value)}));
  $("epsilon").addEventListener("input", () => change({epsilon: EPSILONS[$("epsilon").value]}));
}
