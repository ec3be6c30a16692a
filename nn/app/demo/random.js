/** Random numbers from a seed: the same seed gives the same numbers. */

/** A function that returns the next number, 0 ≤ u < 1.  Source: mulberry32 by Tommy Ettinger, public domain */
export function generator(seed) {
  let a = seed | 0;
  return () => {
    a = a + 0x6d2b79f5 | 0;
    let t = Math.imul(a ^ a >>> 15, a | 1);
    t = t + Math.imul(t ^ t >>> 7, t | 61) ^ t;
    return ((t ^ t >>> 14) >>> 0) / 2 ** 32;
  };
}

/** Puts the items into a random order, in place: each order is as likely as any other (Fisher and Yates). */
export function shuffle(items, random) {
  for (let i = items.length - 1; i > 0; i--) {
    const j = Math.floor((i + 1) * random()), other = items[j];
    items[j] = items[i];
    items[i] = other;
  }
}

/** θᵢ ~ U(−ε, ε),  ε = √6 / √(s_in + s_out) of each layer: nn.random_init with epsilon=None */
export function randomInit(layer_sizes, random) {
  const theta = [];
  for (let l = 1; l < layer_sizes.length; l++) {
    const [n_in, n_out] = layer_sizes.slice(l - 1), epsilon = Math.sqrt(6 / (n_in + n_out));
    for (let i = 0; i < n_out * (n_in + 1); i++) theta.push(epsilon * (2 * random() - 1));
  }
  return Float64Array.from(theta);
}
