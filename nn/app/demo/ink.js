/** The drawing as an image that grows with its strokes: what is drawn already is not drawn again. */
import {PAD, drawLine} from "./pen.js";
import {blankImage} from "./resize.js";

let image = blankImage(PAD, PAD);
let drawn = [];                                             // what is in the image: {stroke, points, erases} each
let changed = null;                                         // the box drawn on since changedBox was asked

/** The same pixels as drawStrokes; the same image as before where the strokes only became more, or longer. */
export function inkOf(strokes, erasers = []) {
  const isSame = ({stroke, points, erases}, s) =>
    strokes[s] === stroke && stroke.length >= points && erasers.includes(s) === erases;
  if (!drawn.every(isSame)) [image, drawn, changed] = [blankImage(PAD, PAD), [], null];
  strokes.forEach((stroke, s) => {
    const erases = erasers.includes(s);
    for (let i = drawn[s]?.points ?? 0; i < stroke.length; i++) {
      changed = around(changed, drawLine(image, stroke[Math.max(i - 1, 0)], stroke[i], erases));
    }
    drawn[s] = {stroke, points: stroke.length, erases};
  });
  return image;
}

/** The box {top, bottom, left, right} of the image that was drawn on since this was last asked, null for none. */
export function changedBox() {
  const box = changed;
  changed = null;
  return box;
}

/** The smallest box around two; the first may be null. */
const around = (one, other) => one === null ? other
  : {top: Math.min(one.top, other.top), bottom: Math.max(one.bottom, other.bottom),
     left: Math.min(one.left, other.left), right: Math.max(one.right, other.right)};
