// The page keeps itself up to date and sends what a person does. The server decides everything; nothing is kept here.
"use strict";

const $ = (id) => document.getElementById(id);
const root = document.body.dataset.root;
const modal = $("modal");

// --- sending ------------------------------------------------------------------------------------------------

async function post(path, body) {
  hideToast();
  try {
    const answer = await fetch(path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    const { problem } = answer.headers.get("Content-Type")?.includes("json")
      ? await answer.json()
      : { problem: `The workspace refused this (HTTP ${answer.status}).` };
    if (problem) showToast(problem);
    return !problem;
  } catch {
    showToast("The workspace does not answer. Was the demo stopped?");
    return false;
  }
}

async function act(fields, source) {
  source?.setAttribute("aria-busy", "true");
  const went = await post(`${root}/act`, fields);
  source?.removeAttribute("aria-busy");
  await refresh();
  return went;
}

function showToast(words) {
  (modal.open ? modal : document.body).append($("toast")); // what lies outside an open form cannot be reached
  $("toast-words").textContent = words;
  $("toast").hidden = false;
}

function hideToast() {
  $("toast").hidden = true;
}

$("toast-close").addEventListener("click", hideToast);

// --- what a form holds --------------------------------------------------------------------------------------

function held(control) {
  if (control.dataset.kind === "text" || control.tagName === "SELECT") return control.value || null;
  const marked = [...control.querySelectorAll("input:checked")].map((each) => each.value);
  return control.dataset.kind === "many" ? marked : (marked[0] ?? null);
}

function valuesOf(place) {
  const values = {};
  for (const control of place.querySelectorAll("[data-kind]")) {
    (values[control.dataset.block] ??= {})[control.dataset.action] = held(control);
  }
  return values;
}

function objection(control) {
  const value = held(control);
  const empty = value === null || value.length === 0;
  if (control.validity?.badInput) return "Enter a whole date and time.";
  if (empty) return "required" in control.dataset ? "Please complete this required field." : "";
  if (control.validity?.typeMismatch) {
    return control.type === "email" ? "Enter an e-mail address." : "Enter a link that begins with https://.";
  }
  const { number, min, max, least, most } = control.dataset;
  if (number && !(number === "whole" ? /^-?\d+$/ : /^-?\d+([.]\d+)?$/).test(value)) {
    return number === "whole" ? "Enter a whole number." : "Enter a number.";
  }
  if (min !== undefined && Number(value) < Number(min)) return `Enter ${min} or more.`;
  if (max !== undefined && Number(value) > Number(max)) return `Enter ${max} or less.`;
  if (least && value.length < Number(least)) return `Enter at least ${least} characters.`;
  if (most && value.length > Number(most)) return `Choose at most ${most}.`;
  return "";
}

function point(control, words) {
  const error = $(`${control.id}-error`);
  if (!error) return;
  error.textContent = words;
  error.hidden = !words;
  control.closest("[data-question]").classList.toggle("wrong", Boolean(words));
  control.toggleAttribute("aria-invalid", Boolean(words));
  if (words) control.setAttribute("aria-invalid", "true");
}

function focusOn(control) {
  (control.matches("input, select, textarea") ? control : control.querySelector("input"))?.focus();
}

function isComplete(form) {
  let first = null;
  for (const control of form.querySelectorAll("[data-question] [data-kind]")) {
    const words = objection(control);
    point(control, words);
    if (words) first ??= control;
  }
  if (first) focusOn(first);
  return !first;
}

// --- clicking -----------------------------------------------------------------------------------------------

function placeOf(control) {
  const view = control.closest("[data-view]");
  if (view) return { view_id: view.dataset.view, values: valuesOf(view) };
  const { channel, ts, seen } = control.closest("[data-ts]").dataset;
  return { channel, ts, seen };
}

async function click(control, value) {
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

async function moveClock(button, hours) {
  button.setAttribute("aria-busy", "true");
  await post("/clock", { hours });
  button.removeAttribute("aria-busy");
  await refresh();
}

// --- menus --------------------------------------------------------------------------------------------------

function toggleMenu(button) {
  const opens = button.getAttribute("aria-expanded") !== "true";
  closeMenus(false);
  if (!opens) return;
  const menu = $(button.dataset.menu);
  menu.hidden = false;
  button.setAttribute("aria-expanded", "true");
  menu.classList.toggle("above", button.getBoundingClientRect().bottom + menu.offsetHeight > innerHeight - 80);
  menu.querySelector("[role=menuitem]")?.focus();
}

function closeMenus(returnsFocus) {
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

// --- writing ------------------------------------------------------------------------------------------------

function typeCommand(item, command) {
  const text = $(`${item.closest("form").id}-text`);
  text.value = `${command} `;
  text.focus();
}

function grow(text) {
  text.rows = Math.min(6, text.value.split("\n").length);
}

for (const form of document.querySelectorAll("form.composer")) {
  const text = $(`${form.id}-text`);
  text.addEventListener("input", () => grow(text));
  text.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const words = text.value.trim();
    if (!words) return;
    const { channel, thread } = form.dataset;
    const [, command, rest] = /^(\/\S+)\s*([\s\S]*)$/.exec(words) ?? [];
    const said = command
      ? { kind: "command", command, text: rest, channel }
      : { kind: "say", text: words, channel, thread_ts: thread || null };
    if (await act(said, form)) text.value = "";
    grow(text);
  });
}

// --- forms --------------------------------------------------------------------------------------------------

let opener = null;

modal.addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = event.target;
  const button = form.querySelector("[type=submit]");
  if (!isComplete(form) || button.disabled) return;
  button.disabled = true;
  await act({ kind: "submit", view_id: form.dataset.view, values: valuesOf(form) }, button);
  button.disabled = false;
  const wrong = modal.querySelector("[data-question].wrong [data-kind]");
  if (wrong) focusOn(wrong);
});

