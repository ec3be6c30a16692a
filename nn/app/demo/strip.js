/** The strip of digits of the data to pick from. */
import {isMisread, readsAs} from "./data.js";
import {digitButton, fillDigitButton, listenToDigits, markChosen} from "./digit_button.js";
import {$, create} from "./elements.js";
import {repaint} from "./paint.js";
import {change, data, network, state} from "./state.js";

const SHOWN = 20;                                           // digits a page

/** Numbers of the digits that are offered, classes taking turns.
 *
 *  network, labels : which it is, and what the digits are
 *  of              : "" for all, or one digit as text
 *  misread         : only those that the network misreads?
 */
export function offered(network, labels, of, misread) {
  const each = labels.length / 10;                          // the data is sorted: 500 of each class
  return [...labels.keys()].sort((a, b) => a % each - b % each || a - b)
    .filter(i => (of === "" || labels[i] === Number(of)) && (!misread || isMisread(network, labels, i)));
}

export function showStrip() {
  const {labels} = data, all = offered(network(), labels, state.of, state.misread);
  const pages = Math.max(1, Math.ceil(all.length / SHOWN)), page = Math.min(state.page, pages - 1);
  const misread = labels.filter((_, i) => isMisread(network(), labels, i)).length;
  $("digits-text").textContent = `${misread} of ${labels.length} misread by the trained network`;
  $("of").value = state.of;
  $("misread").setAttribute("aria-pressed", state.misread);
  $("where").textContent = `${page + 1} / ${pages}`;
  $("previous").disabled = page === 0;
  $("next").disabled = page === pages - 1;
  repaint($("strip"), [state.net, state.of, state.misread, page], () =>
    fillStrip(all.slice(SHOWN * page, SHOWN * (page + 1))));
  markChosen($("strip"));
}

function fillStrip(digits) {
  $("strip").replaceChildren(...digits.map(() => digitButton()));
  digits.forEach((i, place) => {
    const text = isMisread(network(), data.labels, i) ? `${data.labels[i]}, not ${readsAs(network(), i)}` : "";
    fillDigitButton($("strip").children[place], i, text);
  });
  if (!digits.length) $("strip").append(create("p", {className: "quiet", textContent: "none"}));
}

export function listenToStrip() {
  listenToDigits($("strip"));
  $("of").append(create("option", {value: "", textContent: "all digits"}),
                 ...[..."0123456789"].map(d => create("option", {value: d, textContent: `only ${d}`})));
  $("of").addEventListener("change", () => change({of: $("of").value, page: 0}));
  $("misread").addEventListener("click", () => change({misread: !state.misread, page: 0}));
  $("previous").addEventListener("click", () => change({page: state.page - 1}));
  $("next").addEventListener("click", () => change({page: state.page + 1}));
}
