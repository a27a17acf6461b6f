// Sends what a person does, and tells them what went wrong. The server decides everything.

import { $, modal, root } from "./dom.js";
import { refresh } from "./fresh.js";

async function post(path, body) {
  hideToast();
  try {
    const answer = await fetch(path, {
      method: "POST",
      keepalive: true, // what was sent arrives although the person turns to another place at once
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

export async function act(fields, source) {
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

export async function moveClock(button, hours) {
  button.setAttribute("aria-busy", "true");
  await post("/clock", { hours });
  button.removeAttribute("aria-busy");
  await refresh();
}
