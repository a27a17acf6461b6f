// Buttons, choices, shortcuts and the clock.

import { $ } from "./dom.js";
import { held, point, valuesOf } from "./fields.js";
import { closeView } from "./modal.js";
import { closeMenus, toggleMenu } from "./menus.js";
import { act, moveClock } from "./send.js";

function placeOf(control) {
  const view = control.closest("[data-view]");
  if (view) return { view_id: view.dataset.view, values: valuesOf(view) };
  const { channel, ts, seen } = control.closest("[data-ts]").dataset;
  return { channel, ts, seen };
}

export async function click(control, value) {
  if (!(await confirmed(control))) return;
  const { block, action } = control.dataset;
  await act({ kind: "click", block_id: block, action_id: action, value, ...placeOf(control) }, control);
}

function confirmed(control) {
  if (!control.dataset.confirm) return true;
  const asked = JSON.parse(control.dataset.confirm);
  const box = $("confirm");
  $("confirm-title").textContent = asked.title.text;
  $("confirm-text").textContent = asked.text.text;
  $("confirm-yes").textContent = asked.confirm.text;
  $("confirm-no").textContent = asked.deny.text;
  $("confirm-yes").className = asked.style || "primary";
  box.returnValue = "";
  box.showModal();
  return new Promise((resolve) => {
    $("confirm-yes").onclick = () => box.close("yes");
    $("confirm-no").onclick = () => box.close("no");
    box.onclose = () => resolve(box.returnValue === "yes");
  });
}

document.addEventListener("click", (event) => {
  const control = event.target.closest("button, a, [data-menu]");
  if (!control || control.closest(".old")) return;
  const message = control.closest("[data-ts]")?.dataset;
  const { menu, shortcut, global, command, hours } = control.dataset;
  if (!menu) closeMenus(control.getAttribute("role") === "menuitem");
  if (menu) toggleMenu(control);
  else if ("click" in control.dataset) click(control, control.dataset.value ?? null);
  else if (shortcut) act({ kind: "shortcut", callback_id: shortcut, channel: message.channel, ts: message.ts });
  else if (global) act({ kind: "global_shortcut", callback_id: global });
  else if (command) typeCommand(control, command);
  else if ("close" in control.dataset) closeView();
  else if (hours) moveClock(control, Number(hours));
});

document.addEventListener("change", (event) => {
  const control = event.target.closest("[data-kind]");
  if (!control || control.closest(".old")) return;
  control.dataset.touched = "";
  point(control, "");
  if ("asks" in control.dataset) click(control, held(control));
});

document.addEventListener("input", (event) => {
  const control = event.target.closest("[data-kind]");
  if (control) control.dataset.touched = "";
});

function typeCommand(item, command) {
  const text = $(`${item.closest("form").id}-text`);
  text.value = `${command} `;
  text.focus();
}
