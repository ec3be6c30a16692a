/** The strip of digits of the data to pick from. */
import {isMisread, isNew, readsAs} from "./data.js";
import {digitButton, fillDigitButton, listenToDigits, markChosen} from "./digit_button.js";
import {$, create} from "./elements.js";
import {repaint} from "./paint.js";
import {reader, readingNow} from "./reader.js";
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

/** How many of its training digits and of the new ones, or of all, the network misreads. */
export function misreadText(network, labels) {
  const misread = [...labels.keys()].filter(i => isMisread(network, labels, i));
  if (!network.keptOut) return `misread: ${misread.length} of all ${labels.length} digits`;
  const fresh = network.keptOut.length, wrong = misread.filter(i => isNew(network, i)).length;
  return `misread: ${misread.length - wrong} of ${labels.length - fresh} training digits, ` +
    `${wrong} of ${fresh} new digits`;
}

export function showStrip() {
  const {of, read, misread, fresh, page} = state;
  repaint($("strip"), [readingNow(), of, read, misread, fresh, page], () => {
    showFilters();
    showPage(offered(reader(), data.labels, state));
  });
  markChosen($("strip"));
}

function showFilters() {
  $("digits-text").textContent = misreadText(reader(), data.labels);
  $("of").value = state.of;
  $("read").value = state.read;
  $("misread").setAttribute("aria-pressed", state.misread);
  $("fresh").setAttribute("aria-pressed", state.fresh);
  $("fresh").hidden = $("new-mark").hidden = !network().keptOut;
}

const lastPage = digits => Math.max(0, Math.ceil(digits.length / SHOWN) - 1);

/** The number of the page of these digits that is shown: a link may ask for one that is not there. */
const pageNow = digits => Math.min(state.page, lastPage(digits));

function showPage(digits) {
  const page = pageNow(digits), last = lastPage(digits);
  $("where").textContent = `${page + 1} / ${last + 1}`;
  $("previous").disabled = page === 0;
  $("next").disabled = page === last;
  fillStrip(digits.slice(SHOWN * page, SHOWN * (page + 1)));
}

function fillStrip(digits) {
  const buttons = $("strip").querySelectorAll("button").length;
  if (buttons !== digits.length) $("strip").replaceChildren(...digits.map(() => digitButton()));
  digits.forEach((i, place) => {
    const text = isMisread(reader(), data.labels, i) ? `${data.labels[i]}, not ${readsAs(reader(), i)}` : "";
    fillDigitButton($("strip").children[place], i, text);
  });
  if (!digits.length) $("strip").replaceChildren(create("p", {className: "quiet", textContent: "none"}));
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
  const turn = pages => change({page: pageNow(offered(reader(), data.labels, state)) + pages});
  $("previous").addEventListener("click", () => turn(-1));
  $("next").addEventListener("click", () => turn(1));
}
