/** An experiment: x moved by whole pixels. */
import {indexAt, sideOf} from "./input.js";

export const FARTHEST = 9;                                  // pixels, in each direction

/** x moved; what enters at an edge is paper, what leaves is lost.
 *
 *  down, right : whole pixels; negative is up, left
 */
export function shifted(x, [down, right]) {
  if (!down && !right) return x;
  const side = sideOf(x), moved = new Float64Array(x.length);
  for (let r = Math.max(down, 0); r < side + Math.min(down, 0); r++) {
    for (let c = Math.max(right, 0); c < side + Math.min(right, 0); c++) {
      moved[indexAt(x.length, r, c)] = x[indexAt(x.length, r - down, c - right)];
    }
  }
  return moved;
}

/** One pixel farther, as far as is allowed. */
export const farther = (shift, by) => shift.map((v, axis) => Math.min(Math.max(v + by[axis], -FARTHEST), FARTHEST));

/** "shifted 1 up, 2 right"; "" where it is not shifted */
export function shiftText([down, right]) {
  const ways = [[down, "down", "up"], [right, "right", "left"]].filter(([by]) => by)
    .map(([by, one, other]) => `${Math.abs(by)} ${by > 0 ? one : other}`);
  return ways.length ? `shifted ${ways.join(", ")}` : "";
}
