/** Training in the page: gradient descent from random weights, shown at each frame of the screen. */
import {afterPaint} from "./after_paint.js";
import {drawCurves, legendOf, linearAxis} from "./curves.js";
import {beginDescent, diverges, epochsOf, score, scoring, step} from "./descent.js";
import {$, create} from "./elements.js";
import {CLASSES, examplesOf} from "./examples.js";
import {stop} from "./replay.js";
import {change, data, state} from "./state.js";

const SEED = 1;
const STEPPING = 10, SCORING = 5;                           // milliseconds of each frame
const MOST_POINTS = 300;                                    // of the curves

/** What can be set, each by a slider: its text, its values, and the one at the start. */
const SETTINGS = {
  rate: {text: "learning rate η", values: [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30], start: 0.1},
  batchSize: {text: "minibatch", values: [1, 5, 10, 20, 50, 100, 500, 4000], start: 10},
  momentum: {text: "momentum μ", values: [0, 0.5, 0.9, 0.99], start: 0},
  lambda: {text: "regularization λ", values: [0, 0.1, 1, 10, 100], start: 1},
  hidden: {text: "hidden units", values: [5, 10, 25, 50, 100], start: 25},
};

const valueOf = name => SETTINGS[name].values[$(`live-${name}`).value];
const settings = () => Object.fromEntries(Object.keys(SETTINGS).map(name => [name, valueOf(name)]));

/** {descent, isNew, settings, points, scoring, version}: the training, which digits it does not train on, the settings of
 *  its last step, the scores so far, the one that is being made, and how often its weights were shown; null before the
 *  first start.
 */
let training = null;
let request = null;                                         // number of the next frame while it runs
let untilEpoch = false;                                     // does it pause at the end of this epoch?
let examples = null;                                        // made once, for networks of as many inputs

const inputs = () => data.networks[state.net].layer_sizes[0];

/** A new training from the same start, not yet shown. */
function begin() {
  if (examples?.inputs !== inputs()) examples = examplesOf(data.images, data.labels, inputs());
  const isNew = new Uint8Array(data.labels.length);
  for (const i of data.newDigits) isNew[i] = 1;
  const rows = [...data.labels.keys()].filter(i => !isNew[i]);
  const descent = beginDescent(examples, rows, valueOf("hidden"), SEED, CLASSES.length);
  training = {descent, isNew, settings: settings(), points: [score(descent, isNew)], scoring: null,
              version: (training?.version ?? 0) + 1};
}

/** Is there a training of as many inputs, and, before its first step, of as many hidden units as are chosen? */
function hasBegun() {
  if (!training) return false;
  const {steps, layer_sizes: [n, h]} = training.descent;
  return n === inputs() && (steps > 0 || h === valueOf("hidden"));
}

const canContinue = () => hasBegun() && !diverges(training.descent);

/** The network in training, as state.own. What the trained network reads the digits as stays with it. */
function ownNetwork({descent, points, version}) {
  const trained = data.networks[state.net];
  return {...trained, predicted: trained.predicted.map(k => CLASSES.indexOf(trained.classes[k])), classes: CLASSES,
          origin: "live", version: `live ${version}`, layer_sizes: descent.layer_sizes, theta: descent.theta.slice(),
          hidden: "sigmoid", output: "sigmoid", accuracy: points.at(-1).accuracy,
          steps: descent.steps, epochs: epochsOf(descent)};
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

const ends = () => diverges(training.descent) || untilEpoch && training.descent.next === 0;

function stepFor(milliseconds) {
  const until = performance.now() + milliseconds;
  training.settings = settings();
  do step(training.descent, training.settings); while (!ends() && performance.now() < until);
}

function scoreFor(milliseconds) {
  const until = performance.now() + milliseconds;
  training.scoring ??= scoring(training.descent, training.isNew);
  while (training.scoring && performance.now() < until) {
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
  untilEpoch = false;
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
  training.settings = settings();
  step(training.descent, training.settings);
  pauseAndShow();
}

function oneEpoch() {
  untilEpoch = true;
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
  return steps === 0 || layer_sizes[1] === hidden ? "" : `It has ${layer_sizes[1]} hidden units; to train ${hidden}, go back to the start.`;
}

/** rate, momentum: those with which it diverged. */
const divergedText = ({steps, recentCost, firstCost}, {rate, momentum}) =>
  `The cost grows instead of falling: J = ${recentCost.toPrecision(3)} after ${steps} steps, ` +
  `${firstCost.toPrecision(3)} at the start. η = ${rate} is too large${momentum ? ` with μ = ${momentum}` : ""}: ` +
  "each step leaps across the valley. Stopped; choose a smaller one and start again.";

function message() {
  if (!training?.descent.steps) {
    const fresh = data.newDigits.length;
    return `From random weights, on ${data.labels.length - fresh} digits; ${fresh} new digits are kept out of it.`;
  }
  if (diverges(training.descent)) return divergedText(training.descent, training.settings);
  return newStartText(training.descent, valueOf("hidden"));
}

export function showLive() {
  if (state.topic !== "live") return;
  const running = request !== null, text = message();
  $("live-run-text").textContent = running ? "Pause" : training?.descent.steps && canContinue() ? "Continue" : "Start";
  $("live-icon").setAttribute("d", running ? "M3 2h5v16H3zM12 2h5v16h-5z" : "M3 1v18l15-9z");
  if ($("live-says").textContent !== text) $("live-says").textContent = text;       // said once, not at each frame
  $("live-says").classList.toggle("wrong", Boolean(training) && diverges(training.descent));
  if (training) showScores(training);
  if (!hasBegun()) afterPaint(evaluateStart);
}

function showScores({descent, points}) {
  const {steps} = descent;
  $("live-scores").replaceChildren(
    create("span", {textContent: `epoch ${epochsOf(descent).toFixed(2)}, ${steps} ${steps === 1 ? "step" : "steps"}`}),
    ...legendOf(points.at(-1)));
  drawCurves($("live-curves"), linearAxis("epochs", points.map(one => one.epochs)), points, points.length - 1);
}

export function listenToLive() {
  $("live-settings").replaceChildren(...Object.entries(SETTINGS).map(([name, {text, values, start}]) => {
    const value = create("b", {className: "number"});
    const input = create("input", {type: "range", id: `live-${name}`, min: 0, max: values.length - 1, step: 1,
                                   value: values.indexOf(start)});
    const tell = () => {
      value.textContent = values[input.value];
      input.setAttribute("aria-valuetext", values[input.value]);
    };
    tell();
    input.addEventListener("input", () => { tell(); showLive(); });
    return create("label", {}, text, value, input);
  }));
  $("live-run").addEventListener("click", () => request === null ? run() : pauseAndShow());
  $("live-step").addEventListener("click", oneStep);
  $("live-epoch").addEventListener("click", oneEpoch);
  $("live-reset").addEventListener("click", backToStart);
}
