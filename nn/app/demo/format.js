/** Numbers and labels as text. */

const minus = text => text.replace("-", "−");
export const decimals = (v, digits = 2) => minus(v.toFixed(digits));
export const percent = share => `${(100 * share).toFixed(1)} %`;

/** The accuracy of a network, {training, new} or {all} as data.js has it, and of which digits each number is. */
export const accuracyText = accuracy => "all" in accuracy
  ? `${percent(accuracy.all)} of all digits`
  : `training ${percent(accuracy.training)} · new digits ${percent(accuracy.new)}`;

const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
export const superscript = l => `⁽${[...String(l)].map(d => SUPERSCRIPTS[d]).join("")}⁾`;

/** "a 7", "an 8" */
export const withArticle = digit => `${String(digit) === "8" ? "an" : "a"} ${digit}`;

/** The numbers of the outputs, their classes in order: 0 first, also where it is the last output. */
export const inOrder = classes =>
  [...classes.keys()].sort((one, other) => classes[one].localeCompare(classes[other]));
