/** The cost and the accuracy over a training, and where we are. */
import {createSvg} from "./elements.js";

/** Two drawings. snapshots: {evaluations, cost, accuracy} each; now: number of the one that is shown. */
export function curvesOf(snapshots, now) {
  const costs = snapshots.map(one => one.cost);
  const accuracies = snapshots.map(one => one.accuracy.new ?? one.accuracy.all);
  const most = Math.max(...costs);
  return [curve("cost", "cost J over evaluations", snapshots, costs, now, most, most.toFixed(1)),
          curve("accuracy", "accuracy over evaluations", snapshots, accuracies, now, 1, "100 %")];
}

/** Values 0..most over the evaluations, on a logarithmic axis, with a dot at the one of now. */
function curve(name, title, snapshots, values, now, most, mostText) {
  const svg = createSvg("svg", {viewBox: "0 0 310 128"}), [left, right, top, bottom] = [52, 302, 8, 104];
  const [first, last] = [snapshots[0].evaluations, snapshots.at(-1).evaluations];
  const x = logarithmic(snapshots.map(one => one.evaluations), left, right);
  const y = values.map(v => bottom - (bottom - top) * v / most);
  svg.append(
    ...[top, bottom].map(height => createSvg("line", {x1: left, x2: right, y1: height, y2: height, class: "grid"})),
    createSvg("text", {x: left - 6, y: bottom + 4, "text-anchor": "end"}, "0"),
    createSvg("text", {x: left - 6, y: top + 5, "text-anchor": "end"}, mostText),
    createSvg("text", {x: left, y: 122}, first),
    createSvg("text", {x: (left + right) / 2, y: 122, "text-anchor": "middle"}, title),
    createSvg("text", {x: right, y: 122, "text-anchor": "end"}, last),
    createSvg("line", {x1: x[now], x2: x[now], y1: top, y2: bottom, class: "now"}),
    createSvg("polyline", {points: x.map((xi, i) => `${xi.toFixed(1)},${y[i].toFixed(1)}`).join(" "), class: name}),
    createSvg("circle", {cx: x[now], cy: y[now], r: 6, class: `${name}-dot`}));
  return svg;
}

/** Ascending values > 0 as places on a logarithmic axis, the first at left, the last at right. */
export function logarithmic(values, left, right) {
  const first = Math.log(values[0]), span = Math.log(values.at(-1)) - first || 1;
  return values.map(v => left + (right - left) * (Math.log(v) - first) / span);
}
