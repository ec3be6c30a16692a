/** Cost and accuracy over a training: curves of each part of the digits, and where we are. */
import {create, createSvg} from "./elements.js";
import {percent} from "./format.js";

/** Part of the digits, as in {training, new} or {all} of data.js -> its name. */
const PARTS = {training: "training", new: "new digits", all: "all digits"};

/** Of a drawing's margins, in rem. */
const LEFT = 3, RIGHT = 0.8, TOP = 1.6, BOTTOM = 1.5;

/** Fills the two <svg> in box, as large as they are on the screen.
 *
 *  axis   : where the points lie, see linearAxis and logarithmicAxis
 *  points : {cost, accuracy} each, both {training, new} or {all}
 *  now    : number of the point that is shown
 */
export function drawCurves(box, axis, points, now) {
  const costs = points.map(one => one.cost), accuracies = points.map(one => one.accuracy);
  const most = Math.max(...costs.flatMap(Object.values));
  const [first, second] = [...box.querySelectorAll("svg")].map(sized);       // before either is drawn
  draw(first, `cost over ${axis.title}`, axis, costs, now, most, niceTicks(most).map(v => [v, String(v)]));
  draw(second, `accuracy over ${axis.title}`, axis, accuracies, now, 1, [0, 0.5, 1].map(v => [v, `${100 * v} %`]));
}

/** {svg, width, height}, both in rem; 0 where it is hidden. */
function sized(svg) {
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  return {svg, width: svg.clientWidth / rem, height: svg.clientHeight / rem};
}

/** What the curves of each part say at one of the points, each beside a piece of its line. */
export const legendOf = ({cost, accuracy}) => Object.keys(cost).map(part =>
  create("span", {}, create("i", {className: `line ${part}`}),
         `${PARTS[part]}: cost ${cost[part].toFixed(3)}, ${percent(accuracy[part])} right`));

/** Values 0..most of each part, with a dot at the one of now; ticks of the upright axis: [value, text].
 *
 *  The drawing's unit is a rem: its letters and strokes are as those around it, however large it is.
 */
function draw({svg, width, height}, title, axis, values, now, most, ticks) {
  if (!width) return;
  const bottom = height - BOTTOM;
  const across = place => LEFT + (width - LEFT - RIGHT) * place, up = v => bottom - (bottom - TOP) * v / most;
  svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  svg.replaceChildren(
    createSvg("text", {x: LEFT, y: 0.9, class: "title"}, title),
    ...apart(ticks, bottom - TOP).flatMap(([v, text]) => [
      createSvg("line", {x1: LEFT, x2: width - RIGHT, y1: up(v), y2: up(v), class: "grid"}),
      createSvg("text", {x: LEFT - 0.4, y: up(v) + 0.3, "text-anchor": "end"}, text)]),
    ...axis.ticks.flatMap(([place, text]) => [
      createSvg("line", {x1: across(place), x2: across(place), y1: bottom, y2: bottom + 0.3, class: "grid"}),
      createSvg("text", {x: across(place), y: bottom + 1.2, "text-anchor": "middle"}, text)]),
    createSvg("line", {x1: across(axis.places[now]), x2: across(axis.places[now]), y1: TOP, y2: bottom, class: "now"}),
    ...Object.keys(values[0]).flatMap(part => [
      createSvg("polyline", {class: `curve ${part}`, points: values.map((one, i) =>
        `${across(axis.places[i]).toFixed(2)},${up(one[part]).toFixed(2)}`).join(" ")}),
      createSvg("circle", {cx: across(axis.places[now]), cy: up(values[now][part]), r: 0.3, class: `dot ${part}`})]));
}

/** Every one, or every second, third, … of evenly spread ticks, so that their texts have a line each in this height. */
export function apart(ticks, height) {
  const every = Math.ceil(1.1 * (ticks.length - 1) / Math.max(height, 1.1));
  return ticks.filter((_, i) => i % every === 0);
}

/** Ascending values > 0 as places 0..1 on a logarithmic axis, with ticks [place, text] at 1, 2, 5, 10, 20, … */
export function logarithmicAxis(title, values) {
  const first = Math.log(values[0]), span = Math.log(values.at(-1)) - first || 1;
  const place = v => (Math.log(v) - first) / span;
  return {title, places: values.map(place),
          ticks: oneTwoFive(values[0], values.at(-1)).map(v => [place(v), String(v)])};
}

/** Ascending values >= 0 as places on an axis from 0 to the last of them, or to least, with ticks [place, text]. */
export function linearAxis(title, values, least = 1) {
  const last = Math.max(values.at(-1), least);
  return {title, places: values.map(v => v / last), ticks: niceTicks(last).map(v => [v / last, String(v)])};
}

/** The numbers 1, 2, 5, 10, 20, 50, … from first to last. */
export function oneTwoFive(first, last) {
  const numbers = [];
  for (let ten = 1; ten <= last; ten *= 10) numbers.push(ten, 2 * ten, 5 * ten);
  return numbers.filter(v => first <= v && v <= last);
}

/** 0 and the multiples of 1, 2 or 5 times a power of ten up to most: at most so many steps. */
export function niceTicks(most, steps = 5) {
  const ten = 10 ** Math.floor(Math.log10(most / steps));
  const step = [1, 2, 5, 10].map(v => v * ten).find(v => v * steps >= most);
  return Array.from({length: Math.floor(most / step + 1e-9) + 1}, (_, i) => Number((i * step).toPrecision(6)));
}
