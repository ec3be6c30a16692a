/** The gradient from the cost alone: nn/numerical_gradient.py and nn/gradient_check.py, for a single weight. */

/** θ + t eᵢ */
export function nudged(theta, i, t) {
  const other = theta.slice();
  other[i] += t;
  return other;
}

/** (f(θ + ε eᵢ) − f(θ − ε eᵢ)) / 2ε */
export const centralDifference = (f, theta, i, epsilon) =>
  (f(nudged(theta, i, epsilon)) - f(nudged(theta, i, -epsilon))) / (2 * epsilon);

/** |a − b| / |a + b|,  0 where both are the same */
export const relativeDifference = (a, b) => a === b ? 0 : Math.abs(a - b) / Math.abs(a + b);
