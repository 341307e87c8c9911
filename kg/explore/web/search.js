"use strict";
// The search box: a combobox whose suggestions come while one types.

function kgSearch(app) {
  const input = document.getElementById("search");
  kgCombobox(app, input, document.getElementById("suggestions"), (hit) => {
    input.value = "";
    app.ego(hit.id);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName)) return;
    event.preventDefault();
    input.focus();
  });
}

// Makes a box in which entities are looked for of an input and a list; `take` is called with the hit that is chosen.
function kgCombobox(app, input, list, take) {
  let hits = [];
  let foundFor = ""; // the text that the hits are for
  let at = -1;
  let asked = 0;
  let waiting = 0;

  // Who types on and presses a key at once must not be given what was suggested for the first letters.
  const isOutdated = () => foundFor !== input.value.trim();

  function close() {
    list.hidden = true;
    at = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function mark(next) {
    at = next;
    [...list.children].forEach((option, i) => option.setAttribute("aria-selected", String(i === at)));
    const option = list.children[at];
    if (!option || !option.id) return input.removeAttribute("aria-activedescendant");
    option.scrollIntoView({ block: "nearest" });
    return input.setAttribute("aria-activedescendant", option.id);
  }

  function choose(hit) {
    close();
    take(hit);
  }

  function optionOf(hit, i) {
    const option = kgMake("li", { role: "option", id: `${list.id}-${i}`, "aria-selected": "false", "data-id": hit.id },
      app.dom.swatch(hit.class),
      kgMake("span", { class: "label" }, kgShort(hit.label, 70), hit.alias ? kgMake("small", { text: ` ${kgShort(hit.alias, 50)}` }) : null),
      kgMake("span", { class: "count", text: app.dom.number(hit.degree), title: app.t("statements", { n: hit.degree }) }));
    option.addEventListener("pointerdown", (event) => event.preventDefault()); // the box keeps the focus
    option.addEventListener("click", () => choose(hit));
    return option;
  }

  async function suggest() {
    const mine = (asked += 1);
    const wanted = input.value.trim();
    if (!wanted) return close();
    let found;
    try {
      found = await app.source.search(wanted);
    } catch (error) {
      return mine === asked && app.fail(error);
    }
    if (mine !== asked) return undefined;
    hits = found;
    foundFor = wanted;
    const nothing = kgMake("li", { class: "none", text: app.t("nothing-found") });
    list.replaceChildren(...(hits.length ? hits.map(optionOf) : [nothing]));
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    mark(-1);
    return app.say(hits.length ? app.t("suggested", { n: hits.length }) : app.t("nothing-found"));
  }

  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(suggest, app.config.mode === "server" ? 120 : 30);
  });
  input.addEventListener("focus", () => input.value.trim() && suggest());
  input.addEventListener("blur", close);
  input.addEventListener("keydown", async (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      clearTimeout(waiting);
      if (list.hidden || isOutdated()) await suggest();
      if (hits.length) mark(at < 0 ? (step > 0 ? 0 : hits.length - 1) : (at + step + hits.length) % hits.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      clearTimeout(waiting);
      if (at < 0 || isOutdated()) await suggest();
      if (!list.hidden && hits.length) choose(hits[Math.max(0, at)]);
    } else if (event.key === "Escape") {
      if (list.hidden) input.value = "";
      close();
      event.stopPropagation();
    } else if ((event.key === "Home" || event.key === "End") && at >= 0) {
      event.preventDefault();
      mark(event.key === "Home" ? 0 : hits.length - 1);
    }
  });
}
