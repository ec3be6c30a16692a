/** The panels: which of them are shown, all on one screen or one alone, and the buttons at their corners. */
import {$, create, createSvg} from "./elements.js";
import {helpButton} from "./help.js";
import {change, state} from "./state.js";

/** name in the address -> name in the list; in the order of the keys 1 to 5. */
export const PANELS = {pad: "Drawing", hidden: "Hidden units", answer: "Answer", digits: "Digits from the data",
                       topics: "Lesson"};

/** The arrows of the button that enlarges a panel, and of the one that makes it small again. */
const LARGER = "M8 2h6v6M8 14H2V8M14 2L9 7M2 14l5-5", SMALLER = "M9 3v4h4M7 13V9H3M9 7l5-5M7 9l-5 5";

const panel = name => document.querySelector(`[data-panel=${name}]`);

export function buildPanels() {
  Object.keys(PANELS).forEach((name, i) => {
    const icon = createSvg("svg", {viewBox: "0 0 16 16", "aria-hidden": true});
    icon.append(createSvg("path", {}));
    const button = create("button", {className: "enlarge"}, icon, create("kbd", {textContent: i + 1}));
    button.addEventListener("click", () => change(enlarging(name, state)));
    panel(name).prepend(create("div", {className: "corner"}, ...helpButton(name), button));
  });
}

/** What changes where this panel is to be enlarged, or, where it is already, to be as large as before. */
export const enlarging = (name, {enlarged}) => ({enlarged: enlarged === name ? "" : name});

export function showPanels() {
  const html = document.documentElement, {lecture, enlarged, hide, topic} = state;
  html.toggleAttribute("data-lecture", lecture && !enlarged);
  html.toggleAttribute("data-enlarged", Boolean(enlarged));
  if (enlarged) html.dataset.enlarged = enlarged;
  html.dataset.topic = topic;
  html.dataset.hide = hide.join(" ");
  for (const name of Object.keys(PANELS)) {
    panel(name).hidden = hide.includes(name) || (enlarged !== "" && enlarged !== name);
    showButton(panel(name).querySelector(".enlarge"), name);
  }
  for (const id of ["inputs", "flow", "rest"]) $(id).hidden = [...$(id).children].every(part => part.hidden);
}

function showButton(button, name) {
  const large = state.enlarged === name, number = Object.keys(PANELS).indexOf(name) + 1;
  const text = large ? "back to all panels (Escape)" : `fill the screen with this panel (key ${number})`;
  button.setAttribute("aria-label", text);
  button.title = text;
  button.querySelector("path").setAttribute("d", large ? SMALLER : LARGER);
  button.lastChild.textContent = large ? "Esc" : number;
}
