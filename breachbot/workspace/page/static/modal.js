// The form that is open over the page: opened, focused, sent and closed as the workspace says.

import { $, modal } from "./dom.js";
import { focusOn, held, isComplete, valuesOf } from "./fields.js";
import { click } from "./click.js";
import { act } from "./send.js";

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

export async function closeView() {
  const view = $("modal-content").dataset.view;
  if (!view || modal.dataset.closing === view) return;
  modal.dataset.closing = view;
  await act({ kind: "close", view_id: view });
  delete modal.dataset.closing;
}

export function showModal() {
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
  if (modal.dataset.shown === view && isSettled(document.activeElement)) return;
  modal.dataset.shown = view;
  const body = $("modal-body");
  const first = modal.querySelector("[data-focus]") ?? firstInSight(body);
  if (first) focusOn(first);
  else if (body.scrollHeight > body.clientHeight) body.focus();
  else $("modal-title").focus();
}

// A question below a long text is not gone to: the text is there to be read first, with the arrow keys.
function firstInSight(body) {
  const first = body.querySelector("[data-kind]");
  if (!first) return null;
  const below = first.getBoundingClientRect().top - body.getBoundingClientRect().top + body.scrollTop;
  return below < body.clientHeight ? first : null;
}

// On the title one has only read that the form is on its way.
function isSettled(focused) {
  return focused !== modal && focused.id !== "modal-title" && modal.contains(focused);
}

document.addEventListener("renewed", showModal);
