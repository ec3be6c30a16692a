/** What a wrong answer costs, unit by unit, in nats: nn/cost.py and the outputs of nn/activations.py. */
import {feedforward} from "./network.js";

/** y: 1 at the output of that class, 0 at all others. */
export const oneHot = (classes, truth) => Float64Array.from(classes, name => Number(name === truth));

export const sum = values => values.reduce((total, v) => total + v, 0);

/** −y log g(z) − (1 − y) log(1 − g(z))  =  max(z, 0) + log(1 + e^−|z|) − y z,  g the sigmoid: it never meets log(0) */
const crossEntropy = (z, y) => z.map((zk, k) => Math.max(zk, 0) + Math.log1p(Math.exp(-Math.abs(zk))) - y[k] * zk);

/** −yₖ log softmax(z)ₖ  =  yₖ (log Σⱼ e^zⱼ − zₖ),  the largest z taken off first so that no exponential overflows */
function softmaxCrossEntropy(z, y) {
  const largest = Math.max(...z), below = z.map(zk => zk - largest);
  const logSum = Math.log(sum(below.map(Math.exp)));
  return below.map((v, k) => y[k] * (logSum - v));
}

const COSTS = {sigmoid: crossEntropy, softmax: softmaxCrossEntropy};

/** Jₖ, one an output unit, from the z of the outputs; output is the name of their g. */
export const costs = (z, y, output) => COSTS[output](z, y);

/** J = Σₖ Jₖ  of one example, without regularization; arguments as in feedforward, y one number an output. */
export const cost = (theta, x, y, network) =>
  sum(costs(feedforward(theta, x, network).zs.at(-1), y, network.output));
