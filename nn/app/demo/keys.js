/** The keys of the lecturer: L for lecture mode, 1 to 5 to enlarge a panel, Escape to go back. */
import {isBubbleOpen} from "./bubble.js";
import {PANELS, enlarging} from "./panels.js";
import {change, state} from "./state.js";

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

export function listenToKeys() {
  addEventListener("keydown", event => {
    const news = isTaken(event) ? null : changeOf(event.key, state);
    if (news) change(news);
  });
}
