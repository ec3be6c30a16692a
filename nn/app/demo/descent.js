/** Gradient descent on minibatches, fast enough to be watched: nn/backprop.py and nn/solvers.py for a network of
 *  sigmoids with one hidden layer, one example after the other.
 *
 *  All weights lie in theta, row after row, column 0 the bias: so each unit's z is a dot product of its row. X is stored
 *  without its zeros, see examples.js. All arrays are made before the first step and overwritten in each: nothing is
 *  allocated on the way.
 */
import {generator, randomInit, shuffle} from "./random.js";

/** Σ a[i + c] b[j + c],  c < n */
function dot(a, i, b, j, n) {
  let sum = 0;
  for (let c = 0; c < n; c++) sum += a[i + c] * b[j + c];
  return sum;
}

/** a[i + c] ← a[i + c] + s b[j + c],  c < n */
function addScaled(a, i, s, b, j, n) {
  for (let c = 0; c < n; c++) a[i + c] += s * b[j + c];
}

/** Σ a[i + c] x[c],  x row number example of X.  Two sums side by side: an addition need not wait for the one before. */
export function dotRow(a, i, {values, columns, starts}, example) {
  const end = starts[example + 1];
  let even = 0, odd = 0, e = starts[example];
  for (; e + 1 < end; e += 2) {
    even += a[i + columns[e]] * values[e];
    odd += a[i + columns[e + 1]] * values[e + 1];
  }
  return e < end ? even + odd + a[i + columns[e]] * values[e] : even + odd;
}

/** a[i + c] ← a[i + c] + s x[c],  x row number example of X */
function addScaledRow(a, i, s, {values, columns, starts}, example) {
  const end = starts[example + 1];
  for (let e = starts[example]; e < end; e++) a[i + columns[e]] += s * values[e];
}

/** Room for what one example does to the units: a2 is [1; a⁽²⁾], d2 [·; δ⁽²⁾], the others without bias. */
const unitsOf = ([, h, K]) => ({a2: new Float64Array(h + 1).fill(1, 0, 1), d2: new Float64Array(h + 1),
                                z3: new Float64Array(K), a3: new Float64Array(K)});

const sigmoid = z => 1 / (1 + Math.exp(-z));

/** a⁽²⁾ = g(Θ⁽¹⁾ [1; x]),   z⁽³⁾ = Θ⁽²⁾ [1; a⁽²⁾],   a⁽³⁾ = g(z⁽³⁾),  [1; x] row number example of X */
function forward({a2, z3, a3}, theta, [n, h, K], X, example) {
  const Theta2 = h * (n + 1);                               // where it begins in theta
  for (let j = 0; j < h; j++) a2[j + 1] = sigmoid(dotRow(theta, j * (n + 1), X, example));
  for (let k = 0; k < K; k++) {
    z3[k] = dot(theta, Theta2 + k * (h + 1), a2, 0, h + 1);
    a3[k] = sigmoid(z3[k]);
  }
}

/** Σₖ −yₖ log a⁽³⁾ₖ − (1 − yₖ) log(1 − a⁽³⁾ₖ)  =  Σₖ log(1 + e^z⁽³⁾ₖ) − yₖ z⁽³⁾ₖ,  y = 1 at output number label, else 0 */
function crossEntropy({z3}, label) {
  let J = -z3[label];
  for (let k = 0; k < z3.length; k++) J += Math.max(z3[k], 0) + Math.log1p(Math.exp(-Math.abs(z3[k])));
  return J;
}

/** δ⁽³⁾ = (a⁽³⁾ − y) / m,   δ⁽²⁾ = Θ⁽²⁾ᵀ δ⁽³⁾ ∘ g′(z⁽²⁾),   ∂J/∂Θ⁽ˡ⁾ += δ⁽ˡ⁺¹⁾ [1; a⁽ˡ⁾]ᵀ */
function backward({a2, d2, a3}, theta, [n, h, K], X, example, m, gradient) {
  d2.fill(0);
  for (let k = 0, row = h * (n + 1); k < K; k++, row += h + 1) {
    const delta = (a3[k] - (k === X.k[example] ? 1 : 0)) / m;
    addScaled(gradient, row, delta, a2, 0, h + 1);
    addScaled(d2, 0, delta, theta, row, h + 1);
  }
  for (let j = 0; j < h; j++) {
    const delta = d2[j + 1] * a2[j + 1] * (1 - a2[j + 1]);
    addScaledRow(gradient, j * (n + 1), delta, X, example);
  }
}

