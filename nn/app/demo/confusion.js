/** The confusion matrix of the network that is shown: what the digits are, and what it reads. */
import {badgeNow} from "./badge.js";
import {readsAs} from "./data.js";
import {digitButton, fillDigitButton, listenToDigits, markChosen} from "./digit_button.js";
import {$, create} from "./elements.js";
import {withArticle} from "./format.js";
import {repaint} from "./paint.js";
import {reader, readingNow} from "./reader.js";
import {change, data, showsTrained, state} from "./state.js";
import {offered} from "./strip.js";

const SHOWN = 14;                                           // digits of a cell, at most

/** counts[i][j]: how many of the digits that are an i the network reads as a j; digits: their numbers */
export function confusionMatrix(network, labels, digits) {
  const counts = Array.from({length: 10}, () => Array(10).fill(0));
  for (const number of digits) counts[labels[number]][Number(readsAs(network, number))] += 1;
  return counts;
}

const cellsNow = () => [...$("confusion-cells").querySelectorAll("button")];

export function showConfusion() {
  if (state.topic !== "confusion") return;
  repaint($("confusion-cells"), [readingNow(), whoReads()], () => fillMatrix(reader()));
  const isChosen = ({dataset: {of, read}}) => of === state.of && read === state.read;
  const cells = cellsNow(), reached = cells.find(isChosen) ?? cells.find(cell => !cell.disabled);
  for (const cell of cells) {
    cell.setAttribute("aria-pressed", isChosen(cell));
    cell.tabIndex = cell === reached ? 0 : -1;
  }
  showCell(cells.find(isChosen));
}

/** The first digits of the chosen cell, undefined where none is. */
function showCell(cell) {
  const count = Number(cell?.textContent ?? 0), {of, read} = state;
  $("confusion-key").hidden = count > 0;
  $("confusion-count").hidden = $("confusion-digits").hidden = count === 0;
  if (count === 0) return;
  $("confusion-count").textContent = cell.title + (count > SHOWN ? `, the first ${SHOWN}:` : "");
  repaint($("confusion-digits"), [readingNow(), of, read], () => {
    const digits = offered(reader(), data.labels, {of, read, fresh: true}).slice(0, SHOWN);
    $("confusion-digits").replaceChildren(...digits.map(() => digitButton()));
    digits.forEach((i, place) => fillDigitButton($("confusion-digits").children[place], i, ""));
  });
  markChosen($("confusion-digits"));
}

/** Which network it is, as text. */
const whoReads = () => showsTrained() ? "the trained network" : `the network shown above (${changesText()})`;

const changesText = () => [
  badgeNow()?.short, state.off.length ? `units switched off: ${state.off.length}` : null].filter(Boolean).join(", ");

function fillMatrix(network) {
  const {labels} = data, {keptOut} = network, digits = keptOut ?? labels.keys();
  const counts = confusionMatrix(network, labels, digits), names = [...counts.keys()];
  const total = counts.flat().reduce((a, b) => a + b), right = names.reduce((sum, i) => sum + counts[i][i], 0);
  $("confusion-text").textContent =
    `${right} of ${keptOut ? `${total} new digits` : `all ${total} digits`} read correctly by ${whoReads()}`;
  const mostWrong = Math.max(...names.flatMap(i => names.filter(j => j !== i).map(j => counts[i][j])));
  $("confusion-cells").replaceChildren(create("span"), ...names.map(j => create("b", {textContent: j})),
    ...names.flatMap(i => [create("b", {textContent: i}), ...names.map(j => cellOf(i, j, counts[i][j], mostWrong))]));
}

/** A button with the count of the digits i that are read as j, the more of them are wrong the stronger its colour. */
function cellOf(i, j, count, mostWrong) {
  const cell = create("button", {textContent: count || "", disabled: count === 0});
  cell.classList.toggle("right", i === j);
  cell.classList.toggle("mistake", i !== j && count > 0);
  cell.style.setProperty("--share", i === j ? 0 : count / (mostWrong || 1));
  Object.assign(cell.dataset, {of: i, read: j});
  cell.title = `${withArticle(i)} read as ${withArticle(j)}: ${count}`;
  cell.setAttribute("aria-label", cell.title);
  return cell;
}

/** Arrow keys walk to the next cell that has a count. */
function walk(event) {
  const cells = cellsNow(), by = {ArrowRight: 1, ArrowLeft: -1, ArrowDown: 10, ArrowUp: -10}[event.key];
  if (!by) return;
  event.preventDefault();
  let place = cells.indexOf(document.activeElement) + by;
  while (cells[place]?.disabled) place += by;
  cells[place]?.focus();
}

export function listenToConfusion() {
  listenToDigits($("confusion-digits"));
  $("confusion-cells").addEventListener("keydown", walk);
  $("confusion-cells").addEventListener("click", event => {
    const cell = event.target.closest("button");
    if (!cell) return;
    const {of, read} = cell.dataset;
    change({of, read, fresh: reader().keptOut !== null, misread: false, page: 0});
  });
}
