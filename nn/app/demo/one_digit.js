/** Gradient descent on one digit. */
import {gradient} from "./backprop.js";
import {cost} from "./cost.js";

/** Θ − η ∂J/∂Θ */
export const oneStep = (theta, gradient, eta) => theta.map((w, i) => w - eta * gradient[i]);

/** So many steps, each along the gradient at the Θ that the one before it reached; fewer where J stops to be finite.
 *
 *  Returns : {theta, steps}
 */
export function descend(theta, x, y, network, eta, most) {
  for (let steps = 0; steps < most; steps++) {
    const next = oneStep(theta, gradient(theta, x, y, network), eta);
    if (!Number.isFinite(cost(next, x, y, network))) return {theta, steps};
    theta = next;
  }
  return {theta, steps: most};
}

/** J(Θ − η ∂J/∂Θ)  for each η: what one step leads to */
export function costsAfter(theta, x, y, network, etas) {
  const direction = gradient(theta, x, y, network);
  return etas.map(eta => cost(oneStep(theta, direction, eta), x, y, network));
}
