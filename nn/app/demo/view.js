/** How the page is looked at: lecture mode, which panels are shown, and the link to just that. */
import {isBubbleOpen, openAt} from "./bubble.js";
import {copy} from "./copy.js";
import {$, create} from "./elements.js";
import {addressOf, missingText} from "./link.js";
import {PANELS} from "./panels.js";
import {change, state} from "./state.js";
import {TOPICS, shownTopic} from "./topics.js";

export function buildView() {
  const topics = Object.entries(TOPICS).map(([name, text]) => [name, `Lesson: ${text}`]);
  $("panels").replaceChildren(...[...Object.entries(PANELS), ...topics].map(([name, text]) => {
    const box = create("input", {type: "checkbox", name});
    return create("label", {}, box, text);
  }));
}

export function showView() {
  $("lecture").setAttribute("aria-pressed", state.lecture);
  for (const box of $("panels").querySelectorAll("input")) box.checked = !state.hide.includes(box.name);
}

export function listenToView() {
  openAt($("panels"), $("panels-button"));
  openAt($("copied"), $("copy-link"));
  $("lecture").addEventListener("click", () => change({lecture: !state.lecture}));
  $("panels").addEventListener("change", () => {
    const hide = [...$("panels").querySelectorAll("input:not(:checked)")].map(box => box.name);
    change({hide, topic: shownTopic(state.topic, hide)});
  });
  $("copy-link").addEventListener("click", async () => showCopied(addressOf(state), await copy(addressOf(state))));
}

/** Says that the link was copied, or shows it to be copied by hand. */
function showCopied(link, isCopied) {
  const missing = missingText(state) && `, ${missingText(state)}`;
  const field = create("input", {type: "text", value: link, readOnly: true});
  field.setAttribute("aria-label", "link to this view");
  $("copied").replaceChildren(
    create("p", {textContent: isCopied ? `Copied: the link to this view${missing}.`
                                       : `Copy this link to this view${missing}:`}),
    ...(isCopied ? [] : [field]));
  if (!isBubbleOpen()) $("copied").showPopover?.();
  if (!isCopied) field.select();
}
