"use strict";
// Puts the parts of the explorer together. Every part is a function that is called once with `app`:
//
// app.config                the page's JSON (mode, words, texts, prefixes, bundle, limit, version, …)
// app.source                where data come from, the same in a file and from a server; each gives a promise:
//   .search(q, limit) → [Hit]   .around(id, limit, with) → Bundle   .path(from, to) → Bundle
//   .entity(id) → Bundle (all its statements)   .article(id) → Text   .overview(limit) → Bundle
// app.model                 what has been loaded (model.js):
//   .entities .statements .articles   Maps: IRI → value        .merge(bundle)
//   .statementsOf(id) → [Statement]   .totals
// app.state                 the state of the view, a frozen value, never changed in place (state.js):
//   {e, x: [IRI], sel: [kind, id] | null, off: [filter], conf: 0–100, from, to, undated: bool, fan: [pair],
//    tab: "graph" | "table", page: "" | "entity" | "article", id, path: [from, to] | [], lang: "de" | "en", theme: "" | "light" | "dark"}
// app.change(part, how)     the only way to another state: writes the address, then tells who listens; how = {replace: true} keeps
//                           the history short (sliders); gives a promise that is kept when the view is drawn
// app.visible()             what the filters let through in the present view:
//   {entities: [Entity], statements: [Statement], lines: [{id, s, p, o, reading, statements: [Statement]}]}
// app.select(kind, id)      "entity" | "line" | "pair" | "statement" | "" (nothing): marks it in the drawing, opens the panel
// app.open(page, id)        "entity" | "article" | "" (back to the view): a page in place of drawing and table
// app.show(tab)             "graph" | "table"
// app.ego(id)               a new view with this entity in the middle
// app.expand(id) app.collapse(id)   its neighbours into the view, and out again
// app.reveal(bundle)        merges a bundle and shows all its entities in the present view (a path)
// app.on(event, fn)         "state" (new, old) after each change; "visible" when other things are shown; "lang"; "theme"
// app.t(key, values)        a text of the interface (texts.tsv) in the present language; {name} in it is replaced by values.name;
//                           with values.n === 1 the key + "-one" is taken where there is one
// app.word(kind, name)      "class" | "classes" (plural) | "property" | "inverse" | "reading" | "qualifier" | "modality" | "status"
// app.dom                   make(tag, options, ...children), svg, link(url, text), date(iso), number(n), percent(0–1),
//                           swatch(class), stroke(reading), badge(reading), quote(pieces), symbols of the legend (dom.js)
// app.card(statement)       the card of a statement as in the panel, with data-statement
// app.say(text)             read out by a screen reader          app.fail(error)  a line for what went wrong
//
// The leaves, each called once after the parts above (and left out where their script is not there):
// kgTable(app)     → {render(element)}              fills a fresh element of the tab "table", again whenever what is visible changes
// kgTimeline(app)  → {render(element, id)}          fills a fresh element for page=entity; may be async: an outdated element is dropped
// kgArticle(app)   → {render(element, id)}          the same for page=article
// kgExport(app)                                     wires #export-turtle, #export-csv, #export-png
// kgPath(app)                                       fills #path (a fold in the side column), keeps app.state.path
