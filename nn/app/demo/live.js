/** Training in the page: gradient descent from random weights, shown at each frame of the screen. */
import {afterPaint} from "./after_paint.js";
import {drawCurves, legendOf, linearAxis} from "./curves.js";
import {beginDescent, diverges, epochsOf, score, scoring, step} from "./descent.js";
import {$, create} from "./elements.js";
import {CLASSES, examplesFor} from "./examples.js";
import {stop} from "./replay.js";
import {change, data, state} from "./state.js";
import {SETTINGS} from "./training_settings.js";

const SEED = 1;
const STEPPING = 10, SCORING = 5;                           // milliseconds of each frame
const MOST_POINTS = 300;                                    // of the curves


/** {descent, isNew, settings, points, scoring, version, begun}: the training, which digits it does not train on, the
 *  settings of its last step, the scores so far, the one that is being made, how often its weights were shown, and how
 *  many trainings there were; null before the first start.
 */
let training = null;
let request = null;                                         // number of the next frame while it runs
let until = Infinity;                                       // how many examples it will have seen when it pauses

const inputs = () => data.networks[state.net].layer_sizes[0];

/** A new training from the same start, not yet shown. */
function begin() {
  const isNew = new Uint8Array(data.labels.length);
  for (const i of data.newDigits) isNew[i] = 1;
  const rows = [...data.labels.keys()].filter(i => !isNew[i]);
  const descent = beginDescent(examplesFor(data, inputs()), rows, state.training.hidden, SEED, CLASSES.length);
  training = {descent, isNew, settings: state.training, points: [score(descent, isNew)], scoring: null,
              version: (training?.version ?? 0) + 1, begun: (training?.begun ?? 0) + 1};
}

/** Is there a training of as many inputs, and, before its first step, of as many hidden units as are chosen? */
function hasBegun() {
  if (!training) return false;
  const {steps, layer_sizes: [n, h]} = training.descent;
  return n === inputs() && (steps > 0 || h === state.training.hidden);
}

const canContinue = () => hasBegun() && !diverges(training.descent);

/** The network in training, as state.own: its weights of now; its accuracy, and what it reads, of its last score. */
function ownNetwork({descent, points, version, begun}) {
  const {accuracy, predicted, epochs, steps} = points.at(-1);
  return {...data.networks[state.net], classes: CLASSES, keptOut: data.newDigits,
          origin: "live", version: `live ${version}`, layer_sizes: descent.layer_sizes, theta: descent.theta.slice(),
          hidden: "sigmoid", output: "sigmoid", steps: descent.steps, scored: `live ${steps} of ${begun}`,
          accuracy, predicted, epochs};
}

function showWeights() {
  training.version += 1;
  change({own: ownNetwork(training)});
}

/** Steps, a piece of a score, and all panels follow: one frame of the screen. */
function frame() {
  if (state.topic !== "live" || state.own?.origin !== "live") return leave();    // something else was chosen
  stepFor(STEPPING);
  if (ends()) return pauseAndShow();
  scoreFor(SCORING);
  showWeights();
  request = requestAnimationFrame(frame);
}

const ends = () => diverges(training.descent) || training.descent.seen >= until;

function stepFor(milliseconds) {
  const end = performance.now() + milliseconds;
  training.settings = state.training;
  do step(training.descent, training.settings); while (!ends() && performance.now() < end);
}

function scoreFor(milliseconds) {
  const end = performance.now() + milliseconds;
  training.scoring ??= scoring(training.descent, training.isNew);
  while (training.scoring && performance.now() < end) {
    const {done, value} = training.scoring.next();
    if (done) addPoint(value);
  }
}

/** A score onto the curves; where they have many points, every second one goes. */
function addPoint(point) {
  if (training.points.length === MOST_POINTS) training.points = training.points.filter((_, i) => i % 2 === 0);
  training.points.push(point);
  training.scoring = null;
}

/** Stands still, with the score of the very weights that are shown. */
function pause() {
  cancelAnimationFrame(request);
  request = null;
  until = Infinity;
  if (training && training.points.at(-1).steps < training.descent.steps) {
    addPoint(score(training.descent, training.isNew));
  }
}

function leave() {
  pause();
  showLive();
}

function pauseAndShow() {
  pause();
  showWeights();
}

