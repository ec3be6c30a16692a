/** J over the nudge of one weight, its secant from −ε to ε, and the slope that backpropagation says. */
import {curveThrough, dotAt, lineFrom, linear, textAt} from "./chart.js";
import {createSvg} from "./elements.js";
import {significant} from "./format.js";

/** at, rises : nudges, and J there without the J of no nudge
 *  epsilon   : the nudges of the secant are −ε and ε, where J rises by ends
 *  slope     : by backpropagation
 *  t, rise   : the nudge of now, and by how much J rises there
 */
export function nudgeChart({at, rises, epsilon, ends, slope, t, rise}) {
  const svg = createSvg("svg", {viewBox: "0 0 220 150"}), [left, right, top, bottom] = [6, 214, 10, 124];
  const most = Math.max(...rises.map(Math.abs), Math.abs(slope * at.at(-1))) || 1;
  const x = linear(at[0], at.at(-1), left, right), y = linear(-most, most, bottom, top), end = at.at(-1);
  const upper = `J + ${significant(most, 2)}`, lower = `J − ${significant(most, 2)}`;     // where no curve is
  svg.append(
    lineFrom(left, y(0), right, y(0), "grid"), lineFrom(x(0), top, x(0), bottom, "grid"),
    lineFrom(x(-end), y(-slope * end), x(end), y(slope * end), "tangent"),
    curveThrough(at.map(x), rises.map(y), "cost"),
    lineFrom(x(-epsilon), y(ends[0]), x(epsilon), y(ends[1]), "secant"),
    dotAt(x(-epsilon), y(ends[0]), 4), dotAt(x(epsilon), y(ends[1]), 4), dotAt(x(t), y(rise)),
    ...slope < 0 ? [textAt(right, top + 4, upper, "end"), textAt(left, bottom, lower)]
                 : [textAt(left, top + 4, upper), textAt(right, bottom, lower, "end")],
    ...[["−ε", -epsilon], ["Θ", 0], ["+ε", epsilon]].map(([text, v]) => textAt(x(v), 145, text, "middle")));
  return svg;
}
