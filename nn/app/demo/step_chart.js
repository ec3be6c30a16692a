/** J after one step of gradient descent, over the step's size η. */
import {curveThrough, dotAt, lineFrom, linear, logarithm, textAt} from "./chart.js";
import {createSvg} from "./elements.js";
import {significant} from "./format.js";

/** The points of the curve from where it enters the drawing to where it leaves it, with one beyond each end. */
function runsOf(costs, isHigher) {
  const runs = [];
  costs.forEach((v, i) => {
    if (isHigher(v)) return;
    if (i === 0 || isHigher(costs[i - 1])) runs.push(i ? [i - 1] : []);
    runs.at(-1).push(i);
    if (isHigher(costs[i + 1] ?? 0)) runs.at(-1).push(i + 1);
  });
  return runs;
}

/** Where the curve leaves the drawing for good or for a while. */
const leavingAt = (costs, isHigher) =>
  [...costs.keys()].filter(i => isHigher(costs[i]) && !isHigher(costs[i - 1] ?? Infinity));

/** etas, costs : the curve, J after a step of each η
 *  J           : without a step
 *  eta, after  : the η that is chosen, and J after its step
 *  width, height : of the drawing, 16 to a rem
 */
export function stepChart(etas, costs, J, eta, after, {width, height}) {
  const svg = createSvg("svg", {viewBox: `0 0 ${width} ${height}`});
  const [left, right, top, bottom] = [44, width - 8, 8, height - 24];
  const x = logarithm(etas[0], etas.at(-1), left, right), upright = linear(0, 1.3 * J, bottom, top);
  const isHigher = v => !Number.isFinite(v) || upright(v) < top, y = v => isHigher(v) ? top : upright(v);
  svg.append(
    lineFrom(left, bottom, right, bottom, "grid"), lineFrom(left, y(J), right, y(J), "now"),
    textAt(left - 6, bottom + 4, "0", "end"), textAt(left - 6, y(J) + 5, significant(J, 2), "end"),
    textAt(left, height - 5, etas[0]), textAt(right, height - 5, Math.round(etas.at(-1)), "end"),
    ...runsOf(costs, isHigher).map(run => curveThrough(run.map(i => x(etas[i])), run.map(i => y(costs[i])), "after")),
    ...leavingAt(costs, isHigher).map(i => textAt(x(etas[i]) + 4, top + 8, "↑ J is higher")),
    dotAt(x(eta), y(after)));
  return svg;
}
