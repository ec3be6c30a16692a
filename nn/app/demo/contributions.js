/** Why a unit's z is what it is: what each incoming unit adds to it. */

/** cⱼ = Θₖⱼ aⱼ,  c₀ = Θₖ₀ (the bias),  whose sum is zₖ
 *
 *  row     : the weights of unit k, column 0 the bias
 *  a       : the activations that it reads, without the 1 of the bias
 *  Returns : as many numbers as there are weights
 */
export const contributions = (row, a) => row.map((w, j) => j === 0 ? w : w * a[j - 1]);

/** cⱼ = (Θₖⱼ − Θₗⱼ) aⱼ,  whose sum is zₖ − zₗ */
export const differences = (row, other, a) => contributions(row.map((w, j) => w - other[j]), a);

/** z = c₀ + Σ cⱼ above 0 + Σ cⱼ below 0,  as {bias, positive, negative, z} */
export function partsOfZ(c) {
  const incoming = c.subarray(1);
  const [positive, negative] = [incoming.filter(v => v > 0), incoming.filter(v => v < 0)];
  return {bias: c[0], positive: sum(positive), negative: sum(negative), z: sum(c)};
}

/** The numbers j of the contributions, the largest cⱼ first, and the sum of those that are left out.
 *
 *  most    : numbers, at most; of more contributions the bias and the largest |cⱼ| are kept
 *  Returns : {shown, others}
 */
export function ranked(c, most) {
  const size = j => j === 0 ? Infinity : Math.abs(c[j]);
  const bySize = [...c.keys()].sort((i, j) => size(j) - size(i) || i - j);
  return {shown: bySize.slice(0, most).sort((i, j) => c[j] - c[i] || i - j),
          others: sum(bySize.slice(most).map(j => c[j]))};
}

const sum = terms => terms.reduce((total, term) => total + term, 0);
