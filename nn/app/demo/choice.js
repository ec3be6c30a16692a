/** Which network: sliders where they are a grid of λ and hidden units, else a list of names. */
import {$, create} from "./elements.js";
import {accuracyText} from "./format.js";
import {stop} from "./replay.js";
import {change, data, network, state} from "./state.js";

const isGrid = () => data.networks.length > 1 && data.networks.every(one => one.lambda !== null);
const distinct = values => [...new Set(values)].sort((a, b) => a - b);
const hiddenSizes = () => distinct(data.networks.map(one => one.layer_sizes[1]));
const lambdas = () => distinct(data.networks.map(one => one.lambda));

/** Another network, the drawing kept; its training is shown from its end. */
function choose(net) {
  stop();
  change({net, frame: null, own: null, off: [], page: 0,
          unit: Math.min(state.unit, data.networks[net].layer_sizes[1] - 1)});
}

export function buildChoice() {
  if (isGrid()) return buildSliders();
  const options = data.networks.map((one, i) => create("option", {value: i, textContent: one.name}));
  const list = create("select", {id: "network"}, ...options);
  list.addEventListener("change", () => choose(Number(list.value)));
  $("choice").append(create("label", {}, "network ", list));
  $("choice").hidden = data.networks.length === 1;
}

function buildSliders() {
  const slider = (id, values, text) => {
    const input = create("input", {type: "range", id, min: 0, max: values.length - 1, step: 1});
    input.addEventListener("input", () => {
      const h = hiddenSizes()[$("hidden-size").value], lambda = lambdas()[$("lambda").value];
      choose(data.networks.findIndex(one => one.layer_sizes[1] === h && one.lambda === lambda));
    });
    return create("label", {}, text, create("b", {className: "number", id: `${id}-value`}), input);
  };
  $("choice").append(slider("lambda", lambdas(), "regularization λ"),
                     slider("hidden-size", hiddenSizes(), "hidden units"));
}

export function showChoice() {
  const {layer_sizes, accuracy, lambda, name} = network();
  $("about").textContent = `${layer_sizes.join("–")} units; accuracy: ${accuracyText(accuracy)}` +
    (data.networks.length === 1 ? ` (${name})` : "");
  if (!isGrid()) {
    $("network").value = state.net;
    return;
  }
  const sliders = [["lambda", lambdas(), lambda], ["hidden-size", hiddenSizes(), layer_sizes[1]]];
  for (const [id, values, value] of sliders) {
    $(id).value = values.indexOf(value);
    $(id).setAttribute("aria-valuetext", value);
    $(`${id}-value`).textContent = value;
  }
}
