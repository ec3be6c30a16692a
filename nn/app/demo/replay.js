/** The replay of the training: frame number f shows snapshot f, the last is the trained network itself. */
import {drawCurves, legendOf, logarithmicAxis} from "./curves.js";
import {$, create} from "./elements.js";
import {change, data, state} from "./state.js";

const PAUSE = 350;                                          // milliseconds between two frames

const replay = () => data.networks[state.net].replay;
const lastFrame = () => replay().length - 1;
const frameNow = () => state.frame ?? lastFrame();
const goTo = f => change({own: null, frame: f >= lastFrame() ? null : Math.max(f, 0)});

let playing = null;                                         // the number of the timer while it plays

export function stop() {
  clearTimeout(playing);
  playing = null;
  showReplay();
}

function play() {
  if (frameNow() === lastFrame()) goTo(0);
  playing = setTimeout(playOn, PAUSE);
  showReplay();
}

/** A frame, and PAUSE after it is done the next one: a slow machine shows each of them, too. */
function playOn() {
  goTo(frameNow() + 1);
  if (frameNow() >= lastFrame()) return stop();
  playing = setTimeout(playOn, PAUSE);
}

export function showReplay() {
  if (state.topic !== "replay") return;
  const snapshot = replay()[frameNow()];
  $("replay-tools").hidden = !snapshot;
  $("no-replay").hidden = Boolean(snapshot);
  $("replay-text").textContent = snapshot ? followText(snapshot) : "";
  if (!snapshot) {
    $("no-replay").textContent = `This network has no snapshots of its training. ${whatHas(data.networks)}`;
    return;
  }
  showTools(snapshot);
  $("snapshot").replaceChildren(create("span", {textContent: whichText(snapshot)}),
    create("span", {textContent: `J = ${snapshot.J.toFixed(3)}`}), ...legendOf(snapshot));
  drawCurves($("curves"), logarithmicAxis("evaluations", replay().map(one => one.evaluations)), replay(), frameNow());
}

/** After steps of η, and in live training, tiles and answer are not of this snapshot. */
const whichText = ({evaluations}) => `evaluation ${evaluations}${state.own ? " (not shown above)" : ""}`;

const followText = ({bits}) => "units and outputs follow along" +
  (bits === 8 ? "; weights of 8 bits, activations right to about 0.02" : "");

/** Which networks have snapshots, or what gives some. */
function whatHas(networks) {
  const others = networks.filter(one => one.replay.length).map(one => one.name);
  return others.length ? `On this page, the training of these can be replayed: ${others.join("; ")}.`
                       : "nn train saves some in its weights.npz.";
}

function showTools(snapshot) {
  $("frame").max = lastFrame();
  $("frame").value = frameNow();
  $("frame").setAttribute("aria-valuetext", `evaluation ${snapshot.evaluations}`);
  $("play-text").textContent = playing ? "Pause" : "Play";
  $("play-icon").setAttribute("d", playing ? "M3 2h5v16H3zM12 2h5v16h-5z" : "M3 1v18l15-9z");
  $("play").setAttribute("aria-label", playing ? "pause" : "play");
  $("rewind").disabled = $("back").disabled = frameNow() === 0;
  $("step").disabled = frameNow() === lastFrame();
}

export function listenToReplay() {
  $("rewind").addEventListener("click", () => { stop(); goTo(0); });
  $("back").addEventListener("click", () => { stop(); goTo(frameNow() - 1); });
  $("step").addEventListener("click", () => { stop(); goTo(frameNow() + 1); });
  $("play").addEventListener("click", () => playing ? stop() : play());
  $("frame").addEventListener("input", () => {
    const chosen = Number($("frame").value);                // stop shows the frame of before, also on the slider
    stop();
    goTo(chosen);
  });
}
