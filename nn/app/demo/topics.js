/** The topics of the lesson: one is shown at a time, chosen by its tab. */
import {$, create, walkWithArrows} from "./elements.js";
import {change, state} from "./state.js";

/** name in the address -> text of the tab, in the order of the tabs; topics.html has an element of each. */
export const TOPICS = {replay: "Replay", backprop: "Backpropagation", check: "Gradient check", why: "Why?",
                       live: "Train", confusion: "Confusion matrix"};

/** The topic that is shown: this one, or, where it is hidden, the first that is not. */
export const shownTopic = (topic, hide) =>
  hide.includes(topic) ? Object.keys(TOPICS).find(name => !hide.includes(name)) ?? topic : topic;

export function buildTopics() {
  $("topic-tabs").replaceChildren(...Object.entries(TOPICS).map(([topic, text]) => {
    const tab = create("button", {textContent: text, id: `tab-${topic}`});
    tab.dataset.topic = topic;
    tab.setAttribute("role", "tab");
    tab.addEventListener("click", () => change({topic}));
    return tab;
  }));
  walkWithArrows($("topic-tabs"));
}

export function showTopics() {
  for (const tab of $("topic-tabs").children) {
    tab.setAttribute("aria-selected", tab.dataset.topic === state.topic);
    tab.tabIndex = tab.dataset.topic === state.topic ? 0 : -1;
    tab.hidden = state.hide.includes(tab.dataset.topic);
  }
  for (const panel of document.querySelectorAll(".topic")) panel.hidden = panel.dataset.topic !== state.topic;
}
