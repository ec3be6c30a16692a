/** The contributions to a z as bars, the largest first, and the numbers of one of them; those of pixels as an image. */
import {signedBars} from "./bars.js";
import {ranked} from "./contributions.js";
import {$, create} from "./elements.js";
import {atLeast, decimals} from "./format.js";
import {paintWeights} from "./paint.js";
import {largest} from "./signed.js";
import {change, state} from "./state.js";

const WIDTH = 1.05;                                         // of a bar in rem, with room for its number
const LEAST = 20;                                           // bars that have room even on a phone

/** asked as question returns it; terms: the contributions, the bias first; layers and terms are null on blank paper. */
export function showBars(Thetas, layers, asked, terms) {
  const pixels = asked.layer === 1;
  $("why-bars").replaceChildren(...(terms && !pixels ? barsOf(Thetas, layers, asked, terms) : []));
  $("why-bars").hidden = pixels;
  $("why-image").hidden = !terms || !pixels;
  $("why-image").replaceChildren();
  $("why-key").hidden = !terms || pixels;
  $("why-text").textContent = !layers ? "Draw a digit, or pick one."
    : pixels ? imageOf(terms, asked)
    : asked.layer === 2 ? `selected: ${termText(Thetas, layers, asked, state.unit + 1)}`
    : "Choose a bar to ask about its unit.";
}

/** Paints what each pixel adds, and says so. */
function imageOf(terms, {than}) {
  const most = largest(terms.subarray(1)), weight = than === null ? "Θ" : "(Θₖ − Θₗ)", image = create("canvas");
  const text = `what each pixel adds, ${weight} · x, from −${decimals(most)} to +${decimals(most)}`;
  paintWeights(image, terms, most);
  image.setAttribute("role", "img");
  image.setAttribute("aria-label", text);
  $("why-image").replaceChildren(image);
  return text;
}

function barsOf(Thetas, layers, asked, terms) {
  const {shown, others} = ranked(terms, Math.max(LEAST, Math.floor(width / WIDTH) - 1)), left = terms.length - shown.length;
  const bars = shown.map(j => ({name: j || "bias", value: terms[j], behind: weightOf(Thetas, asked, j),
                                title: termText(Thetas, layers, asked, j)}));
  if (left) bars.push({name: "rest", value: others, title: `${left} other units: ${decimals(others)}`});
  const elements = signedBars(bars), belongsToTiles = asked.layer === 2;
  shown.forEach((j, place) => {
    elements[place].dataset.term = j;
    elements[place].classList.toggle("chosen", belongsToTiles && j === state.unit + 1);
    elements[place].classList.toggle("off", belongsToTiles && state.off.includes(j - 1));
  });
  const most = largest(bars.flatMap(({value, behind = 0}) => [value, behind]));
  $("why-bars").style.fontSize = `${Math.min(Math.max(0.62 * width / bars.length, 0.6), 1)}rem`;
  $("why-bars").style.gridTemplateColumns = ["3rem", ...bars.map(({name}) => `minmax(0, ${name > 0 ? 1 : 1.7}fr)`)].join(" ");
  return [axisTo(most), ...elements];
}

/** The values at the upper and the lower end of the bars, and what their numbers count. */
const axisTo = most => create("div", {className: "axis"},
  create("div", {className: "box number"}, ...[`+${decimals(most, 1)}`, "0", `−${decimals(most, 1)}`].map(text =>
    create("b", {textContent: text}))), create("span", {textContent: "unit"}));

/** The width of all bars in rem, measured where it changes: to measure it takes longer than all else here. */
let width = 0;

export function listenToWidth() {
  new ResizeObserver(([{contentRect}]) => {
    const now = contentRect.width / parseFloat(getComputedStyle(document.documentElement).fontSize);
    if (now === width || now === 0) return;                 // 0 where the topic is not shown
    width = now;
    requestAnimationFrame(() => change({}));
  }).observe($("why-bars"));
}

/** Θₖⱼ,  of a difference Θₖⱼ − Θₗⱼ */
const weightOf = (Thetas, {layer, unit, than}, j) =>
  Thetas[layer - 1][unit][j] - (than === null ? 0 : Thetas[layer - 1][than][j]);

/** "unit 7: Θ 1.20 · a 0.98 = 1.18"; of a difference "unit 7: Θ (1.20 − 0.30) · a 0.98 = 0.88" */
function termText(Thetas, layers, {layer, unit, than}, j) {
  const rows = Thetas[layer - 1], a = j === 0 ? 1 : layers.activations[layer - 1][j - 1];
  const w = rows[unit][j], v = than === null ? 0 : rows[than][j];
  const weight = than === null ? decimals(w) : `(${decimals(w)} − ${v < 0 ? `(${decimals(v)})` : decimals(v)})`;
  return `${j === 0 ? "bias" : `unit ${j}`}: Θ ${weight} · a ${atLeast(a)} = ${decimals((w - v) * a)}`;
}
