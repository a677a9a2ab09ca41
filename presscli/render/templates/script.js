
(() => {
  "use strict";
  const root = document.documentElement;
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];

  // What a pointer or the focus has shown goes away with Escape (WCAG 2.2, 1.4.13).
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") root.classList.add("still");
  });
  for (const kind of ["pointerover", "focusin"]) {
    document.addEventListener(kind, (event) => {
      if (event.target.closest(".noted, .sentence")) root.classList.remove("still");
    });
  }

  // The segments behind a summary sentence light up while it is looked at.
  for (const sentence of all(".sentence")) {
    const names = all("a.ref", sentence).map((link) => link.hash.slice(1));
    const toggle = (on) => names.forEach((name) => {
      const segment = document.getElementById(name);
      if (segment) segment.classList.toggle("hit", on);
    });
    for (const kind of ["pointerenter", "focusin"]) sentence.addEventListener(kind, () => toggle(true));
    for (const kind of ["pointerleave", "focusout"]) sentence.addEventListener(kind, () => toggle(false));
  }

  // A link into a folded text opens it.
  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    for (let at = target.closest("details"); at; at = at.parentElement.closest("details")) at.open = true;
    target.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  if (location.hash) reveal();

  // Paper has no folds.
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = all("details:not([open])");
    folded.forEach((item) => { item.open = true; });
  });
  addEventListener("afterprint", () => folded.forEach((item) => { item.open = false; }));

  const tools = document.querySelector(".tools");
  if (!tools) return;
  const search = tools.querySelector("input");
  const choice = tools.querySelector("select");
  const count = tools.querySelector("output");
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const entries = all(".entry").map((node) => ({
    node,
    text: plain(node.textContent),
    sources: all("[data-source]", node).map((item) => item.dataset.source),
  }));
  const apply = () => {
    const words = plain(search.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const entry of entries) {
      const hit = words.every((word) => entry.text.includes(word))
        && (!choice.value || entry.sources.includes(choice.value));
      entry.node.hidden = !hit;
      shown += hit;
    }
    for (const group of all(".group")) group.hidden = !group.querySelector(".entry:not([hidden])");
    count.value = shown === entries.length ? `${shown} releases` : `${shown} of ${entries.length} releases`;
  };
  search.addEventListener("input", apply);
  choice.addEventListener("change", apply);
  tools.hidden = false;
  apply();
})();
