/** Bubbles: what opens below the button that was pressed, and closes with Escape or a press elsewhere. */

/** Places a bubble, an element with popover, at its button whenever it opens. */
export function openAt(bubble, button) {
  bubble.addEventListener("beforetoggle", ({newState}) => {
    const box = button.getBoundingClientRect();
    if (newState === "open") Object.assign(bubble.style, placeAt(box, innerWidth, innerHeight));
  });
}

/** Below a button, or above it in the lowest third of the screen; towards the middle of the screen. */
export function placeAt({left, right, top, bottom}, width, height) {
  const below = bottom < height * 2 / 3, toTheRight = (left + right) / 2 < width / 2;
  return {top: below ? `${bottom + 4}px` : "auto", bottom: below ? "auto" : `${height - top + 4}px`,
          left: toTheRight ? `${left}px` : "auto", right: toTheRight ? "auto" : `${width - right}px`};
}

/** Is one open? Browsers before 2024 may know none. */
export const isBubbleOpen = () =>
  CSS.supports("selector(:popover-open)") && document.querySelector(":popover-open") !== null;
