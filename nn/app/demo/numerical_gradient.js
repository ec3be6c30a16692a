/** The gradient from the cost alone: nn/numerical_gradient.py and nn/gradient_check.py, for a single weight. */

/** t -> f(θ + t eᵢ) */
export function along(f, theta, i) {
  const nudged = theta.slice();                             // one copy for all t: theta is long
  return t => {
    nudged[i] = theta[i] + t;
    return f(nudged);
  };
}

/** (f(ε) − f(−ε)) / 2ε,  f a function of t as along returns it */
export const centralDifference = (f, epsilon) => (f(epsilon) - f(-epsilon)) / (2 * epsilon);

/** |a − b| / |a + b|,  0 where both are the same */
export const relativeDifference = (a, b) => a === b ? 0 : Math.abs(a - b) / Math.abs(a + b);
