/** How many tiles stand in a row. */

/** Of √n to 2√n columns those that leave the fewest places of the last row empty: 5 for 10 and 25 tiles, 10 for 50. */
export function tilesPerRow(n) {
  const least = Math.ceil(Math.sqrt(n)), counts = Array.from({length: least + 1}, (_, i) => least + i);
  const empty = columns => Math.ceil(n / columns) * columns - n;
  return counts.reduce((best, columns) => empty(columns) < empty(best) ? columns : best);
}
