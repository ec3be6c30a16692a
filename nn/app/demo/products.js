/** Pixel × weight of the chosen unit: as an image, as the sum z, and as the numbers of the pixel that is pointed at. */
import {contributions, partsOfZ} from "./contributions.js";
import {$} from "./elements.js";
import {decimals} from "./format.js";
import {indexAt, sideOf} from "./input.js";
import {placeMark} from "./mark.js";
import {paintWeights} from "./paint.js";
import {sumOf} from "./sum.js";

let shown = null;                                           // {row, x, products}; x and products null on blank paper
let pixel = null;                                           // {r, c} of the one that is pointed at, or null

/** row : the unit's weights, column 0 the bias
 *  now : {x, a, isOff}, what it reads, its activation, and is it switched off?; null on blank paper
 *  scale : the weight at the end of the colours
 */
export function showProducts(row, now, scale) {
  const products = now && contributions(row, now.x);
  shown = {row, x: now?.x, products};
  if (pixel && Math.max(pixel.r, pixel.c) >= sideOf(row.subarray(1))) pixel = null;    // it was of a larger image
  $("unit-sum").replaceChildren(...(now ? [...sumOf(partsOfZ(products)), activationText(now)]
                                        : [`bias ${decimals(row[0])}`]));
  paintWeights($("products"), products ?? new Float64Array(row.length), scale);
  showPixel();
}

const activationText = ({a, isOff}) => isOff ? "; off: a\u00a0=\u00a00" : `, a\u00a0=\u00a0${decimals(a, 3)}`;

/** "row 9, column 12:  x 0.93 · Θ 0.41 = 0.38" */
function showPixel() {
  $("pixel").textContent = pixel ? `row ${pixel.r + 1}, column ${pixel.c + 1}:  ${pixelText()}`
    : `${matchMedia("(pointer: coarse)").matches ? "touch" : "point at"} a pixel`;
  for (const mark of document.querySelectorAll("#unit-grid .mark")) {
    mark.hidden = !pixel;
    if (pixel) placeMark(mark, pixel.r, pixel.c, sideOf(shown.row.subarray(1)));
  }
}

function pixelText() {
  const {row, x, products} = shown, j = indexAt(row.length - 1, pixel.r, pixel.c);
  const weight = `Θ ${decimals(row[j + 1])}`;
  return products ? `x ${decimals(x[j])} · ${weight} = ${decimals(products[j + 1])}` : weight;
}

export function listenToProducts() {
  for (const canvas of [$("weights"), $("products")]) {
    const point = event => { pixel = pixelAt(event, canvas); showPixel(); };
    canvas.addEventListener("pointerdown", point);
    canvas.addEventListener("pointermove", point);
    canvas.addEventListener("pointerleave", event => {
      if (event.pointerType !== "mouse") return;            // a finger that is lifted leaves the numbers where they are
      pixel = null;
      showPixel();
    });
  }
}

/** {r, c} of the pixel under a pointer. */
function pixelAt(event, canvas) {
  const box = canvas.getBoundingClientRect();
  const [r, c] = [(event.clientY - box.top) / box.height, (event.clientX - box.left) / box.width]
    .map(share => Math.min(Math.max(Math.floor(share * canvas.width), 0), canvas.width - 1));
  return {r, c};
}
