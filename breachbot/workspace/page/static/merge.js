// Puts what changed into the page and leaves alone what did not: the focus, the scroll position, what is being typed.
//
// Regions and the entries of lists carry a short name of their content in data-v; what has the same name stays.

import { $, isAtEnd, modal } from "./dom.js";

export function merge(fresh) {
  const back = wayBack();
  for (const region of document.querySelectorAll("[data-region]")) {
    const other = fresh.getElementById(region.id);
    if (other && other.dataset.v !== region.dataset.v) swap(region, other);
  }
  for (const list of document.querySelectorAll("[data-list]")) {
    const other = fresh.getElementById(list.id);
    if (other) mergeList(list, other);
  }
  document.title = fresh.title;
  back();
  document.dispatchEvent(new Event("renewed"));
}

// The focus returns to the same control, to one that does the same, or to what held it; the caret too.
function wayBack() {
  const focused = document.activeElement;
  if (!focused || focused === document.body) return () => {};
  const { id, selectionStart: caret } = focused;
  const action = focused.dataset.action;
  const around = focused.closest("article, [data-region], [data-list]")?.id;
  return () => {
    if (document.activeElement !== document.body && document.activeElement?.isConnected) return;
    const place = $(around);
    const same = action && place?.querySelector(`[data-action="${CSS.escape(action)}"]`);
    const target = [$(id), same, place].find((each) => each && inReach(each));
    if (!target) return;
    if (target === place) target.tabIndex = -1;
    target.focus({ preventScroll: true });
    if (caret !== null && caret !== undefined) target.setSelectionRange?.(caret, caret);
  };
}

function inReach(element) {
  return !modal.open || modal.contains(element);
}

function swap(old, other) {
  const typed = touched(old);
  const scrolled = old.scrollTop;
  const inside = old.querySelector(".modal-body")?.scrollTop;
  const sameForm = old.dataset.view === other.dataset.view;
  old.replaceChildren(...other.childNodes);
  Object.assign(old.dataset, other.dataset);
  if (sameForm) restore(typed);
  old.scrollTop = scrolled;
  if (inside && sameForm && old.querySelector(".modal-body")) old.querySelector(".modal-body").scrollTop = inside;
}

function touched(place) {
  const found = [];
  for (const control of place.querySelectorAll("[data-touched]")) {
    const inputs = control.matches("input, select, textarea") ? [control] : control.querySelectorAll("input");
    for (const input of inputs) found.push([control, input.id, input.value, input.checked]);
  }
  return found;
}

function restore(typed) {
  for (const [old, id, value, checked] of typed) {
    const [input, control] = [$(id), $(old.id)];
    if (!input || control?.dataset.block !== old.dataset.block) continue; // another question in the same place
    input.value = value;
    if (checked !== undefined) input.checked = checked;
    control.dataset.touched = "";
  }
}

function mergeList(list, other) {
  const scroller = list.closest(".scroll");
  const atEnd = isAtEnd(scroller);
  const before = list.lastElementChild?.id;
  const wanted = [...other.children];
  const kept = new Set(wanted.map((each) => each.id));
  for (const each of [...list.children]) if (!kept.has(each.id)) each.remove();
  wanted.forEach((each, index) => {
    const here = list.children[index];
    const known = here?.id === each.id ? here : [...list.children].find((one) => one.id === each.id);
    if (known && known !== here) list.insertBefore(known, here);
    if (!known) list.insertBefore(document.adoptNode(each), here ?? null);
    else if (known.dataset.v !== each.dataset.v) renew(known, each);
  });
  if (!("stick" in list.dataset)) return;
  if (atEnd) scroller.scrollTop = scroller.scrollHeight;
  else if (list.id === "messages" && list.lastElementChild?.id !== before) $("jump").hidden = false;
}

function renew(known, each) {
  const typed = touched(known);
  const open = [...known.querySelectorAll("details")].map((one) => one.open);
  known.replaceChildren(...each.childNodes);
  Object.assign(known.dataset, each.dataset);
  known.querySelectorAll("details").forEach((one, index) => {
    one.open = Boolean(open[index]);
  });
  restore(typed);
}
