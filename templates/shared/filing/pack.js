"use strict";
const buttons = [...document.querySelectorAll("button[data-copy]")];
const progress = document.getElementById("progress");
const copied = new Set();
function show() {
  progress.textContent = copied.size + " of " + buttons.length + " answers copied";
}
function select(node) {
  const range = document.createRange();
  range.selectNodeContents(node);
  const chosen = window.getSelection();
  chosen.removeAllRanges();
  chosen.addRange(range);
}
async function copy(node) {
  try {
    await navigator.clipboard.writeText(node.textContent);
    return true;
  } catch {
    select(node);
    return document.execCommand("copy");
  }
}
for (const button of buttons) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const ok = await copy(document.getElementById(button.dataset.copy));
    button.textContent = ok ? "Copied" : "Press Ctrl+C";
    if (!ok) return;
    copied.add(button.dataset.copy);
    button.closest(".field").classList.add("done");
    show();
  });
}
progress.hidden = buttons.length === 0;
show();