modal.addEventListener("cancel", (event) => {
  event.preventDefault();
  closeView();
});

// A browser may close a form without asking; then the workspace has to hear of it.
modal.addEventListener("close", () => modal.open || closeView());

modal.addEventListener("keydown", (event) => {
  const asks = event.target.matches?.("input[data-asks][data-kind=text]");
  if (event.key === "Escape" && !document.querySelector("[data-menu][aria-expanded=true]")) {
    event.preventDefault();
    closeView();
  } else if (event.key === "Enter" && asks) {
    event.preventDefault();
    click(event.target, held(event.target));
  }
});

async function closeView() {
  const view = $("modal-content").dataset.view;
  if (!view || modal.dataset.closing === view) return;
  modal.dataset.closing = view;
  await act({ kind: "close", view_id: view });
  delete modal.dataset.closing;
}

function showModal() {
  const view = $("modal-content").dataset.view;
  if (!view) {
    if (modal.open) modal.close();
    if (opener) ($(opener) ?? $("main")).focus();
    opener = null;
    modal.dataset.shown = "";
    return;
  }
  if (!modal.open) {
    opener = document.activeElement?.id || null;
    modal.showModal();
  }
  if (modal.dataset.shown === view) return;
  modal.dataset.shown = view;
  const first = modal.querySelector("[data-focus]") ?? modal.querySelector(".modal-body [data-kind]");
  if (first) focusOn(first);
  else $("modal-title").focus();
}

// --- staying up to date -------------------------------------------------------------------------------------

let busy = null;
let again = false;

function refresh() {
  if (busy) {
    again = true;
    return busy;
  }
  busy = fetchPage().finally(() => {
    busy = null;
  });
  return busy;
}

async function fetchPage() {
  do {
    again = false;
    try {
      const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (answer.ok !== Boolean($("main").querySelector(".scroll"))) location.reload();
      merge(fresh);
      $("lost").hidden = true;
    } catch {
      $("lost").hidden = false;
    }
  } while (again);
}

function merge(fresh) {
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
  showModal();
  back();
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
    for (const input of inputs) found.push([control.id, input.id, input.value, input.checked]);
  }
  return found;
}

function restore(typed) {
  for (const [control, id, value, checked] of typed) {
    const input = $(id);
    if (!input) continue;
    input.value = value;
    if (checked !== undefined) input.checked = checked;
    if ($(control)) $(control).dataset.touched = "";
  }
}

function mergeList(list, other) {
  const scroller = list.closest(".scroll");
  const atEnd = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 40;
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
  else if (list.lastElementChild?.id !== before && $("jump")) $("jump").hidden = false;
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

$("jump")?.addEventListener("click", () => toEnd());

function toEnd() {
  for (const list of document.querySelectorAll("[data-stick]")) {
    const scroller = list.closest(".scroll");
    scroller.scrollTop = scroller.scrollHeight;
  }
  if ($("jump")) $("jump").hidden = true;
}

for (const scroller of document.querySelectorAll(".scroll")) {
  scroller.addEventListener("scroll", () => {
    const atEnd = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 40;
    if (atEnd && $("jump") && scroller.id === "scroll") $("jump").hidden = true;
  });
}

// A browser gives a site six connections; a page that nobody looks at does not keep one.
let source = null;

function listen() {
  source?.close();
  source = null;
  if (document.hidden) return;
  source = new EventSource(`${root}/changes`);
  source.onmessage = () => refresh();
  source.onerror = () => {
    $("lost").hidden = false;
  };
}

document.addEventListener("visibilitychange", listen);
setInterval(() => document.hidden || refresh(), 30_000);

// --- at the start -------------------------------------------------------------------------------------------

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const knows = document.cookie.split("; ").includes(`zone=${zone}`);
document.cookie = `zone=${zone}; path=/; SameSite=Strict`;
if (location.hash) $(location.hash.slice(1))?.scrollIntoView();
else toEnd();
showModal();
listen();
if (!knows) refresh();
if (document.body.dataset.opens === "home") act({ kind: "open_home" });
