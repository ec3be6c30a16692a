/** Ink first: what can wait is done after the browser painted. */

/** Calls f once the frame that is due is on the screen. */
export const afterPaint = f => requestAnimationFrame(() => setTimeout(f));

/** A function that calls f after the next frame, once however often it is called until then. */
export function onceAfterPaint(f) {
  let waiting = false;
  return () => {
    if (!waiting) afterPaint(() => { waiting = false; f(); });
    waiting = true;
  };
}
