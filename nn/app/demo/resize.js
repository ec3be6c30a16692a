/** Images and their resizing: nn/files/resize.py. An image is {height, width, pixels}, pixels row by row. */

export const blankImage = (height, width) => ({height, width, pixels: new Float64Array(height * width)});

/** Keys' cubic kernel with a = −1/2. */
function cubic(x) {
  x = Math.abs(x);
  return x <= 1 ? (1.5 * x - 2.5) * x * x + 1 : x < 2 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0;
}

/** W with  row_out = W row_in:  MATLAB's imresize of one row of pixels, bicubic with antialiasing. */
export function resizeMatrix(n_in, n_out) {
  const scale = n_in / n_out, width = Math.max(scale, 1), reach = Math.ceil(2 * width) + 1, W = [];
  for (let i = 0; i < n_out; i++) {
    const centre = (i + 0.5) * scale - 0.5, first = Math.floor(centre) - reach;
    const row = new Float64Array(n_in), taps = new Float64Array(2 * reach + 1);
    let sum = 0;
    for (let t = 0; t < taps.length; t++) sum += taps[t] = cubic((centre - first - t) / width);
    for (let t = 0; t < taps.length; t++) {
      row[Math.min(Math.max(first + t, 0), n_in - 1)] += taps[t] / sum;     // edge pixels repeat outwards
    }
    W.push(row);
  }
  return W;
}

/** R A Cᵀ,  R and C lists of rows: one for the rows of the image A, one for its columns. */
export function between(R, A, C) {
  const half = blankImage(R.length, A.width), whole = blankImage(R.length, C.length);
  R.forEach((weights, i) => {
    for (let r = 0; r < weights.length; r++) {
      const w = weights[r];
      if (w !== 0) for (let c = 0; c < A.width; c++) half.pixels[i * A.width + c] += w * A.pixels[r * A.width + c];
    }
  });
  C.forEach((weights, j) => {
    for (let c = 0; c < weights.length; c++) {
      const w = weights[c];
      if (w === 0) continue;
      for (let i = 0; i < R.length; i++) whole.pixels[i * C.length + j] += w * half.pixels[i * A.width + c];
    }
  });
  return whole;
}

export const resize = (image, height, width) =>
  between(resizeMatrix(image.height, height), image, resizeMatrix(image.width, width));
