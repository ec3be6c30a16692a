/** The keys of the lecturer: L for lecture mode, 1 to 5 to enlarge a panel, Escape to go back, ? for a list of them. */
import {isBubbleOpen} from "./bubble.js";
import {$, create} from "./elements.js";
import {PANELS, enlarging} from "./panels.js";
import {change, state} from "./state.js";

/** [key, what it does], as the list shows them. */
const KEYS = [["L", "lecture mode: all panels on one screen"],
  ...Object.values(PANELS).map((name, i) => [i + 1, `fill the screen with “${name}”, and back`]),
  ["Esc", "back to all panels"], ["?", "this list"]];

/** What a key changes in the state, null where it means nothing. */
export function changeOf(key, {lecture, enlarged, hide}) {
  if (key === "l" || key === "L") return {lecture: !lecture || enlarged !== "", enlarged: ""};
  if (key === "Escape") return enlarged ? {enlarged: ""} : null;
  const name = /^[1-9]$/.test(key) ? Object.keys(PANELS)[key - 1] : undefined;
  return name && !hide.includes(name) ? enlarging(name, {enlarged}) : null;
}

/** Where keys are text, or choose in a list. */
const FIELDS = "textarea, select, [contenteditable], input:not([type=range], [type=checkbox], [type=radio])";

/** Does a key belong to something else: a field, the browser, a bubble that it closes? */
const isTaken = ({target, ctrlKey, altKey, metaKey, defaultPrevented}) =>
  ctrlKey || altKey || metaKey || defaultPrevented || target.closest?.(FIELDS) || isBubbleOpen();

export function buildKeys() {
  $("keys").replaceChildren(...KEYS.flatMap(([key, text]) => [
    create("kbd", {textContent: key}), create("span", {textContent: text})]));
}

export function listenToKeys() {
  addEventListener("keydown", event => {
    if (isTaken(event)) return;
    if (event.key === "?") $("keys").showPopover?.();
    const news = changeOf(event.key, state);
    if (news) change(news);
  });
}
