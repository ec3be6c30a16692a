/** The frame around one pixel of an image. */

/** Lays a mark around the pixel in row r and column c, of side × side ones, of the image that fills what contains both. */
export function placeMark(mark, r, c, side) {
  const size = 100 / side, [left, top, width] = [c * size, r * size, size].map(share => `${share}%`);
  Object.assign(mark.style, {left, top, width, height: width});
}