function run() {
  cancelAnimationFrame(request);
  stop();
  if (!canContinue()) begin();
  showWeights();
  request = requestAnimationFrame(frame);
  showLive();
}

function oneStep() {
  pause();
  stop();
  if (!canContinue()) begin();
  training.settings = state.training;
  step(training.descent, training.settings);
  pauseAndShow();
}

/** As many examples as an epoch has, from wherever it is. */
function oneEpoch() {
  pause();
  if (!canContinue()) begin();
  until = training.descent.seen + training.descent.order.length;
  run();
}

function backToStart() {
  pause();
  stop();
  begin();
  showWeights();
}

/** The curves begin before the first step: with what random weights cost, and how many digits they read right. */
function evaluateStart() {
  if (state.topic !== "live" || hasBegun()) return;
  begin();
  if (state.own?.origin === "live") showWeights();
  else showLive();
}

/** A setting that the training does not have and cannot take, as a sentence; "" where there is none. */
function newStartText({layer_sizes, steps}, hidden) {
  return steps === 0 || layer_sizes[1] === hidden ? ""
    : `It has ${layer_sizes[1]} hidden units; to train ${hidden}, go back to the start.`;
}

/** rate, momentum: those with which it diverged. */
const divergedText = ({recentCost, firstCost}, {rate, momentum}) =>
  `Stopped: η = ${rate} is too large${momentum ? ` with μ = ${momentum}` : ""}, each step leaps across the valley. ` +
  `J of the minibatches, with the term of λ, grew from ${firstCost.toPrecision(3)} to ${recentCost.toPrecision(3)}.`;

/** Is another network shown than the one in training? */
const isElsewhere = () => state.own?.origin !== "live";

function message() {
  if (!training?.descent.steps) {
    const fresh = data.newDigits.length;
    return `From random weights, on ${data.labels.length - fresh} digits; ${fresh} new digits are kept out of it.`;
  }
  if (diverges(training.descent)) return divergedText(training.descent, training.settings);
  if (isElsewhere()) return `Not the network shown above: ${canContinue() ? "Continue" : "Start"} brings it back.`;
  return newStartText(training.descent, state.training.hidden);
}

export function showLive() {
  if (state.topic !== "live") return;
  const running = request !== null, text = message();
  $("live-run-text").textContent = running ? "Pause" : training?.descent.steps && canContinue() ? "Continue" : "Start";
  $("live-icon").setAttribute("d", running ? "M3 2h5v16H3zM12 2h5v16h-5z" : "M3 1v18l15-9z");
  if ($("live-says").textContent !== text) $("live-says").textContent = text;       // said once, not at each frame
  showSettings();
  $("live-says").classList.toggle("wrong", Boolean(training) && diverges(training.descent));
  if (training) showScores(training);
  if (!hasBegun()) afterPaint(evaluateStart);
}

function showSettings() {
  for (const [name, {values}] of Object.entries(SETTINGS)) {
    const value = state.training[name];
    $(`live-${name}`).value = values.indexOf(value);
    $(`live-${name}`).setAttribute("aria-valuetext", value);
    $(`live-${name}-value`).textContent = value;
  }
}

/** Of the last score: while it runs, the weights are some steps further. */
function showScores({points}) {
  const {steps, epochs} = points.at(-1), where = isElsewhere() ? " (not shown above)" : "";
  $("live-scores").replaceChildren(
    create("span", {textContent: `epoch ${epochs.toFixed(2)}, ${steps} ${steps === 1 ? "step" : "steps"}${where}`}),
    ...legendOf(points.at(-1)));
  drawCurves($("live-curves"), linearAxis("epochs", points.map(one => one.epochs)), points, points.length - 1);
}

export function listenToLive() {
  $("live-settings").replaceChildren(...Object.entries(SETTINGS).map(([name, {text, values}]) => {
    const input = create("input", {type: "range", id: `live-${name}`, min: 0, max: values.length - 1, step: 1});
    input.addEventListener("input", () => change({training: {...state.training, [name]: values[input.value]}}));
    return create("label", {}, text, create("b", {className: "number", id: `live-${name}-value`}), input);
  }));
  $("live-run").addEventListener("click", () => request === null ? run() : pauseAndShow());
  $("live-step").addEventListener("click", oneStep);
  $("live-epoch").addEventListener("click", oneEpoch);
  $("live-reset").addEventListener("click", backToStart);
}
