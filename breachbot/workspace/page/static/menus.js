// Menus: opened by their button, walked with the arrow keys, closed by Escape or by going elsewhere.

import { $ } from "./dom.js";

export function toggleMenu(button) {
  const opens = button.getAttribute("aria-expanded") !== "true";
  closeMenus(false);
  if (!opens) return;
  const menu = $(button.dataset.menu);
  menu.hidden = false;
  button.setAttribute("aria-expanded", "true");
  menu.classList.toggle("above", button.getBoundingClientRect().bottom + menu.offsetHeight > innerHeight - 80);
  menu.querySelector("[role=menuitem]")?.focus();
}

export function closeMenus(returnsFocus) {
  for (const button of document.querySelectorAll("[data-menu][aria-expanded=true]")) {
    button.setAttribute("aria-expanded", "false");
    $(button.dataset.menu).hidden = true;
    if (returnsFocus) button.focus();
  }
}

document.addEventListener("click", (event) => {
  if (!event.target.closest(".menu-place")) closeMenus(false);
});

document.addEventListener("keydown", (event) => {
  const menu = event.target.closest?.(".menu");
  if (event.key === "Escape" && document.querySelector("[data-menu][aria-expanded=true]")) {
    closeMenus(true);
    event.preventDefault();
  } else if (menu && ["ArrowDown", "ArrowUp", "Home", "End"].includes(event.key)) {
    const items = [...menu.querySelectorAll("[role=menuitem]")];
    const at = items.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    items.at(to % items.length).focus();
    event.preventDefault();
  } else if (menu && event.key === "Tab") closeMenus(false);
});

$("menu-button").addEventListener("click", () => {
  const opens = $("menu-button").getAttribute("aria-expanded") !== "true";
  $("menu-button").setAttribute("aria-expanded", String(opens));
  $("side").classList.toggle("open", opens);
});
