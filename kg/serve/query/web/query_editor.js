"use strict";
// The editor of YASGUI in the place of the plain text field. Without it the field stays and does all that is needed.

function kgEditor(app) {
  const { config, texts } = app;
  const field = document.getElementById("query");
  const holder = document.getElementById("editor");
  const told = document.getElementById("syntax");

  // The completers that ask prefix.cc and Linked Open Vocabularies are replaced, so they are not there to be called.
  const labels = new Map(config.terms.map(([name, , german, english]) => [name, config.lang === "de" ? german : english]));
  const hits = new Map();
  const typed = (yasqe) => yasqe.getCompleteToken().string.trim();
  const inPrefixes = (yasqe) => /^\s*(PREFIX|BASE)\b/i.test(yasqe.getDoc().getLine(yasqe.getDoc().getCursor().line));
  const named = /^[\p{L}][\p{L}\p{N}_-]*$/u;
  const rendered = (yasqe, hints) => hints.map((hint) => ({ ...hint, render: renderHint }));

  function renderHint(item, _, hint) {
    item.textContent = hint.text;
    const more = labels.get(hint.text) || hits.get(hint.text) || "";
    if (more) item.append(element("span", "kind", more));
  }

  function element(tag, cls, text) {
    const made = document.createElement(tag);
    made.className = cls;
    made.textContent = text;
    return made;
  }

  const terms = (yasqe, token) => kgTermsFor(config.terms, token.string.trim()).map(([name]) => name);

  async function entities(yasqe, token) {
    const name = token.string.trim().slice("kgr:".length).replaceAll("-", " ");
    if (name.length < 2) return [];
    const answer = await fetch("/api/search?limit=12&q=" + encodeURIComponent(name)).catch(() => null);
    const found = answer && answer.ok ? await answer.json().catch(() => []) : [];
    return found.map((hit) => {
      const short = kgShortIri({ kgr: config.prefixes.kgr }, hit.id);
      const text = short === hit.id ? `<${hit.id}>` : short;
      hits.set(text, hit.label);
      return text;
    });
  }

  const { Yasqe } = window;
  const { prefixes } = Yasqe.Autocompleters;
  const ours = [
    { ...prefixes, persistenceId: null, get: () => Object.entries(config.prefixes).map(([name, base]) => `${name}: <${base}>`) },
    { name: "property", autoShow: true, get: terms, isValidCompletionPosition: (y) => /^(?!kgr:)[a-z]+:[\w-]*$/i.test(typed(y)) && !inPrefixes(y) },
    { name: "class", get: terms, isValidCompletionPosition: (y) => named.test(typed(y)) && !inPrefixes(y) },
    { name: "entity", autoShow: true, get: entities, isValidCompletionPosition: (y) => /^kgr:[^\s<>]*$/.test(typed(y)) && !inPrefixes(y) },
  ];
  ours.forEach((completer) => Yasqe.registerAutocompleter({ bulk: false, postprocessHints: rendered, ...completer }));

  // The endpoint knows these prefixes: a query that does not declare them is no fault.
  const plain = Yasqe.modes.sparql11;
  Yasqe.defineMode("sparql11", (...options) => {
    const mode = plain(...options);
    return { ...mode, startState: () => ({ ...mode.startState(), prefixes: Object.create(config.prefixes) }) };
  });

  const run = () => app.run();
  const yasqe = new Yasqe(holder, {
    value: field.value,
    persistenceId: null, // nothing is left behind in the browser; the address holds the query
    consumeShareLink: null,
    createShareableLink: null,
    showQueryButton: false,
    resizeable: false,
    editorHeight: null,
    collapsePrefixesOnLoad: true,
    requestConfig: { endpoint: "/sparql" },
    screenReaderLabel: texts.editor,
    // Tab leaves the editor, as everywhere else on the page; Ctrl+] and Ctrl+[ indent.
    extraKeys: { Tab: false, "Shift-Tab": false, "Ctrl-Enter": run, "Cmd-Enter": run, "Ctrl-S": () => {}, Esc: false },
  });
  // What a query declares itself: names that are completed bring their prefix along, so that it can be asked elsewhere too.
  const declared = yasqe.getPrefixesFromQuery;
  yasqe.getPrefixesFromQuery = () => ({ ...declared.call(yasqe) });
  yasqe.showNotification = () => {}; // its hint is in English and stands below the editor anyway

  // Its own message on a fault is HTML with inline styles, which the policy forbids: ours is text and stands below.
  for (const kind of ["mouseover", "mouseout"]) {
    holder.addEventListener(kind, (event) => {
      if (event.target.closest(".parseErrorIcon")) event.stopPropagation();
    }, true);
  }

  function checked() {
    const fault = yasqe.queryValid ? null : faulty();
    told.classList.toggle("fault", !!fault);
    told.textContent = fault || (yasqe.getValue().trim() ? texts["syntax-ok"] : "");
  }

  function faulty() {
    const doc = yasqe.getDoc();
    for (let line = 0; line < doc.lineCount(); line += 1) {
      const { state } = yasqe.getTokenAt({ line, ch: doc.getLine(line).length }, true);
      if (state.OK !== false) continue;
      if (state.errorMsg) return kgFill(texts["syntax-prefix"], { line: line + 1 });
      const expected = (state.possibleCurrent || []).slice(0, 12).join(" ");
      return kgFill(texts[expected ? "syntax-expected" : "syntax-at"], { line: line + 1, expected });
    }
    return "";
  }

  let waiting = 0;
  yasqe.on("changes", () => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(checked, 300);
  });
  new ResizeObserver(() => yasqe.refresh()).observe(yasqe.getWrapperElement());
  document.getElementById("query-label").addEventListener("click", () => yasqe.focus());
  document.querySelector(".skip").addEventListener("click", (event) => {
    event.preventDefault();
    yasqe.focus();
  });
  field.hidden = true;
  field.required = false;
  checked();
  return {
    yasqe,
    text: () => yasqe.getValue(),
    setText(text) {
      yasqe.setValue(text);
      yasqe.collapsePrefixes(true);
      yasqe.checkSyntax();
      checked();
    },
    focus: () => yasqe.focus(),
  };
}
