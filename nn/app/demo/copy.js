/** Text into the clipboard. */
import {create} from "./elements.js";

/** Was it copied? Not every browser lets a page do so that was opened from the disk. */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copySelection(text);
  }
}

/** As older browsers do it. */
function copySelection(text) {
  const area = create("textarea", {value: text});
  document.body.append(area);
  area.select();
  const isCopied = document.execCommand("copy");
  area.remove();
  return isCopied;
}
