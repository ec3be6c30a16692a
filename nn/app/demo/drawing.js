/** What the pad contains, as fields of the state: a digit of the data or a drawing, its strokes, and its shift. */

/** Nothing drawn, nothing erased, nothing shifted. */
export const UNTOUCHED = {strokes: [], erasers: [], shift: [0, 0]};

export const BLANK = {digit: null, ...UNTOUCHED};

/** One stroke more of the pen; on a digit of the data it begins a drawing. */
export const withInk = (now, stroke) =>
  now.digit === null ? {strokes: [...now.strokes, stroke]} : {...BLANK, strokes: [stroke]};

/** One stroke more of the eraser, also on a digit of the data. */
export const withEraser = ({strokes, erasers}, stroke) =>
  ({strokes: [...strokes, stroke], erasers: [...erasers, strokes.length]});

/** Without the last stroke. */
export const withoutLast = ({strokes, erasers}) =>
  ({strokes: strokes.slice(0, -1), erasers: erasers.filter(number => number < strokes.length - 1)});
