/** Why this output, and not another: what each unit of the layer before adds to its z. */
import {contributions, differences, partsOfZ} from "./contributions.js";
import {$, create} from "./elements.js";
import {decimals, superscript} from "./format.js";
import {answer, nameOf, question} from "./question.js";
import {change, network, state} from "./state.js";
import {sumOf} from "./sum.js";
import {listenToWidth, showBars} from "./why_bars.js";
import {listenToChoices, showChoices} from "./why_choices.js";
import {markTiles, markUnits} from "./why_marks.js";

/** Thetas of now; layers as feedforward returns them, null on blank paper. */
export function showWhy(Thetas, layers) {
  const isShown = state.topic === "why", asked = question(layers);
  const terms = isShown && layers ? termsOf(Thetas, layers, asked) : null;
  markUnits(isShown ? asked : null);
  markTiles(asked.layer === 2 ? terms : null);
  if (!isShown) return;
  showChoices(asked, answer(layers));
  $("why-formula").textContent = formulaOf(asked);
  $("why-sums").replaceChildren(...(layers ? sumsOf(Thetas, layers, asked) : []));
  showBars(Thetas, layers, asked, terms);
}

/** The contributions to the z of a unit, or to what its z is above that of another. */
function termsOf(Thetas, layers, {layer, unit, than}) {
  const rows = Thetas[layer - 1], a = layers.activations[layer - 1];
  return than === null ? contributions(rows[unit], a) : differences(rows[unit], rows[than], a);
}

function formulaOf({layer, than}) {
  const [z, Theta, a] = [`z${superscript(layer + 1)}`, `Θ${superscript(layer)}`, `a${superscript(layer)}`];
  return (than === null ? `${z}ₖ = Σⱼ ${Theta}ₖⱼ ${a}ⱼ` : `${z}ₖ − ${z}ₗ = Σⱼ (${Theta}ₖⱼ − ${Theta}ₗⱼ) ${a}ⱼ`) +
    `,  ${a}₀ = 1`;
}

/** A row for the unit, and one for the other and for the difference where there is one. */
function sumsOf(Thetas, layers, asked) {
  const {layer, unit, than} = asked;
  const row = k => [create("b", {textContent: nameOf(asked, k)}), create("span", {},
    ...sumOf(partsOfZ(termsOf(Thetas, layers, {layer, unit: k, than: null}))),
    `, a = ${decimals(layers.activations[layer][k], 3)}`)];
  if (than === null) return row(unit);
  const difference = sumOf(partsOfZ(termsOf(Thetas, layers, asked)), "");
  return [...row(unit), ...row(than), create("b"), create("span", {}, "difference: ", ...difference)];
}

export function listenToWhy() {
  listenToChoices();
  listenToWidth();
  $("bars").addEventListener("click", event => {
    const output = event.target.closest("[data-output]")?.dataset.output;
    if (output !== undefined) ask(Number(output), null);
  });
  $("deeper").addEventListener("click", event => {
    const cells = event.target.closest(".cells"), cell = event.target.closest(".cells > i");
    if (cell) ask([...cells.children].indexOf(cell), 2 + [...$("deeper").querySelectorAll(".cells")].indexOf(cells));
  });
  $("why-bars").addEventListener("click", event => {
    const j = Number(event.target.closest("[data-term]")?.dataset.term ?? 0), below = question(null).layer - 1;
    if (j === 0) return;
    if (below === 1) change({unit: j - 1});
    else ask(j - 1, below);
  });
}

/** layer null: an output; where the outputs are the tiles, its tile is chosen too. */
function ask(why, layer) {
  const tile = network().layer_sizes.length === 2 ? {unit: why} : {};
  change({why, layer, than: layer === state.layer ? state.than : null, topic: "why", ...tile});
}
