/** Marks on the network itself: what is asked about, and what each tile's unit adds to its z. */
import {$} from "./elements.js";
import {decimals} from "./format.js";

const FAINT = 0.2;                                          // of the largest contribution: less is not marked
const MANY = 30;                                            // tiles, with room for no more than a sign

/** asked as question returns it, null where nothing is asked. */
export function markUnits(asked) {
  for (const part of $("bars").querySelectorAll("[data-output]")) {
    const is = unit => Boolean(asked?.isOutput) && unit !== null && Number(part.dataset.output) === unit;
    part.classList.toggle("asked", is(asked?.unit ?? null));
    part.classList.toggle("compared", is(asked?.than ?? null));
  }
  [...$("deeper").querySelectorAll(".cells")].forEach((cells, i) => [...cells.children].forEach((cell, k) => {
    cell.classList.toggle("asked", asked?.layer === i + 2 && asked.unit === k);
    cell.classList.toggle("compared", asked?.layer === i + 2 && asked.than === k);
  }));
}

/** terms: the contributions of the tiles' units, the bias first; null where they are not shown. */
export function markTiles(terms) {
  const most = Math.max(...(terms ?? [0]).map(Math.abs));
  [...$("tiles").children].forEach((tile, j) => {
    const c = terms?.[j + 1] ?? 0;
    const text = c > 0 ? `+${decimals(c, 1)}` : decimals(c, 1);
    if (Math.abs(c) > FAINT * most) tile.dataset.adds = $("tiles").children.length > MANY ? text[0] : text;
    else delete tile.dataset.adds;
    tile.classList.toggle("lowers", c < 0);
  });
}
