/** On a phone, what a press changes is brought into view. */

/** what is pressed -> what it changes */
const CHANGED = {".tile": "#unit", ".digit": "[data-panel=pad]", "#bars [data-output]": "[data-panel=topics]",
                 "#why-bars > div": "#unit", "#confusion-cells button": "#confusion-digits", "#live-tools button": "#live-shown",
                 "#topic-tabs button": "[data-panel=topics]"};

export function listenToReveal() {
  document.querySelector("main").addEventListener("click", ({target}) => {
    if (!matchMedia("(max-width: 680px)").matches) return;
    for (const [pressed, changed] of Object.entries(CHANGED)) {
      if (target.closest(pressed)) document.querySelector(changed).scrollIntoView({block: "nearest"});
    }
  });
}
