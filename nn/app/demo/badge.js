/** The badge of weights that are not those of the trained network: in the heading, on the tiles and on the guess. */
import {create} from "./elements.js";
import {accuracyText} from "./format.js";
import {reader} from "./reader.js";
import {stop} from "./replay.js";
import {change, data, state} from "./state.js";

const BACK = "back to the trained network";

/** What is shown in place of the trained network, {short, long}; null where that is shown itself.
 *
 *  own, frame : as in state of state.js
 *  trained    : the trained network
 *  changed    : the accuracy of weights that steps have changed
 */
export function badgeText({own, frame}, trained, changed) {
  if (own?.origin === "live") return during("during training", `epoch ${own.epochs.toFixed(2)}`, own.accuracy);
  if (own) return {short: "changed weights", long: `changed by ${stepsText(own)}: ${accuracyText(changed)}`};
  if (frame === null) return null;
  const {evaluations, accuracy} = trained.replay[frame];
  return during("during training", `evaluation ${evaluations}`, accuracy);
}

const during = (short, when, accuracy) => ({short, long: `${short}: ${when}, ${accuracyText(accuracy)} right`});

const stepsText = ({steps, eta}) => `${steps} ${steps === 1 ? "step" : "steps"} of η = ${eta}`;

export const badgeNow = () => badgeText(state, data.networks[state.net], reader().accuracy);

/** On each element of the class badge; its data-badge says which of the two texts. */
export function showBadges() {
  const text = badgeNow();
  for (const badge of document.querySelectorAll(".badge")) {
    badge.hidden = !text;
    if (text) badge.firstChild.textContent = text[badge.dataset.badge];
  }
}

export function listenToBadges() {
  for (const badge of document.querySelectorAll(".badge")) {
    const back = create("button", {textContent: badge.dataset.badge === "long" ? BACK : "×", title: BACK});
    back.setAttribute("aria-label", BACK);
    back.addEventListener("click", () => { stop(); change({own: null, frame: null}); });
    badge.replaceChildren(create("span", {className: "number"}), back);
  }
}
