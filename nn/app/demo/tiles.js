/** The first layer's units as tiles: their weights as images, their activations as light. */
import {$, create, walkWithArrows} from "./elements.js";
import {decimals, inOrder, significant, superscript} from "./format.js";
import {deltaShown, lightUnits} from "./light.js";
import {unflatten} from "./network.js";
import {paintWeights, repaint, weightScale} from "./paint.js";
import {largest} from "./signed.js";
import {change, network, state, weightsNow} from "./state.js";
import {tilesPerRow} from "./tiles_per_row.js";

const TILES = 100;                                          // units that are shown, at most
const CELLS = 25;                                           // small lamps in a row, at most

/** The scale of all images of weights: that of the trained network, also while its training is replayed and after steps
 *  of η: a weight that changes shall change its colour. In live training it grows with the weights.
 */
export const scaleOf = ({start, theta, layer_sizes}) => weightScale(unflatten(start ?? theta, layer_sizes)[0]);

/** Thetas of now; layers as feedforward returns them, null on blank paper; lesson as lessonOf does. */
export function showTiles(Thetas, layers, lesson) {
  const units = Thetas[0].slice(0, TILES), scale = scaleOf(network());
  const a = layers ? layers.activations[1] : new Float64Array(Thetas[0].length), delta = deltaShown(2, lesson);
  showTitle(delta);
  if ($("tiles").children.length !== units.length) {
    $("tiles").replaceChildren(...units.map(() => create("button", {className: "tile"}, create("canvas"))));
    const columns = tilesPerRow(units.length);
    $("tiles").style.setProperty("--columns", columns);
    $("tiles").style.setProperty("--rows", Math.ceil(units.length / columns));
  }
  repaint($("tiles"), weightsNow(), () =>
    units.forEach((row, i) => paintWeights($("tiles").children[i].firstChild, row, scale)));
  showClasses([...$("tiles").children]);
  light([...$("tiles").children], a, delta);
  showLegend(scale, units.length, delta);
  showDeeper(layers, lesson);
}

/** delta as deltaShown returns it, here and below. */
function showTitle(delta) {
  const {layer_sizes, hidden, output} = network(), deep = layer_sizes.length > 2;
  const g = deep ? hidden : output, forwards = `a⁽²⁾ = g(z⁽²⁾),  z⁽²⁾ = Θ⁽¹⁾ [1; a⁽¹⁾],  g\u00a0=\u00a0${g}`;
  const backwards = deep ? "δ⁽²⁾ = Θ⁽²⁾ᵀ δ⁽³⁾ ∘ g′(z⁽²⁾)" : "δ⁽²⁾ = a⁽²⁾ − y";
  $("hidden-title").replaceChildren(`${layer_sizes[1]} ${deep ? "hidden" : "output"} units`,
    create("span", {className: "maths", textContent: delta ? backwards : forwards}));
}

/** "unit 7"; of a network without hidden layer, where it is an output, "unit 10, output 0" */
const unitName = i => isOutput() ? `unit ${i + 1}, output ${network().classes[i]}` : `unit ${i + 1}`;

const isOutput = () => network().layer_sizes.length === 2;

/** Units that are outputs bear their classes, and stand in the order of these. */
function showClasses(tiles) {
  const {classes} = network(), order = inOrder(classes);
  tiles.forEach((tile, i) => {
    tile.style.order = isOutput() ? order.indexOf(i) : "";
    if (isOutput()) tile.dataset.class = classes[i];
    else delete tile.dataset.class;
  });
}

/** Each tile as bright as its activation, or its δ. */
function light(tiles, a, delta) {
  lightUnits(tiles, a, delta);
  tiles.forEach((tile, i) => {
    const text = delta ? `δ ${significant(delta[i])}` : `activation ${decimals(a[i])}`;
    tile.setAttribute("aria-label", `${unitName(i)}, ${text}`);
    tile.setAttribute("aria-pressed", i === state.unit);
    tile.tabIndex = i === Math.min(state.unit, tiles.length - 1) ? 0 : -1;
  });
}

function showLegend(scale, shown, delta) {
  const units = network().layer_sizes[1];
  $("legend").replaceChildren(
    ...delta ? deltaLegend(scale, delta) : activationLegend(scale),
    create("span", {}, shown < units ? `the first ${shown} of ${units}` : ""));
}

const weightLegend = scale =>
  create("span", {className: "number"}, create("i", {className: "ramp"}), `weight ±${scale.toFixed(2)}`);

const activationLegend = scale => [
  weightLegend(scale), create("span", {}, create("i", {className: "lamp"}), "activation")];

const deltaLegend = (scale, delta) => [
  weightLegend(scale),
  create("span", {className: "number"}, create("i", {className: "lamp negative"}),
         create("i", {className: "lamp positive"}), `δ⁽²⁾ ±${significant(largest(delta), 2)}`)];

/** The hidden layers after the first, as rows of small lamps. */
function showDeeper(layers, lesson) {
  const sizes = network().layer_sizes.slice(2, -1), rows = units => Math.ceil(units / CELLS);
  $("tiles").style.setProperty("--deeper", sizes.reduce((sum, units) => sum + 1.7 + 1.2 * rows(units), 0));
  $("deeper").replaceChildren(...sizes.flatMap((units, i) => {
    const a = layers ? layers.activations[i + 2] : new Float64Array(units), delta = deltaShown(i + 3, lesson);
    const cells = Array.from(a, () => create("i"));
    lightUnits(cells, a, delta);
    const row = create("div", {className: "cells"}, ...cells);
    row.style.setProperty("--count", Math.ceil(units / rows(units)));
    return [create("h3", {textContent: `${delta ? "δ" : "a"}${superscript(i + 3)}: ${units} more hidden units`}),
            row];
  }));
}

export function listenToTiles() {
  walkWithArrows($("tiles"));
  $("tiles").addEventListener("click", event => {
    const tile = event.target.closest("button");
    if (tile) change({unit: [...$("tiles").children].indexOf(tile)});
  });
}
