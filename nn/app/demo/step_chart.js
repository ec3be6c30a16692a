/** J after one step of gradient descent, over the step's size η. */
import {curveThrough, dotAt, lineFrom, linear, logarithm, textAt} from "./chart.js";
import {createSvg} from "./elements.js";
import {significant} from "./format.js";

/** etas, costs : the curve, J after a step of each η
 *  J           : without a step
 *  eta, after  : the η that is chosen, and J after its step
 *  width, height : of the drawing, 16 to a rem
 */
export function stepChart(etas, costs, J, eta, after, {width, height}) {
  const svg = createSvg("svg", {viewBox: `0 0 ${width} ${height}`});
  const [left, right, top, bottom] = [44, width - 8, 8, height - 24];
  const x = logarithm(etas[0], etas.at(-1), left, right), upright = linear(0, 1.3 * J, bottom, top);
  const y = v => Number.isFinite(v) ? Math.max(upright(v), top) : top;      // what is higher stays at the upper end
  svg.append(
    lineFrom(left, bottom, right, bottom, "grid"), lineFrom(left, y(J), right, y(J), "now"),
    textAt(left - 6, bottom + 4, "0", "end"), textAt(left - 6, y(J) + 5, significant(J, 2), "end"),
    textAt(left, height - 5, etas[0]), textAt(right, height - 5, Math.round(etas.at(-1)), "end"),
    curveThrough(etas.map(x), costs.map(y), "after"), dotAt(x(eta), y(after)));
  return svg;
}
