/** An experiment: hidden units that are switched off, a⁽²⁾ⱼ = 0 whatever z⁽²⁾ⱼ is. */
import {$} from "./elements.js";
import {change, network, state} from "./state.js";

export function showOff() {
  [...$("tiles").children].forEach((tile, i) => {
    const isOff = state.off.includes(i);
    tile.classList.toggle("off", isOff);
    if (isOff) tile.setAttribute("aria-label", `unit ${i + 1}, switched off`);
  });
  $("switch").hidden = network().layer_sizes.length < 3;            // an output is not a hidden unit
  $("switch").textContent = state.off.includes(state.unit) ? "Switch on" : "Switch off";
  $("switch").setAttribute("aria-pressed", state.off.includes(state.unit));
  $("all-on").hidden = state.off.length === 0;
  $("all-on").textContent = `All on (${state.off.length} off)`;
}

/** off with a unit that was on switched off, or the reverse. */
export const switched = (off, unit) =>
  off.includes(unit) ? off.filter(j => j !== unit) : [...off, unit].sort((a, b) => a - b);

export function listenToOff() {
  $("switch").addEventListener("click", () => change({off: switched(state.off, state.unit)}));
  $("all-on").addEventListener("click", () => change({off: []}));
}
