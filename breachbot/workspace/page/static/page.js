// Where the page begins.

import { $ } from "./dom.js";
import { listen, refresh, toEnd } from "./fresh.js";
import { showModal } from "./modal.js";
import { act } from "./send.js";
import "./click.js";
import "./compose.js";
import "./menus.js";

// What needs this script was out of reach until it was there; a click before that would have been lost.
for (const place of document.querySelectorAll("[inert]")) place.inert = false;

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const knows = document.cookie.split("; ").includes(`zone=${zone}`);
document.cookie = `zone=${zone}; path=/; SameSite=Strict`;
if (location.hash) $(location.hash.slice(1))?.scrollIntoView();
else toEnd();
showModal();
listen();
if (!knows) refresh();
if (document.body.dataset.opens === "home") act({ kind: "open_home" });
