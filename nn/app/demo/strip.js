/** The strip of digits of the data to pick from. */
import {isMisread, isNew, readsAs} from "./data.js";
import {digitButton, fillDigitButton, listenToDigits, markChosen} from "./digit_button.js";
import {$, create} from "./elements.js";
import {repaint} from "./paint.js";
import {change, data, network, state} from "./state.js";

const SHOWN = 20;                                           // digits a page

/** Numbers of the digits that are offered, classes taking turns.
 *
 *  network, labels : which it is, and what the digits are
 *  of              : "" for all, or only those that are this digit, as text
 *  read            : "" for all, or only those that the network reads as this class
 *  misread         : only those that the network misreads?
 *  fresh           : only those that were kept out of its training? No matter where that is not known.
 */
export function offered(network, labels, {of = "", read = "", misread = false, fresh = false}) {
  const each = labels.length / 10;                          // the data is sorted: 500 of each class
  return [...labels.keys()].sort((a, b) => a % each - b % each || a - b).filter(i =>
    (of === "" || labels[i] === Number(of)) && (read === "" || readsAs(network, i) === read) &&
    (!misread || isMisread(network, labels, i)) && (!fresh || !network.keptOut || isNew(network, i)));
}

/** How many of its training digits and of the new ones, or of all, the trained network misreads. */
export function misreadText(network, labels) {
  const misread = [...labels.keys()].filter(i => isMisread(network, labels, i));
  if (!network.keptOut) return `misread: ${misread.length} of all ${labels.length} digits`;
  const fresh = network.keptOut.length, wrong = misread.filter(i => isNew(network, i)).length;
  return `misread: ${misread.length - wrong} of ${labels.length - fresh} training digits, ${wrong} of ${fresh} new digits`;
}

export function showStrip() {
  const {labels} = data, {of, read, misread, fresh} = state, all = offered(network(), labels, state);
  const pages = Math.max(1, Math.ceil(all.length / SHOWN)), page = Math.min(state.page, pages - 1);
  $("digits-text").textContent = misreadText(network(), labels);
  $("of").value = of;
  $("read").value = read;
  $("misread").setAttribute("aria-pressed", misread);
  $("fresh").setAttribute("aria-pressed", fresh);
  $("fresh").hidden = $("new-mark").hidden = !network().keptOut;
  $("where").textContent = `${page + 1} / ${pages}`;
  $("previous").disabled = page === 0;
  $("next").disabled = page === pages - 1;
  repaint($("strip"), [state.net, state.own?.origin ?? null, of, read, misread, fresh, page], () =>
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

/** The choices of a list of digits: all, and one for each. */
const choices = (all, one) => [create("option", {value: "", textContent: all}),
                               ...[..."0123456789"].map(d => create("option", {value: d, textContent: `${one} ${d}`}))];

export function listenToStrip() {
  listenToDigits($("strip"));
  $("of").append(...choices("all digits", "only"));
  $("read").append(...choices("read as any", "read as"));
  $("of").addEventListener("change", () => change({of: $("of").value, page: 0}));
  $("read").addEventListener("change", () => change({read: $("read").value, page: 0}));
  $("misread").addEventListener("click", () => change({misread: !state.misread, page: 0}));
  $("fresh").addEventListener("click", () => change({fresh: !state.fresh, page: 0}));
  $("previous").addEventListener("click", () => change({page: state.page - 1}));
  $("next").addEventListener("click", () => change({page: state.page + 1}));
}
