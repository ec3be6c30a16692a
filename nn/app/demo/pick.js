/** Picking a weight: a pixel of the chosen unit's weights, its bias, or a weight to the next layer. */
import {unitsOf} from "./delta_part.js";
import {$, create, walkWithArrows} from "./elements.js";
import {decimals, significant, subscript, superscript} from "./format.js";
import {placeMark} from "./mark.js";
import {paintWeights, repaint} from "./paint.js";
import {change, network, state, weightsNow} from "./state.js";
import {scaleOf} from "./tiles.js";
import {leadsTo, outgoingWeight, outgoingWeights, placeInTheta, weightNow} from "./weight.js";

const sideNow = () => Math.sqrt(network().layer_sizes[0]);

/** [row, column] of input p, from 0; back is numberOf: 784 pixels lie by rows, 400 by columns. */
const placeOf = p => sideNow() === 28 ? [Math.floor(p / 28), p % 28] : [p % 20, Math.floor(p / 20)];
const numberOf = (r, c) => sideNow() === 28 ? r * 28 + c : c * 20 + r;

/** Thetas and theta of now; activations as feedforward returns them. */
export function showPick(Thetas, theta, activations) {
  const row = Thetas[0][state.unit];
  $("pick-title").textContent = `Pick a weight of unit ${state.unit + 1}`;
  repaint($("pick-image"), [...weightsNow(), state.unit], () => paintWeights($("pick-image"), row, scaleOf(network())));
  showMark();
  $("pick-bias").textContent = `its bias ${decimals(row[0])}`;
  $("pick-bias").setAttribute("aria-pressed", weightNow() === 0);
  showOutgoing();
  $("picked").textContent = `${nameNow()} = ${significant(theta[placeInTheta()], 4)}, its input ${inputText(activations)}`;
}

function showMark() {
  const p = weightNow() - 1;
  $("pick-mark").hidden = p < 0 || leadsTo() !== null;
  $("pick-pixels").setAttribute("aria-label", `weights of unit ${state.unit + 1}; the arrow keys pick a pixel`);
  if (!$("pick-mark").hidden) placeMark($("pick-mark"), ...placeOf(p), sideNow());
}

function showOutgoing() {
  const count = outgoingWeights(), above = network().layer_sizes.length === 3 ? "the outputs" : "the next layer";
  $("pick-outputs-title").textContent = count ? `to ${above}, Θ⁽²⁾` : "";
  repaint($("pick-outputs"), [count, network().classes], () => fillOutgoing(count));
  for (const button of $("pick-outputs").children) {
    button.setAttribute("aria-pressed", Number(button.dataset.weight) === weightNow());
  }
}

function fillOutgoing(count) {
  if (!count) return $("pick-outputs").replaceChildren();
  const {order, labels} = unitsOf(3);
  $("pick-outputs").replaceChildren(...order.map((k, i) => {
    const button = create("button", {textContent: labels[i]});
    button.dataset.weight = outgoingWeight(k);
    return button;
  }));
}

/** What the weight is multiplied by: a pixel, an activation, or the 1 of the bias. */
function inputText([x, a]) {
  if (leadsTo() !== null) return `a⁽²⁾${subscript(state.unit + 1)} = ${significant(a[state.unit])}`;
  return weightNow() === 0 ? "x₀ = 1" : `x = ${significant(x[weightNow() - 1])}`;
}

/** "Θ⁽¹⁾₇, bias" */
function nameNow() {
  const unit = subscript(state.unit + 1), k = leadsTo();
  if (k !== null) return `Θ⁽²⁾, from unit ${state.unit + 1} to ${targetName(k)}`;
  if (weightNow() === 0) return `Θ⁽¹⁾${unit}, bias`;
  const [r, c] = placeOf(weightNow() - 1);
  return `Θ⁽¹⁾${unit}, pixel in row ${r + 1}, column ${c + 1}`;
}

const targetName = k =>
  network().layer_sizes.length === 3 ? `the output ${network().classes[k]}` : `unit ${k + 1} of a${superscript(3)}`;

/** Input p as the weight, within the image. */
function pickPixel(r, c) {
  const clip = v => Math.min(Math.max(v, 0), sideNow() - 1);
  change({weight: 1 + numberOf(clip(r), clip(c))});
}

function clicked(event) {
  const box = $("pick-image").getBoundingClientRect(), at = share => Math.floor(share * sideNow());
  pickPixel(at((event.clientY - box.top) / box.height), at((event.clientX - box.left) / box.width));
}

const ARROWS = {ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0]};

function pressed(event) {
  if (!(event.key in ARROWS)) return;
  event.preventDefault();
  const middle = Math.floor(sideNow() / 2), isPixel = weightNow() > 0 && leadsTo() === null;
  const [r, c] = isPixel ? placeOf(weightNow() - 1) : [middle, middle], [down, right] = ARROWS[event.key];
  pickPixel(r + down, c + right);
}

export function listenToPick() {
  $("pick-pixels").addEventListener("click", clicked);
  $("pick-pixels").addEventListener("keydown", pressed);
  $("pick-bias").addEventListener("click", () => change({weight: 0}));
  walkWithArrows($("pick-outputs"));
  $("pick-outputs").addEventListener("click", event => {
    const button = event.target.closest("button");
    if (button) change({weight: Number(button.dataset.weight)});
  });
}
