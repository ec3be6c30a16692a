/** What is shown, and the only way to change it. */
import {thetaAt} from "./data.js";

/** networks, labels, images and newDigits, as unpack of data.js returns them; filled once, when the page starts. */
export const data = {networks: [], labels: new Uint8Array(), images: new Uint8Array(),
                     newDigits: new Uint16Array()};

/** net     : number of the network
 *  digit   : number of the digit of the data on the pad, null where it is drawn
 *  strokes : the drawing, each stroke a list of [x, y]
 *  unit    : number of the chosen unit of the first layer
 *  frame   : number of the snapshot of the training, null at its end
 *  of, read, misread, fresh, page : which digits are offered, see offered of strip.js, and which page of them
 *  topic   : name of the topic that is shown, see topics.js
 *  own     : a network whose weights were changed on this page, as one of data.networks and of any layer_sizes, with a
 *            version that tells its states apart; null where the chosen network is shown as it came
 */
export const START = {net: 0, digit: 2512, strokes: [], unit: 0, frame: null, of: "", read: "",
                      misread: false, fresh: false, page: 0, topic: "replay", own: null};
export const state = {...START};

const listeners = [];
export const onChange = listener => listeners.push(listener);

export function change(news) {
  Object.assign(state, news);
  state.unit = Math.min(state.unit, network().layer_sizes[1] - 1);    // another network may have fewer
  listeners.forEach(listener => listener());
}

export const network = () => state.own ?? data.networks[state.net];
export const theta = () => state.own ? state.own.theta : thetaAt(network(), state.frame);

/** Tells one state of the weights from another, for repaint. */
export const weightsNow = () => [state.net, state.frame, state.own?.version ?? null];
