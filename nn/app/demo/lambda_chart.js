/** Accuracy over λ: what a network reads of its training digits, and of new ones. */
import {createSvg} from "./elements.js";
import {accuracyText, percent} from "./format.js";

/** Drawn over the slider of λ, each network above the place that the slider has for it. */
const [WIDTH, HEIGHT, THUMB, TOP, BOTTOM] = [240, 62, 8, 16, 44];

/** What a curve is called, and where its texts are: above or below all curves. */
const CURVES = {training: {text: "training", y: 11}, new: {text: "new digits", y: 60},
                all: {text: "all digits", y: 60}};

/** A drawing with a curve for each part of the digits, the chosen network marked.
 *
 *  networks : those of one number of hidden units, λ ascending
 *  chosen   : number of the one that is shown
 */
export function lambdaChart(networks, chosen) {
  const said = networks.map(one => `λ = ${one.lambda}: ${accuracyText(one.accuracy)}`).join("; ");
  const svg = createSvg("svg", {viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": said});
  const x = networks.map((_, i) => THUMB + (WIDTH - 2 * THUMB) * i / Math.max(1, networks.length - 1));
  const lowest = Math.min(...networks.flatMap(one => Object.values(one.accuracy)));
  svg.append(createSvg("title", {}, said),
             createSvg("line", {x1: x[chosen], x2: x[chosen], y1: TOP, y2: BOTTOM, class: "now"}),
             ...Object.keys(networks[0].accuracy).flatMap(part => {
               const y = networks.map(one => heightOf(one.accuracy[part], lowest));
               return [curve(part, x, y), dot(part, x[chosen], y[chosen]),
                       ...texts(part, percent(networks[chosen].accuracy[part]), x[chosen])];
             }));
  return svg;
}

/** From lowest at the bottom to 1 at the top. */
const heightOf = (accuracy, lowest) => BOTTOM - (BOTTOM - TOP) * (accuracy - lowest) / (1 - lowest || 1);

const curve = (part, x, y) =>
  createSvg("polyline", {points: x.map((xi, i) => `${xi.toFixed(1)},${y[i].toFixed(1)}`).join(" "), class: part});

const dot = (part, cx, cy) => createSvg("circle", {cx, cy, r: 4, class: part});

/** The number at the chosen network, and the name of the curve at the end that is farther from it. */
function texts(part, number, x) {
  const {text, y} = CURVES[part], right = x < WIDTH / 3;
  const [place, anchor] = right ? [0, "start"] : x > 2 * WIDTH / 3 ? [WIDTH, "end"] : [x, "middle"];
  return [createSvg("text", {x: place, y, "text-anchor": anchor, class: "number"}, number),
          createSvg("text", {x: right ? WIDTH : 0, y, "text-anchor": right ? "end" : "start"}, text)];
}
