/** On a phone, what the network reads in a line at the lower edge, while the verdict itself is out of view. */
import {badgeNow} from "./badge.js";
import {$} from "./elements.js";

export function showAnswerLine() {
  if ($("answer-line").hidden) return;
  const seen = $("seen"), line = $("line-seen");
  [line.width, line.height] = [seen.width, seen.height];
  line.getContext("2d").drawImage(seen, 0, 0);
  $("line-guess").textContent = $("guess").textContent;
  $("line-said").textContent = [$("said").textContent, badgeNow()?.short].filter(Boolean).join(" · ");
}

export function watchAnswer() {
  new IntersectionObserver(([{isIntersecting}]) => {
    $("answer-line").hidden = isIntersecting;
    showAnswerLine();
  }).observe($("verdict"));
}
