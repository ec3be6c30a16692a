/** The page: starts, shows all its panels, and keeps the address in step with them. */
import {showAnswerLine, watchAnswer} from "./answer_line.js";
import {listenToArrows, showArrows} from "./arrows.js";
import {gradient} from "./backprop.js";
import {listenToBadges, showBadges} from "./badge.js";
import {buildChoice, showChoice} from "./choice.js";
import {readColours} from "./colours.js";
import {listenToConfusion, showConfusion} from "./confusion.js";
import {cost, oneHot} from "./cost.js";
import {dataDigit, unpack} from "./data.js";
import {$} from "./elements.js";
import {buildKeys, listenToKeys} from "./keys.js";
import {lessonOf} from "./lesson.js";
import {fromHash, toHash} from "./link.js";
import {listenToLive, showLive} from "./live.js";
import {feedforward, unflatten} from "./network.js";
import {buildNudge, listenToNudge, showNudge} from "./nudge.js";
import {listenToOff, showOff} from "./off.js";
import {showOutputs} from "./outputs.js";
import {currentInput, listenToEraser, listenToPen, showPad} from "./pad.js";
import {buildPanels, showPanels} from "./panels.js";
import {buildParts, listenToParts, showParts} from "./parts.js";
import {drawStrokes} from "./pen.js";
import {prepareDigit} from "./prepare.js";
import {listenToReplay, showReplay, stop} from "./replay.js";
import {listenToReveal} from "./reveal.js";
import {data, network, onChange, state, theta} from "./state.js";
import {listenToStrip, showStrip} from "./strip.js";
import {listenToTiles, showTiles} from "./tiles.js";
import {buildTopics, showTopics} from "./topics.js";
import {listenToUnit, showUnit} from "./unit.js";
import {buildView, listenToView, showView} from "./view.js";
import {listenToWhy, showWhy} from "./why.js";

function show() {
  showPanels();
  showView();
  showChoice();
  showTopics();
  showInput();
  showStrip();
  showReplay();
  showConfusion();
  showLive();
  showBadges();
}

/** All that depends on the drawing. */
function showInput() {
  const input = currentInput(), now = theta(), Thetas = unflatten(now, network().layer_sizes);
  const layers = input.x && feedforward(now, input.x, network());
  const lesson = lessonOf(Thetas, layers);
  showPad(input);
  showArrows(input);
  showTiles(Thetas, layers, lesson);
  showOff();
  showOutputs(layers, lesson);
  showUnit(Thetas, layers);
  showWhy(Thetas, layers);
  showParts(Thetas, layers, lesson);
  showNudge(Thetas, layers, lesson);
  showAnswerLine();
}

let saving;
/** The address follows a little later: browsers forbid to change it too often. */
function saveHash() {
  clearTimeout(saving);
  saving = setTimeout(() => history.replaceState(null, "", toHash(state)), 150);
}

function listen() {
  onChange(show);
  onChange(saveHash);
  listenToPen(() => { showInput(); saveHash(); });
  listenToEraser();
  listenToArrows();
  listenToTiles();
  listenToOff();
  listenToUnit();
  listenToWhy();
  listenToStrip();
  listenToReplay();
  listenToParts();
  listenToNudge();
  listenToView();
  listenToKeys();
  listenToReveal();
  listenToConfusion();
  listenToLive();
  listenToBadges();
  addEventListener("hashchange", () => { stop(); Object.assign(state, fromHash(location.hash, data)); show(); });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { readColours(); show(); });
}

async function start() {
  Object.assign(data, await unpack(JSON.parse($("data").textContent)));
  Object.assign(state, fromHash(location.hash, data));
  readColours();
  buildChoice();
  buildTopics();
  buildParts();
  buildNudge();
  buildPanels();
  buildView();
  buildKeys();
  listen();
  show();
  watchAnswer();
  document.body.dataset.ready = "yes";
}

/** For those who open the console. */
globalThis.nn = {data, state, feedforward, cost, gradient, oneHot, dataDigit, drawStrokes, prepareDigit};

start().catch(error => {
  $("trouble").textContent = `This page did not start (${error.message}). It needs a browser of 2023 or newer.`;
});