/** λ/(2m) Σ Θ²,  bias columns excluded;   ∂J/∂Θ += λ/m [0, Θ] */
function penalty(theta, layer_sizes, price, gradient) {
  let squares = 0, row = 0;
  for (let l = 1; l < layer_sizes.length; l++) {
    const weights = layer_sizes[l - 1];
    for (let i = 0; i < layer_sizes[l]; i++, row += weights + 1) {
      squares += dot(theta, row + 1, theta, row + 1, weights);
      addScaled(gradient, row + 1, price, theta, row + 1, weights);
    }
  }
  return price / 2 * squares;
}

/** A training before its first step.
 *
 *  X      : the examples, as examplesOf of examples.js returns them
 *  rows   : numbers of those to train on
 *  hidden : hidden units
 *  seed   : of the weights and of the order of the examples
 */
export function beginDescent(X, rows, hidden, seed, outputs = 10) {
  const layer_sizes = [X.inputs, hidden, outputs], random = generator(seed);
  const theta = randomInit(layer_sizes, random), zeros = () => new Float64Array(theta.length);
  return {X, layer_sizes, random, theta, velocity: zeros(), gradient: zeros(), units: unitsOf(layer_sizes),
          order: Int32Array.from(rows), next: 0,           // the minibatch begins at order[next]
          steps: 0, seen: 0, firstCost: null, recentCost: null};
}

/** v ← μ v − η ∂J/∂Θ,   Θ ← Θ + v,  with the next minibatch; after the last one the examples are shuffled again.
 *
 *  Returns J of the minibatch before the step, λ/(2m) Σ Θ² of all m examples included, as nn.train has it.
 */
export function step(descent, {batchSize, rate, momentum, lambda}) {
  const {X, layer_sizes, theta, velocity, gradient, units, order, next} = descent;
  const m = order.length, end = Math.min(next + batchSize, m);
  if (next === 0) shuffle(order, descent.random);
  gradient.fill(0);
  let J = penalty(theta, layer_sizes, lambda / m, gradient);
  for (let i = next; i < end; i++) {
    forward(units, theta, layer_sizes, X, order[i]);
    backward(units, theta, layer_sizes, X, order[i], end - next, gradient);
    J += crossEntropy(units, X.k[order[i]]) / (end - next);
  }
  for (let i = 0; i < theta.length; i++) {
    velocity[i] = momentum * velocity[i] - rate * gradient[i];
    theta[i] += velocity[i];
  }
  descent.next = end % m;
  descent.steps += 1;
  descent.seen += end - next;
  descent.firstCost ??= J;
  descent.recentCost = J / 20 + (descent.recentCost ?? J) * 19 / 20;    // a mean over some 20 steps
  return J;
}

/** How often each example was seen. */
export const epochsOf = ({seen, order}) => seen / order.length;

/** Is the cost of the last steps twice what it was at the start, or not even a number? */
export const diverges = ({recentCost, firstCost}) => recentCost !== null && !(recentCost <= 2 * firstCost);

/** Cost and accuracy of the weights of now on all examples, those of the training and the others apart.
 *
 *  A generator, which rests after every 50 examples: so it can be done in pieces while the training continues.
 *  Returns {steps, epochs, cost, accuracy, predicted} in the end; cost and accuracy are {training, new}, the cost
 *  without λ's term; predicted has the output that each example is taken for.
 */
export function* scoring(descent, isNew) {
  const {X, layer_sizes, steps} = descent, {k} = X, theta = descent.theta.slice();
  const epochs = epochsOf(descent), units = unitsOf(layer_sizes);
  const training = {m: 0, cost: 0, right: 0}, others = {m: 0, cost: 0, right: 0}, predicted = new Uint8Array(k.length);
  for (let row = 0; row < k.length; row++) {
    const part = isNew[row] ? others : training;
    forward(units, theta, layer_sizes, X, row);
    part.m += 1;
    part.cost += crossEntropy(units, k[row]);
    predicted[row] = largest(units.a3);
    part.right += predicted[row] === k[row] ? 1 : 0;
    if (row % 50 === 49) yield;
  }
  return {steps, epochs, predicted, cost: {training: training.cost / training.m, new: others.cost / others.m},
          accuracy: {training: training.right / training.m, new: others.right / others.m}};
}

/** The whole of it at once. */
export function score(descent, isNew) {
  const all = scoring(descent, isNew);
  for (;;) {
    const {done, value} = all.next();
    if (done) return value;
  }
}

/** The number of the largest; the first of them where several are equal. */
export function largest(a) {
  let k = 0;
  for (let i = 1; i < a.length; i++) if (a[i] > a[k]) k = i;
  return k;
}
