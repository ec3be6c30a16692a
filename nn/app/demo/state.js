/** What is shown, and the only way to change it. */
import {thetaAt} from "./data.js";

/** networks, labels and images, as unpack of data.js returns them; filled once, when the page starts. */
export const data = {networks: [], labels: new Uint8Array(), images: new Uint8Array()};

/** net     : number of the network
 *  digit   : number of the digit of the data on the pad, null where it is drawn
 *  strokes : the drawing, each stroke a list of [x, y]
 *  unit    : number of the chosen unit of the first layer
 *  frame   : number of the snapshot of the training, null at its end
 *  of, misread, page : which digits are offered: of "" or one digit, all or the misread only, on which page
 *  topic   : name of the topic that is shown, see topics.js
 *  own     : a network whose weights were changed on this page, as one of data.networks and of any layer_sizes, with a
 *            version that tells its states apart; null where the chosen network is shown as it came
 *  truth   : the class, as text, that the digit on the pad is said to be; null where nobody said it
 *  part    : number, from 1, of the part of backpropagation that is shown, see lesson.js
 *  eta     : size η of a step of gradient descent on the digit on the pad
 *  weight, epsilon, nudge : the weight that the gradient check nudges, see weight.js; its ε; the nudge in ε, −1..1
 */
export const START = {net: 0, digit: 2512, strokes: [], unit: 0, frame: null, of: "", misread: false, page: 0,
                      topic: "replay", own: null, truth: null, part: 1, eta: 0.1, weight: 0, epsilon: 0.1, nudge: 0};
export const state = {...START};

/** What was said of a digit does not hold of the next one: another of the data, or a new drawing. */
const isAnotherDigit = ({digit = state.digit, strokes}) =>
  digit !== state.digit || (digit === null && strokes?.length === 0);

const listeners = [];
export const onChange = listener => listeners.push(listener);

export function change(news) {
  Object.assign(state, isAnotherDigit(news) ? {truth: null, ...news} : news);
  listeners.forEach(listener => listener());
}

export const network = () => state.own ?? data.networks[state.net];
export const theta = () => state.own ? state.own.theta : thetaAt(network(), state.frame);

/** Tells one state of the weights from another, for repaint. */
export const weightsNow = () => [state.net, state.frame, state.own?.version ?? null];
