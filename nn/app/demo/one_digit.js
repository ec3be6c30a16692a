/** Gradient descent on one digit. */
import {gradient} from "./backprop.js";
import {cost} from "./cost.js";

/** Θ − η d,  d the gradient; a new array, or written into the one that is given */
export function oneStep(theta, direction, eta, next = new Float64Array(theta.length)) {
  for (let i = 0; i < theta.length; i++) next[i] = theta[i] - eta * direction[i];
  return next;
}

/** So many steps, each along the gradient at the Θ that the one before it reached; fewer where J would not stay finite.
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
  const direction = gradient(theta, x, y, network), next = new Float64Array(theta.length);
  return etas.map(eta => cost(oneStep(theta, direction, eta, next), x, y, network));
}
