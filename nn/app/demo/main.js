/** The page: starts, shows all its panels, and keeps the address in step with them. */
import {listenToBadges, showBadges} from "./badge.js";
import {buildChoice, showChoice} from "./choice.js";
import {readColours} from "./colours.js";
import {dataDigit, unpack} from "./data.js";
import {$} from "./elements.js";
import {fromHash, toHash} from "./link.js";
import {listenToLive, showLive} from "./live.js";
import {feedforward, unflatten} from "./network.js";
import {showOutputs} from "./outputs.js";
import {currentInput, listenToPen, showPad} from "./pad.js";
import {drawStrokes} from "./pen.js";
import {prepareDigit} from "./prepare.js";
import {listenToReplay, showReplay, stop} from "./replay.js";
import {data, network, onChange, state, theta} from "./state.js";
import {listenToStrip, showStrip} from "./strip.js";
import {listenToTiles, showTiles} from "./tiles.js";
import {buildTopics, showTopics} from "./topics.js";
import {listenToUnit, showUnit} from "./unit.js";

function show() {
  showChoice();
  showTopics();
  showInput();
  showStrip();
  showReplay();
  showLive();
  showBadges();
}

/** All that depends on the drawing. */
function showInput() {
  const input = currentInput(), now = theta(), Thetas = unflatten(now, network().layer_sizes);
  const layers = input.x && feedforward(now, input.x, network());
  showPad(input);
  showTiles(Thetas, layers);
  showOutputs(layers);
  showUnit(Thetas, layers);
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
  listenToTiles();
  listenToUnit();
  listenToStrip();
  listenToReplay();
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
  listen();
  show();
  document.body.dataset.ready = "yes";
}

/** For those who open the console. */
globalThis.nn = {data, state, feedforward, dataDigit, drawStrokes, prepareDigit};

start().catch(error => {
  $("trouble").textContent = `This page did not start (${error.message}). It needs a browser of 2023 or newer.`;
});
