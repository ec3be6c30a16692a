/** The confusion matrix of the trained network: what the digits are, and what it reads. */
import {readsAs} from "./data.js";
import {$, create} from "./elements.js";
import {withArticle} from "./format.js";
import {repaint} from "./paint.js";
import {change, data, network, state} from "./state.js";

/** counts[i][j]: how many of the digits that are an i the network reads as a j; digits: their numbers */
export function confusionMatrix(network, labels, digits) {
  const counts = Array.from({length: 10}, () => Array(10).fill(0));
  for (const number of digits) counts[labels[number]][Number(readsAs(network, number))] += 1;
  return counts;
}

export function showConfusion() {
  if (state.topic !== "confusion") return;
  repaint($("confusion-cells"), [state.net], fillMatrix);
  for (const cell of $("confusion-cells").querySelectorAll("button")) {
    cell.setAttribute("aria-pressed", cell.dataset.of === state.of && cell.dataset.read === state.read);
  }
}

function fillMatrix() {
  const {labels} = data, {keptOut} = network(), digits = keptOut ?? labels.keys();
  const counts = confusionMatrix(network(), labels, digits), names = [...counts.keys()];
  const total = counts.flat().reduce((a, b) => a + b), right = names.reduce((sum, i) => sum + counts[i][i], 0);
  $("confusion-text").textContent =
    `${right} of ${keptOut ? `${total} new digits` : `all ${total} digits`} read correctly by the trained network`;
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

export function listenToConfusion() {
  $("confusion-cells").addEventListener("click", event => {
    const cell = event.target.closest("button");
    if (!cell) return;
    const {of, read} = cell.dataset;
    change({of, read, fresh: network().keptOut !== null, misread: false, page: 0});
  });
}
