// Keeps the page up to date: word that something changed comes from the server, and the page asks for itself again.

import { $, isAtEnd, root } from "./dom.js";
import { merge } from "./merge.js";

let busy = null;
let again = false;

export function refresh() {
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

$("jump")?.addEventListener("click", toEnd);

export function toEnd() {
  for (const list of document.querySelectorAll("[data-stick]")) {
    const scroller = list.closest(".scroll");
    scroller.scrollTop = scroller.scrollHeight;
  }
  if ($("jump")) $("jump").hidden = true;
}

for (const scroller of document.querySelectorAll(".scroll")) {
  scroller.addEventListener("scroll", () => {
    if (isAtEnd(scroller) && $("jump") && scroller.id === "scroll") $("jump").hidden = true;
  });
}

// A browser gives a site six connections; a page that nobody looks at does not keep one.
let source = null;

export function listen() {
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
