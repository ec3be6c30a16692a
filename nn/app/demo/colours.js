/** The colours of style.css as [red, green, blue], for canvases: of ink, and of weights from negative to positive. */

/** zero, positive, negative, paper and ink, each [red, green, blue] 0..255 */
export const colours = {};

export function readColours() {
  const style = getComputedStyle(document.documentElement);
  for (const name of ["zero", "positive", "negative", "paper", "ink"]) {
    const hex = style.getPropertyValue(`--${name}`).trim();
    colours[name] = [1, 3, 5].map(i => parseInt(hex.slice(i, i + 2), 16));
  }
}

const mix = ([r0, g0, b0], [r1, g1, b1], t) => {
  const share = Math.min(Math.max(t, 0), 1);
  return [r0 + share * (r1 - r0), g0 + share * (g1 - g0), b0 + share * (b1 - b0)];
};

/** v 0..1, from paper to ink */
export const greyOf = v => mix(colours.paper, colours.ink, v);

/** t −1..1, from negative to positive */
export const weightColour = t => mix(colours.zero, t < 0 ? colours.negative : colours.positive, Math.abs(t));
