/** Which trained network: of the files a list; of those trained for this page sliders, a grid of λ and hidden units. */
import {$, create} from "./elements.js";
import {accuracyText} from "./format.js";
import {lambdaChart} from "./lambda_chart.js";
import {stop} from "./replay.js";
import {change, data, state} from "./state.js";

const isTrainedHere = one => one.lambda !== null;
const grid = () => data.networks.filter(isTrainedHere);
const hasSliders = () => grid().length > 1;
const distinct = values => [...new Set(values)].sort((a, b) => a - b);
const hiddenSizes = () => distinct(grid().map(one => one.layer_sizes[1]));
const lambdas = () => distinct(grid().map(one => one.lambda));
const numberOf = (h, lambda) =>
  data.networks.findIndex(one => one.layer_sizes[1] === h && one.lambda === lambda);

/** Another network, the drawing kept; its training is shown from its end. */
function choose(net) {
  stop();
  change({net, frame: null, own: null, off: [], page: 0,
          unit: Math.min(state.unit, data.networks[net].layer_sizes[1] - 1)});
}

export function buildChoice() {
  buildList();
  if (hasSliders()) buildSliders();
}

/** The networks by name; where some have sliders, these are one entry of the list. */
function buildList() {
  const entries = data.networks.map((one, i) => create("option", {value: i, textContent: one.name}));
  const first = data.networks.findIndex(isTrainedHere);
  if (hasSliders()) entries[first].textContent = `${grid().length} networks of this page, by λ and hidden units`;
  const shown = entries.filter((_, i) => !hasSliders() || i === first || !isTrainedHere(data.networks[i]));
  const list = create("select", {id: "network"}, ...shown);
  list.addEventListener("change", () => choose(Number(list.value)));
  $("choice").append(create("label", {id: "network-list", hidden: shown.length === 1}, "network ", list));
}

function buildSliders() {
  const slider = (id, values, ...above) => {
    const input = create("input", {type: "range", id, min: 0, max: values.length - 1, step: 1});
    input.addEventListener("input", () =>
      choose(numberOf(hiddenSizes()[$("hidden-size").value], lambdas()[$("lambda").value])));
    const name = create("span", {}, create("span", {id: `${id}-name`}),
                        create("b", {className: "number", id: `${id}-value`}));
    return create("label", {className: "slider"}, name, ...above, input);
  };
  $("choice").append(slider("lambda", lambdas(), create("span", {id: "lambda-chart"})),
                     slider("hidden-size", hiddenSizes()));
}

export function showChoice() {
  const chosen = data.networks[state.net], {layer_sizes, accuracy, name} = chosen;
  $("about").textContent = `${layer_sizes.join("–")} units${isTrainedHere(chosen) ? "" : ` from ${name}`}; ` +
    `accuracy: ${accuracyText(accuracy)}${data.networks.length === 1 && isTrainedHere(chosen) ? ` (${name})` : ""}`;
  const here = hasSliders() && isTrainedHere(chosen);
  $("network").value = here ? data.networks.findIndex(isTrainedHere) : state.net;
  for (const slider of $("choice").querySelectorAll(".slider")) slider.hidden = !here;
  if (here) showSliders(chosen);
}

/** Where other weights are shown, the sliders and their chart still are of the trained network, and say so. */
function showSliders({lambda, layer_sizes}) {
  const isShown = state.own === null && state.frame === null;
  $("choice").classList.toggle("elsewhere", !isShown);
  $("lambda-name").textContent = isShown ? "regularization λ" : "trained: λ";
  $("hidden-size-name").textContent = isShown ? "hidden units" : "trained: hidden units";
  for (const [id, values, value] of [["lambda", lambdas(), lambda], ["hidden-size", hiddenSizes(), layer_sizes[1]]]) {
    $(id).value = values.indexOf(value);
    $(id).setAttribute("aria-valuetext", value);
    $(`${id}-value`).textContent = value;
  }
  const networks = lambdas().map(one => data.networks[numberOf(layer_sizes[1], one)]);
  $("lambda-chart").replaceChildren(lambdaChart(networks, lambdas().indexOf(lambda)));
}
