"use strict";
// What a query gave, put into the page as text. YASGUI's own result view builds HTML with inline styles from the data
// and needs a policy that allows them; this one makes every node itself and takes no markup from anywhere.

function kgResult(app) {
  const { config, texts } = app;
  const section = document.getElementById("result");
  const answer = document.getElementById("answer");
  const told = document.getElementById("told");
  const collator = new Intl.Collator(config.lang, { numeric: true });
  const number = new Intl.NumberFormat(config.lang);
  const PAGE = 200; // rows added at a time: thousands at once make a page slow
  const SHORT = 28; // characters that need not be wrapped
  const MOST_TEXT = 200000; // characters of Turtle shown
  const NUMERIC = /#(integer|decimal|double|float|int|long|nonNegativeInteger)$/;

  function element(tag, cls, ...children) {
    const made = document.createElement(tag);
    if (cls) made.className = cls;
    made.append(...children); // strings become text nodes
    return made;
  }

  /** The term of a row; a column may be called like what every object has, such as __proto__. */
  function termIn(row, column) {
    return Object.hasOwn(row, column) ? row[column] : null;
  }

  function show(...nodes) {
    section.hidden = false;
    section.removeAttribute("aria-busy");
    answer.replaceChildren(...nodes);
  }

  function fault(line) {
    told.textContent = "";
    const shown = element("p", "fault", element("strong", "", texts.failed), " ", element("bdi", "", line.slice(0, 4000)));
    shown.setAttribute("role", "alert");
    show(shown);
  }

  function results(found, query, ms) {
    if (typeof found.boolean === "boolean") {
      told.textContent = "";
      show(element("p", "truth", found.boolean ? texts["answer-yes"] : texts["answer-no"]));
      return;
    }
    if (!found.head || !Array.isArray(found.head.vars) || !found.results || !Array.isArray(found.results.bindings)) {
      fault(texts["not-json"]);
      return;
    }
    const rows = found.results.bindings;
    const key = ["no-rows", "rows-found-one"][rows.length] || "rows-found";
    told.textContent = kgFill(texts[key], { count: number.format(rows.length), ms: number.format(ms) });
    show(...(rows.length ? [table(found.head.vars, rows)] : []), downloads(query, { csv: "text/csv", tsv: "text/tab-separated-values", json: "application/sparql-results+json", xml: "application/sparql-results+xml" }));
  }

  function graph(turtle, query, ms) {
    told.textContent = kgFill(texts["graph-found"], { chars: number.format(turtle.length), ms: number.format(ms) });
    const shown = element("pre", "turtle", turtle.slice(0, MOST_TEXT));
    shown.tabIndex = 0;
    shown.dir = "ltr";
    const cut = turtle.length > MOST_TEXT ? [element("p", "soft", texts["cut-text"])] : [];
    show(...cut, shown, downloads(query, { ttl: "text/turtle", nt: "application/n-triples", jsonld: "application/ld+json" }));
  }

  function table(columns, rows) {
    const body = element("tbody");
    const more = element("button");
    more.type = "button";
    let order = { column: "", down: false };
    let sorted = rows;
    let shown = 0;

    function add() {
      const next = sorted.slice(shown, shown + PAGE);
      body.append(...next.map((row) => element("tr", "", ...columns.map((column) => cell(termIn(row, column))))));
      shown += next.length;
      more.hidden = shown >= sorted.length;
      more.textContent = kgFill(texts["more-rows"], { count: number.format(Math.min(PAGE, sorted.length - shown)) });
    }

    function sort(column) {
      // up, down, and back to the order of the query
      order = order.column !== column ? { column, down: false } : order.down ? { column: "", down: false } : { column, down: true };
      sorted = order.column ? [...rows].sort((a, b) => compare(termIn(a, column), termIn(b, column)) * (order.down ? -1 : 1)) : rows;
      heads.forEach((head) => {
        const state = head.dataset.column !== order.column ? "none" : order.down ? "descending" : "ascending";
        head.setAttribute("aria-sort", state);
        head.firstChild.lastChild.textContent = { none: "", ascending: " ▲", descending: " ▼" }[state];
      });
      shown = 0;
      body.replaceChildren();
      add();
    }

    const heads = columns.map((column) => {
      const arrow = element("span");
      arrow.setAttribute("aria-hidden", "true"); // aria-sort says it
      const button = element("button", "", column, arrow);
      button.type = "button";
      button.title = kgFill(texts["sort-by"], { column });
      button.addEventListener("click", () => sort(column));
      const head = element("th", "", button);
      head.scope = "col";
      head.dataset.column = column;
      head.setAttribute("aria-sort", "none");
      return head;
    });
    more.addEventListener("click", add);
    add();
    const scroll = element("div", "scroll", element("table", "", element("thead", "", element("tr", "", ...heads)), body));
    scroll.tabIndex = 0;
    scroll.setAttribute("role", "region");
    scroll.setAttribute("aria-label", texts.result);
    return element("div", "", scroll, more);
  }

  function compare(a, b) {
    if (!a || !b) return (a ? 0 : 1) - (b ? 0 : 1); // what is unbound stands last
    if (NUMERIC.test(a.datatype || "") && NUMERIC.test(b.datatype || "")) return Number(a.value) - Number(b.value);
    return collator.compare(plain(a), plain(b));
  }

  function plain(term) {
    if (term.type === "uri") return kgShortIri(config.prefixes, term.value);
    if (term.type === "bnode") return "_:" + kgVisible(term.value);
    if (term.type === "triple") return `<< ${plain(term.value.subject)} ${plain(term.value.predicate)} ${plain(term.value.object)} >>`;
    return term.value;
  }

  function cell(term) {
    const text = term ? plain(term) : "";
    const inner = element("div", text.length <= SHORT && !text.includes("\n") ? "cell short" : "cell");
    const made = element("td", "", inner);
    made.dir = "auto";
    if (!term) return made;
    const link = term.type === "uri" ? kgLinkOf(config, term.value) : "";
    if (link) {
      const anchor = element("a", "", text);
      anchor.href = link;
      anchor.rel = "noopener noreferrer";
      if (!link.startsWith("#")) anchor.target = "_blank";
      inner.append(anchor);
    } else {
      inner.append(text);
    }
    if (term.type === "uri") made.title = kgVisible(term.value);
    else if (term["xml:lang"]) made.title = "@" + kgVisible(term["xml:lang"]);
    else if (term.datatype) made.title = kgShortIri(config.prefixes, term.datatype);
    if (NUMERIC.test(term.datatype || "")) made.classList.add("num");
    return made;
  }

  function downloads(query, formats) {
    const bar = element("div", "bar", element("span", "soft", texts.download));
    for (const [ending, media] of Object.entries(formats)) {
      const button = element("button", "", { ttl: "Turtle", nt: "N-Triples", jsonld: "JSON-LD" }[ending] || ending.toUpperCase());
      button.type = "button";
      button.dataset.download = ending;
      button.addEventListener("click", () => save(query, ending, media));
      bar.append(button);
    }
    return bar;
  }

  async function save(query, ending, media) {
    const got = await app.ask(query, media).catch(() => null);
    if (!got || !got.ok) {
      told.textContent = texts["no-answer"];
      return;
    }
    const link = element("a");
    link.href = URL.createObjectURL(new Blob([await got.arrayBuffer()], { type: media }));
    link.download = `kg.${ending}`;
    link.click();
    window.setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  /** Says that an answer is on its way; the last one no longer shows, and nothing jumps meanwhile. */
  function wait() {
    section.setAttribute("aria-busy", "true");
    told.textContent = texts.running;
  }

  function stopped() {
    show();
    section.hidden = true;
    told.textContent = texts.aborted;
  }

  return { fault, results, graph, wait, stopped, tell: (text) => { told.textContent = text; } };
}
