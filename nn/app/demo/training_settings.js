/** What can be set for a training in the page: its text, the values of its slider, and the one at the start. */
export const SETTINGS = {
  rate: {text: "learning rate η", values: [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30], start: 0.1},
  batchSize: {text: "minibatch", values: [1, 5, 10, 20, 50, 100, 500, 4000], start: 10},
  momentum: {text: "momentum μ", values: [0, 0.5, 0.9, 0.99], start: 0},
  lambda: {text: "regularization λ", values: [0, 0.1, 1, 10, 100], start: 1},
  hidden: {text: "hidden units", values: [5, 10, 25, 50, 100], start: 25},
};

/** The values at the start, by their names. */
export const STANDARD = Object.fromEntries(Object.entries(SETTINGS).map(([name, {start}]) => [name, start]));

/** Settings as text for the address, "0.1_10_0_1_25", and back; what is missing or wrong there is as at the start. */
export const settingsToText = settings => Object.keys(SETTINGS).map(name => settings[name]).join("_");

export function textToSettings(text) {
  const given = text.split("_");
  return Object.fromEntries(Object.entries(SETTINGS).map(([name, {values, start}], i) =>
    [name, values.find(value => String(value) === given[i]) ?? start]));
}
