/** The relative difference of secant and slope over ε: to the left rounding wins, to the right the curve's bend. */
import {curveThrough, dotAt, lineFrom, logarithm, textAt} from "./chart.js";
import {createSvg} from "./elements.js";
import {powerOfTen} from "./format.js";

const [LEAST, MOST] = [1e-13, 1];

/** epsilons, differences: the curve; epsilon, difference: the one of now */
export function roundingChart(epsilons, differences, epsilon, difference) {
  const svg = createSvg("svg", {viewBox: "0 0 200 116"}), [left, right, top, bottom] = [40, 192, 8, 92];
  const x = logarithm(epsilons.at(-1), epsilons[0], left, right), height = logarithm(LEAST, MOST, bottom, top);
  const y = v => height(Math.min(Math.max(v, LEAST), MOST));
  svg.append(
    ...[0, -4, -8, -12].flatMap(exponent => [
      lineFrom(left, y(10 ** exponent), right, y(10 ** exponent), "grid"),
      textAt(left - 6, y(10 ** exponent) + 5, powerOfTen(exponent), "end")]),
    curveThrough(epsilons.map(x), differences.map(y), "difference"), dotAt(x(epsilon), y(difference)),
    textAt(left, 112, powerOfTen(-8)), textAt(right, 112, powerOfTen(-1), "end"));
  return svg;
}
