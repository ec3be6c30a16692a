/** The relative difference of secant and slope over ε: to the left rounding wins, to the right the curve's bend. */
import {curveThrough, dotAt, lineFrom, logarithm, textAt} from "./chart.js";
import {createSvg} from "./elements.js";
import {powerOfTen} from "./format.js";

const [LEAST, MOST] = [1e-13, 1];

/** epsilons, differences: the curve; epsilon, difference: the one of now */
export function roundingChart(epsilons, differences, epsilon, difference) {
  const svg = createSvg("svg", {viewBox: "0 0 310 128"}), [left, right, top, bottom] = [44, 302, 10, 104];
  const x = logarithm(epsilons.at(-1), epsilons[0], left, right), height = logarithm(LEAST, MOST, bottom, top);
  const y = v => height(Math.min(Math.max(v, LEAST), MOST));
  svg.append(
    ...[0, -4, -8, -12].flatMap(exponent => [
      lineFrom(left, y(10 ** exponent), right, y(10 ** exponent), "grid"),
      textAt(left - 6, y(10 ** exponent) + 5, powerOfTen(exponent), "end")]),
    curveThrough(epsilons.map(x), differences.map(y), "difference"), dotAt(x(epsilon), y(difference)),
    textAt(left, 122, powerOfTen(-8)), textAt((left + right) / 2, 122, "relative difference over ε", "middle"),
    textAt(right, 122, powerOfTen(-1), "end"));
  return svg;
}
