// Writing a message, a reply or a command.

import { $ } from "./dom.js";
import { act } from "./send.js";

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
