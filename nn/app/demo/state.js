/** What is shown, and the only way to change it. */
import {thetaAt} from "./data.js";
import {UNTOUCHED} from "./drawing.js";
import {STANDARD} from "./training_settings.js";

/** networks, labels, images and newDigits, as unpack of data.js returns them; filled once, when the page starts. */
export const data = {networks: [], labels: new Uint8Array(), images: new Uint8Array(),
                     newDigits: new Uint16Array()};

/** net     : number of the network
 *  digit   : number of the digit of the data on the pad, null where it is drawn
 *  strokes : the drawing, each stroke a list of [x, y]
 *  erasers : numbers of the strokes that erase
 *  shift   : pixels by which the x that the network reads is moved, [down, right]
 *  unit    : number of the chosen unit of the first layer
 *  off     : numbers of the units of the first hidden layer that are switched off, ascending
 *  why, layer, than : unit whose z is explained: its number, null for the output that is read; number of its layer, the
 *            input being 0, null for the last; a second unit of that layer to compare with, or null
 *  frame   : number of the snapshot of the training, null at its end
 *  of, read, misread, fresh, page : which digits are offered, see offered of strip.js, and which page of them
 *  topic   : name of the topic that is shown, see topics.js
 *  lecture : all on one screen, in large letters?
 *  enlarged : name of the panel that fills the screen, "" for none
 *  hide    : names of the panels and of the topics that are not shown
 *  own     : a network whose weights were changed on this page, as one of data.networks and of any layer_sizes, with a
 *            version that tells its states apart; null where the chosen network is shown as it came. After steps of η,
 *            start are the weights whose scale its images keep
 *  truth   : the class, as text, that the digit on the pad is said to be; null where nobody said it
 *  part    : number, from 1, of the part of backpropagation that is shown, see lesson.js
 *  eta     : size η of a step of gradient descent on the digit on the pad
 *  training : the settings of the training in the page, see training_settings.js
 *  weight, epsilon, nudge : the weight that the gradient check nudges, see weight.js; its ε; the nudge in ε, −1..1
 */
export const START = {net: 0, digit: 2512, ...UNTOUCHED, unit: 0, off: [], why: null, layer: null, than: null,
                      frame: null, of: "", read: "", misread: false, fresh: false, page: 0, topic: "replay", own: null,
                      truth: null, part: 1, eta: 0.1, weight: 0, epsilon: 0.1, nudge: 0,
                      training: STANDARD, lecture: false, enlarged: "", hide: []};
export const state = {...START};

/** What was said of a digit does not hold of the next one: another of the data, or a new drawing. */
const isAnotherDigit = ({digit = state.digit, strokes}) =>
  digit !== state.digit || (digit === null && strokes?.length === 0);

const listeners = [];
export const onChange = listener => listeners.push(listener);

/** Changes the state, and then, or when `when` calls, shows it. */
export function change(news, when = show => show()) {
  Object.assign(state, isAnotherDigit(news) ? {truth: null, ...news} : news);
  state.unit = Math.min(state.unit, network().layer_sizes[1] - 1);    // another network may have fewer
  when(() => listeners.forEach(listener => listener()));
}

/** The network that is shown; off: its hidden units that are switched off. */
export const network = () => {
  const one = state.own ?? data.networks[state.net];
  return state.off.length || one.off ? {...one, off: state.off} : one;
};
export const theta = () => state.own ? state.own.theta : thetaAt(network(), state.frame);

/** Is the network shown as it was trained, with all its units? */
export const showsTrained = () => state.own === null && state.frame === null && state.off.length === 0;

/** Tells one state of the weights from another, for repaint. */
export const weightsNow = () => [state.net, state.frame, state.own?.version ?? null];
