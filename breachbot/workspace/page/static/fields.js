// What the fields of a form hold, and what is wrong with it before it is sent.

import { $ } from "./dom.js";

export function held(control) {
  if (control.dataset.kind === "text" || control.tagName === "SELECT") return control.value || null;
  const marked = [...control.querySelectorAll("input:checked")].map((each) => each.value);
  return control.dataset.kind === "many" ? marked : (marked[0] ?? null);
}

export function valuesOf(place) {
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

export function point(control, words) {
  const error = $(`${control.id}-error`);
  if (!error) return;
  error.textContent = words;
  error.hidden = !words;
  control.closest("[data-question]").classList.toggle("wrong", Boolean(words));
  control.toggleAttribute("aria-invalid", Boolean(words));
  if (words) control.setAttribute("aria-invalid", "true");
}

export function focusOn(control) {
  (control.matches("input, select, textarea") ? control : control.querySelector("input"))?.focus();
}

export function isComplete(form) {
  let first = null;
  for (const control of form.querySelectorAll("[data-question] [data-kind]")) {
    const words = objection(control);
    point(control, words);
    if (words) first ??= control;
  }
  if (first) focusOn(first);
  return !first;
}
