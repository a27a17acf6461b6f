// What all parts of the page share.

export const $ = (id) => document.getElementById(id);
export const root = document.body.dataset.root;
export const modal = $("modal");

export function isAtEnd(scroller) {
  return scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 40;
}
