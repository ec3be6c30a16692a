/** Elements of the page: found, created, and walked through with the arrow keys. */

export const $ = id => document.getElementById(id);

export function create(name, properties = {}, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

export function createSvg(name, attributes, text = "") {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.textContent = text;
  return element;
}

/** Arrow keys walk through the buttons of a group; Tab passes the group by. */
export function walkWithArrows(group) {
  group.addEventListener("keydown", event => {
    const buttons = [...group.children].sort((one, other) => one.style.order - other.style.order);
    const here = buttons.indexOf(document.activeElement);
    const columns = buttons.filter(button => button.offsetTop === buttons[0].offsetTop).length;
    const by = {ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns}[event.key];
    if (here < 0 || !by) return;
    event.preventDefault();
    buttons[here + by]?.focus();
  });
}
