/** Digits of the data as buttons: a click puts one on the pad. */
import {dataDigit, isMisread, isNew, readsAs} from "./data.js";
import {UNTOUCHED} from "./drawing.js";
import {create, walkWithArrows} from "./elements.js";
import {withArticle} from "./format.js";
import {paintDigit} from "./paint.js";
import {reader} from "./reader.js";
import {change, data, state} from "./state.js";
import {unitOfClass} from "./truth.js";

export const digitButton = () => create("button", {className: "digit"}, create("canvas"), create("small"));

/** Digit number i on a button, with a text below. */
export function fillDigitButton(button, i, text) {
  const network = reader(), misread = isMisread(network, data.labels, i), label = data.labels[i];
  const fresh = isNew(network, i);
  const description = withArticle(label) + (misread ? `, read as ${withArticle(readsAs(network, i))}` : "") +
    (fresh ? ", kept out of training" : "");
  paintDigit(button.firstChild, dataDigit(data.images, i, 784));
  button.dataset.digit = i;
  button.classList.toggle("misread", misread);
  button.classList.toggle("new", fresh);
  button.lastChild.textContent = text;
  button.setAttribute("aria-label", `digit ${i + 1}, ${description}`);
  button.title = description;
}

/** The button of the digit on the pad is pressed, and Tab reaches it, or the first. */
export function markChosen(group) {
  const chosen = [...group.children].findIndex(button => Number(button.dataset.digit) === state.digit);
  [...group.children].forEach((button, place) => {
    button.setAttribute("aria-pressed", place === chosen);
    button.tabIndex = place === Math.max(chosen, 0) ? 0 : -1;
  });
}

export function listenToDigits(group) {
  walkWithArrows(group);
  group.addEventListener("click", event => {
    const button = event.target.closest("button");
    if (!button) return;
    const digit = Number(button.dataset.digit);
    change({digit, ...unitOfClass(String(data.labels[digit])), ...UNTOUCHED});
  });
}
