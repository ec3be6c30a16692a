/** The first layer's units as tiles: their weights as images, their activations as light. */
import {$, create, walkWithArrows} from "./elements.js";
import {decimals, superscript} from "./format.js";
import {unflatten} from "./network.js";
import {brightness, paintWeights, repaint, weightScale} from "./paint.js";
import {change, network, state, weightsNow} from "./state.js";
import {tilesPerRow} from "./tiles_per_row.js";

const TILES = 100;                                          // units that are shown, at most

/** The scale of all images of weights: that of the trained network, also while its training is replayed. */
export const scaleOf = ({theta, layer_sizes}) => weightScale(unflatten(theta, layer_sizes)[0]);

/** Thetas of now; layers as feedforward returns them, null on blank paper. */
export function showTiles(Thetas, layers) {
  const units = Thetas[0].slice(0, TILES), scale = scaleOf(network());
  const a = layers ? layers.activations[1] : new Float64Array(Thetas[0].length);
  showTitle();
  if ($("tiles").children.length !== units.length) {
    $("tiles").replaceChildren(...units.map(() => create("button", {className: "tile"}, create("canvas"))));
    const columns = tilesPerRow(units.length);
    $("tiles").style.setProperty("--columns", columns);
    $("tiles").style.setProperty("--rows", Math.ceil(units.length / columns));
  }
  repaint($("tiles"), weightsNow(), () =>
    units.forEach((row, i) => paintWeights($("tiles").children[i].firstChild, row, scale)));
  light([...$("tiles").children], a);
  showLegend(scale, units.length);
  showDeeper(layers);
}

function showTitle() {
  const {layer_sizes, hidden, output} = network(), deep = layer_sizes.length > 2;
  const g = deep ? hidden : output;
  $("hidden-title").replaceChildren(`${layer_sizes[1]} ${deep ? "hidden" : "output"} units`,
    create("span", {className: "maths", textContent: `a⁽²⁾ = g(z⁽²⁾),  z⁽²⁾ = Θ⁽¹⁾ [1; a⁽¹⁾],  g = ${g}`}));
}

/** Each tile as bright as its activation. */
function light(tiles, a) {
  const bright = brightness(a);
  tiles.forEach((tile, i) => {
    tile.style.setProperty("--lit", bright[i].toFixed(4));
    tile.setAttribute("aria-label", `unit ${i + 1}, activation ${decimals(a[i])}`);
    tile.title = `unit ${i + 1}: a = ${decimals(a[i], 3)}`;
    tile.setAttribute("aria-pressed", i === state.unit);
    tile.tabIndex = i === Math.min(state.unit, tiles.length - 1) ? 0 : -1;
  });
}

function showLegend(scale, shown) {
  const units = network().layer_sizes[1];
  $("legend").replaceChildren(
    create("span", {className: "number"},
      `−${scale.toFixed(2)}`, create("i", {className: "ramp"}), `+${scale.toFixed(2)}`, " weight"),
    create("span", {}, create("i", {className: "lamp"}), "activation"),
    create("span", {}, shown < units ? `the first ${shown} of ${units}` : ""));
}

/** The hidden layers after the first, as rows of small lamps. */
function showDeeper(layers) {
  const sizes = network().layer_sizes.slice(2, -1);
  $("deeper").replaceChildren(...sizes.flatMap((units, i) => {
    const a = layers ? layers.activations[i + 2] : new Float64Array(units);
    const cells = brightness(a).map(v => {
      const cell = create("i");
      cell.style.setProperty("--lit", v.toFixed(4));
      return cell;
    });
    return [create("h3", {textContent: `a${superscript(i + 3)}: ${units} more hidden units`}),
            create("div", {className: "cells"}, ...cells)];
  }));
}

export function listenToTiles() {
  walkWithArrows($("tiles"));
  $("tiles").addEventListener("click", event => {
    const tile = event.target.closest("button");
    if (tile) change({unit: [...$("tiles").children].indexOf(tile)});
  });
}
