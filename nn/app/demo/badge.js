/** The badge of weights that are not those of the trained network: in the heading, on the tiles and on the guess. */
import {create} from "./elements.js";
import {accuracyText} from "./format.js";
import {stop} from "./replay.js";
import {change, data, state} from "./state.js";

const BACK = "back to the trained network";

/** What is shown in place of the trained network, {what, when, how}; null where that is shown itself.
 *
 *  own, frame : as in state of state.js
 *  trained    : the trained network
 */
export function badgeText({own, frame}, trained) {
  if (own?.origin === "live") {
    return {what: "training on this page", when: `epoch ${own.epochs.toFixed(1)}`, how: right(own.accuracy)};
  }
  if (own) return {what: "changed on this page", when: stepsText(own.steps), how: `η = ${own.eta}`};
  if (frame === null) return null;
  const {evaluations, accuracy} = trained.replay[frame];
  return {what: "during training", when: `evaluation ${evaluations}`, how: right(accuracy)};
}

const right = accuracy => `${accuracyText(accuracy)} right`;
const stepsText = count => `${count} ${count === 1 ? "step" : "steps"}`;

/** How much of it fits where the badge is: data-badge. */
const PLACES = {answer: ({what}) => what, tiles: ({what, when}) => `${what}: ${when}`,
                heading: ({what, when, how}) => `${what}: ${when}, ${how}`};

/** On each element of the class badge. */
export function showBadges() {
  const text = badgeText(state, data.networks[state.net]);
  for (const badge of document.querySelectorAll(".badge")) {
    badge.hidden = !text;
    if (text) badge.firstChild.textContent = PLACES[badge.dataset.badge](text);
  }
}

export function listenToBadges() {
  for (const badge of document.querySelectorAll(".badge")) {
    const back = create("button", {textContent: badge.dataset.badge === "heading" ? BACK : "back", title: BACK});
    back.setAttribute("aria-label", BACK);
    back.addEventListener("click", () => { stop(); change({own: null, frame: null}); });
    badge.replaceChildren(create("span", {className: "number"}), back);
  }
}
