/** The arrows that move x by one of its pixels. */
import {$, create} from "./elements.js";
import {farther} from "./shift.js";
import {change, state} from "./state.js";

/** arrow, what it is called, and by how much it moves: [down, right] */
const ARROWS = [["←", "left", [0, -1]], ["↑", "up", [-1, 0]], ["↓", "down", [1, 0]], ["→", "right", [0, 1]]];

/** x is null on blank paper, where there is nothing to move. */
export function showArrows({x}) {
  for (const button of $("arrows").children) button.disabled = x === null;
  if (!state.shift.some(Boolean)) $("unshift").disabled = true;
}

export function listenToArrows() {
  $("arrows").append(...ARROWS.map(([arrow, way, by]) => {
    const button = create("button", {id: `shift-${way}`, textContent: arrow, title: `one pixel ${way}`});
    button.setAttribute("aria-label", `shift by one pixel ${way}`);
    button.addEventListener("click", () => change({shift: farther(state.shift, by)}));
    return button;
  }), create("button", {id: "unshift", textContent: "Back", title: "where it was"}));
  $("unshift").addEventListener("click", () => change({shift: [0, 0]}));
}
