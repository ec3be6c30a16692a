/** Numbers and labels as text. */

const minus = text => text.replace("-", "−");
export const decimals = (v, digits = 2) => minus(v.toFixed(digits).replace(/^-(?=[0.]*$)/, ""));   // 0.00, not −0.00

/** So many decimals, more where v has fewer digits that count among them: "0.98", "0.0031" */
export const atLeast = (v, digits = 2) =>
  v === 0 || Math.abs(v) >= 10 ** (1 - digits) ? decimals(v, digits) : significant(v, digits);

/** "97.5 %", with more decimals where one would make it 0 % of some, or 100 % of not all. */
export function percent(share) {
  const isPart = share > 0 && share < 1;
  let digits = 1;
  while (isPart && digits < 20 && Number((100 * share).toFixed(digits)) % 100 === 0) digits += 1;
  return `${(100 * share).toFixed(digits)} %`;
}

/** The accuracy of a network, {training, new} or {all} as data.js has it, and of which digits each number is. */
export const accuracyText = accuracy => "all" in accuracy
  ? `${percent(accuracy.all)} of all digits`
  : `training ${percent(accuracy.training)} · new digits ${percent(accuracy.new)}`;

const raised = n => [...String(n)].map(d => d === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[d]).join("");
export const superscript = l => `⁽${raised(l)}⁾`;
export const subscript = n => [...String(n)].map(d => "₀₁₂₃₄₅₆₇₈₉"[d]).join("");

/** 1e-7 as "10⁻⁷" */
export const powerOfTen = exponent => `10${raised(exponent)}`;

/** 0.0000123 as "1.2·10⁻⁵" */
export function scientific(v, digits = 1) {
  if (v === 0) return "0";
  const [mantissa, exponent] = v.toExponential(digits).split("e");
  return `${minus(mantissa)}·${powerOfTen(Number(exponent))}`;
}

/** So many digits that count: "0.0123", "−12.3", "1.23·10⁻⁶" */
export function significant(v, digits = 3) {
  const size = Math.abs(v);
  return size < 1e-4 || size >= 10 ** digits - 0.5 ? scientific(v, digits - 1) : minus(v.toPrecision(digits));
}

/** "a 7", "an 8" */
export const withArticle = digit => `${String(digit) === "8" ? "an" : "a"} ${digit}`;

/** The numbers of the outputs, their classes in order: 0 first, also where it is the last output. */
export const inOrder = classes =>
  [...classes.keys()].sort((one, other) => classes[one].localeCompare(classes[other]));
