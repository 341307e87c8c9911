"use strict";
// The view as a table, for keyboards and screen readers: what the drawing shows, a row for each statement.

const KG_TABLE_ROWS = 5000;
const KG_SLICE = 100;

// Calls `put` with each item, with the first slice at once and with the others between frames, so that the page
// answers meanwhile. Ends early when `wanted()` no longer holds. Gives a promise that is kept when all is done.
async function kgInSlices(items, put, wanted = () => true) {
  for (let at = 0; at < items.length; at += KG_SLICE) {
    if (at) await new Promise((resolve) => { setTimeout(resolve); });
    if (at && !wanted()) return;
    items.slice(at, at + KG_SLICE).forEach((item, i) => put(item, at + i));
  }
}

// The stretch of a sentence's pieces that fits into `length` letters.
function kgPiecesCut(pieces, length) {
  const kept = [];
  let left = length;
  for (const [text, role] of pieces) {
    if (text.length <= left) kept.push([text, role]);
    else {
      kept.push([`${kgSound(text.slice(0, left))}…`, role]);
      break;
    }
    left -= text.length;
  }
  return kept;
}

function kgTable(app) {
  const { make } = app.dom;
  const label = (id) => (app.model.entities.get(id) || { label: kgLocal(id) }).label;
  // How each column is compared: by a text or a number; what has none comes last either way.
  const columns = {
    subject: (s) => label(s.s),
    property: (s) => app.word("property", s.p),
    object: (s) => label(s.o),
    reading: (s) => KG_READINGS.indexOf(s.reading),
    date: (s) => s.from || s.to,
    speaker: (s) => s.speakers.map((speaker) => speaker.label).join(", "),
    confidence: (s) => s.confidence,
    sentence: (s) => (s.evidence.length ? s.evidence[0].pieces.map(([text]) => text).join("") : ""),
  };
  // The order outlives each drawing of the table.
  let order = { column: "subject", down: false };
  let round = 0;

  function sorted(statements) {
    const texts = new Intl.Collator(app.state.lang, { numeric: true });
    const none = (value) => value === "" || value === null || value === undefined;
    const compare = (a, b) => (typeof a === "number" ? a - b : texts.compare(a, b));
    const keyed = statements.map((s) => [columns[order.column](s), `${label(s.s)}\n${label(s.o)}`, s]);
    keyed.sort(([a, first, s], [b, second, t]) => (
      none(a) - none(b) || (none(a) ? 0 : compare(a, b) * (order.down ? -1 : 1)) || texts.compare(first, second) || (s.id < t.id ? -1 : 1)));
    return keyed.map(([, , s]) => s);
  }

  const quiet = (text) => make("span", { class: "quiet", text });

  function date(s) {
    if (!s.from && !s.to) return quiet(app.t("table.undated"));
    const span = s.to && s.to !== s.from ? `${app.dom.date(s.from)} – ${app.dom.date(s.to)}` : app.dom.date(s.from);
    return [span, s.dated === "article" && quiet(` ${app.t("table.reported")}`)];
  }

  // What is said closer of a statement; its time has a column of its own.
  function closer(s) {
    const told = s.qualifiers.filter(({ name }) => !KG_TIMES.includes(name));
    return told.map((q) => `${app.word("qualifier", q.name)}: ${app.dom.value(q, 120)}`).join(" · ");
  }

  function sentence(s) {
    if (!s.evidence.length) return [];
    const parts = kgPiecesCut(s.evidence[0].pieces, 400).map(([text, role]) => (role ? make("mark", { class: role, text }) : text));
    const more = s.evidence.length - 1;
    return [...parts, more > 0 && quiet(` ${app.t("table.more", { n: more })}`)];
  }

  // One button a row is enough for the keyboard; arrow keys lead from row to row, so that Tab leaves the table.
  function row(s, i) {
    const open = make("button", { type: "button", class: "opens", tabindex: i ? -1 : 0, "data-row": s.id, dir: "auto", text: app.dom.short(label(s.s), 80) });
    const cell = (column, ...parts) => make("td", { role: "cell", class: column, dir: "auto" }, ...parts.flat());
    return make("tr", { "data-id": s.id, role: "row" },
      make("th", { scope: "row", role: "rowheader", class: "subject" }, open),
      cell("property", app.word("property", s.p)),
      cell("object", app.dom.short(label(s.o), 80)),
      cell("reading", app.dom.badge(s.reading)),
      cell("date", date(s)),
      cell("speaker", app.dom.short(columns.speaker(s), 80)),
      cell("confidence", s.confidence === null ? "" : app.dom.percent(s.confidence)),
      cell("sentence", sentence(s), closer(s) && make("div", { class: "quiet", text: closer(s) })));
  }

  const rowOf = (target) => (target instanceof Element ? target.closest("tr[data-id]") : null);

  function step(body, key, from) {
    const to = {
      ArrowDown: from.nextElementSibling, ArrowUp: from.previousElementSibling, Home: body.firstElementChild, End: body.lastElementChild,
      PageDown: body.rows[Math.min(from.sectionRowIndex + 10, body.rows.length - 1)], PageUp: body.rows[Math.max(from.sectionRowIndex - 10, 0)],
    }[key];
    if (to) to.querySelector(".opens").focus();
    return to !== undefined;
  }

  function body() {
    const rows = make("tbody", { role: "rowgroup" });
    const choose = (line) => app.select("statement", line.dataset.id);
    rows.addEventListener("click", (event) => {
      const line = rowOf(event.target);
      // Who marks words with the mouse does not mean to open anything.
      if (line && (event.target.closest(".opens") || String(getSelection()) === "")) choose(line);
    });
    rows.addEventListener("keydown", (event) => {
      const line = rowOf(event.target);
      if (line && !event.altKey && !event.ctrlKey && !event.metaKey && step(rows, event.key, line)) event.preventDefault();
    });
    // Tab comes back to the row it left.
    rows.addEventListener("focusin", (event) => {
      if (!event.target.matches(".opens")) return;
      for (const old of rows.querySelectorAll('.opens[tabindex="0"]')) old.tabIndex = -1;
      event.target.tabIndex = 0;
    });
    return rows;
  }

  function mark(table) {
    const [kind, id] = app.state.sel || [];
    for (const old of table.querySelectorAll("tr[aria-current]")) old.removeAttribute("aria-current");
    const now = kind === "statement" && [...table.tBodies[0].rows].find((line) => line.dataset.id === id);
    if (now) now.setAttribute("aria-current", "true");
  }

  function caption(shown, all, entities) {
    const told = app.t("table.caption", { n: all, entities });
    return shown < all ? `${told} ${app.t("table.cut", { n: shown })}` : told;
  }

  function render(element) {
    const { statements, entities } = app.visible();
    // Narrow rows are laid out as grids, which takes from a table what it means; so all of it is said again.
    const table = make("table", { class: "statements", role: "table" }, make("caption", {}), make("thead", { role: "rowgroup" }), make("tbody", { role: "rowgroup" }));
    element.replaceChildren(make("div", { class: "leaf" }, table));
    table.caption.textContent = statements.length
      ? caption(Math.min(statements.length, KG_TABLE_ROWS), statements.length, entities.length) : app.t("table.empty");
    if (!statements.length) return;
    const heads = Object.keys(columns).map((column) => {
      const button = make("button", { type: "button", "data-column": column, text: app.t(`table.${column}`) });
      button.addEventListener("click", () => {
        order = { column, down: order.column === column && !order.down };
        fill();
        app.say(app.t(order.down ? "table.sorted-down" : "table.sorted-up", { column: app.t(`table.${column}`) }));
      });
      return make("th", { scope: "col", role: "columnheader", class: column }, button);
    });
    table.tHead.append(make("tr", { role: "row" }, heads));

    function fill() {
      round += 1;
      const mine = round;
      heads.forEach((head) => {
        if (head.firstChild.dataset.column !== order.column) head.removeAttribute("aria-sort");
        else head.setAttribute("aria-sort", order.down ? "descending" : "ascending");
      });
      const rows = body();
      table.tBodies[0].replaceWith(rows);
      const shown = sorted(statements).slice(0, KG_TABLE_ROWS);
      kgInSlices(shown, (s, i) => rows.append(row(s, i)), () => mine === round && rows.isConnected).then(() => mine === round && mark(table));
    }
    fill();
  }

  app.on("state", (now, before) => {
    const table = document.querySelector("#table table.statements");
    if (table && now.sel !== before.sel) mark(table);
  });
  return { render };
}
