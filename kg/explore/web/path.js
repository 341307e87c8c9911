"use strict";
// The way between two entities: asked for in the side column, told step by step with its sentences, lit in the drawing.

// The statement that says most of what joins two entities: the surest way to tell first, then the most certain.
function kgStrongest(statements, one, other) {
  const between = statements.filter((s) => (s.s === one && s.o === other) || (s.s === other && s.o === one));
  return between.sort((a, b) => (
    KG_READINGS.indexOf(a.reading) - KG_READINGS.indexOf(b.reading) || (b.confidence || 0) - (a.confidence || 0) || (a.id < b.id ? -1 : 1)));
}

function kgPath(app) {
  const { make } = app.dom;
  const box = document.getElementById("path");
  const chosen = { from: "", to: "" };
  let asked = 0;

  const nameOf = (id) => app.dom.short((app.model.entities.get(id) || { label: kgLocal(id) }).label, 80);
  const result = make("div", { id: "path-result", role: "status" });
  const inputs = {};

  function field(end) {
    const id = `path-${end}`;
    inputs[end] = make("input", {
      id, type: "text", role: "combobox", "aria-expanded": "false", "aria-controls": `${id}-list`, "aria-autocomplete": "list",
      autocomplete: "off", autocapitalize: "off", spellcheck: "false",
    });
    const list = make("ul", { id: `${id}-list`, class: "suggestions", role: "listbox", hidden: true });
    kgCombobox(app, inputs[end], list, (hit) => {
      chosen[end] = hit.id;
      inputs[end].value = hit.label;
      find();
    });
    // What is typed over a chosen name chooses nothing yet.
    inputs[end].addEventListener("input", () => { chosen[end] = ""; });
    return make("div", { class: "field" }, make("label", { for: id, "data-path": end }), inputs[end], list);
  }

  const summary = make("summary");
  const clear = make("button", { type: "button", id: "path-clear", class: "act", click: () => app.change({ path: [] }) });
  const turn = make("button", { type: "button", id: "path-turn", class: "act", click: () => {
    [chosen.from, chosen.to] = [chosen.to, chosen.from];
    [inputs.from.value, inputs.to.value] = [inputs.to.value, inputs.from.value];
    find();
  } });
  const fields = [field("from"), field("to")];
  box.append(summary, make("div", { class: "leaf path" }, fields, make("p", { class: "controls" }, turn, " ", clear), result));
  box.hidden = false;

  function words() {
    summary.textContent = app.t("path.title");
    clear.textContent = app.t("path.clear");
    turn.textContent = app.t("path.turn");
    for (const end of ["from", "to"]) {
      box.querySelector(`label[data-path="${end}"]`).textContent = app.t(`path.${end}`);
      document.getElementById(`path-${end}-list`).setAttribute("aria-label", app.t(`path.${end}`));
    }
  }

  function find() {
    if (chosen.from && chosen.to) app.change({ path: [chosen.from, chosen.to] });
  }

  function step(statements, one, other) {
    const [best, ...rest] = kgStrongest(statements, one, other);
    if (!best) return make("li", { text: `${nameOf(one)} – ${nameOf(other)}` });
    const told = `${nameOf(best.s)} ${app.word("property", best.p)} ${nameOf(best.o)}`;
    return make("li", {},
      make("p", { class: "said" }, make("button", { type: "button", class: "name", dir: "auto", click: () => app.select("statement", best.id), text: told }),
        best.reading === "Asserted" ? null : " ", best.reading === "Asserted" ? null : app.dom.badge(best.reading)),
      best.evidence.length > 0 && app.dom.quote(best.evidence[0].pieces),
      rest.length > 0 && make("button", {
        type: "button", class: "more", click: () => app.select("pair", kgPair(one, other)), text: app.t("path.more", { n: rest.length }),
      }));
  }

  function tell(bundle) {
    const ids = bundle.focus;
    const chain = ids.map(nameOf).join(" → ");
    const steps = ids.slice(1).map((id, i) => step(bundle.statements, ids[i], id));
    result.replaceChildren(
      make("p", { class: "chain", dir: "auto", text: chain }), make("p", { class: "quiet", text: app.t("path.steps", { n: steps.length }) }),
      make("ol", { class: "steps" }, steps));
  }

  async function ask([from, to]) {
    const mine = (asked += 1);
    let bundle;
    try {
      bundle = await app.source.path(from, to);
    } catch (error) {
      if (mine === asked) app.fail(error);
      return;
    }
    if (mine !== asked) return;
    app.model.merge(bundle);
    for (const [end, id] of [["from", from], ["to", to]]) {
      chosen[end] = id;
      inputs[end].value = nameOf(id);
    }
    if (from === to) result.replaceChildren(make("p", { text: app.t("path.same") }));
    else if (bundle.focus.length < 2) {
      result.replaceChildren(make("p", { dir: "auto", text: app.t("path.none", { from: nameOf(from), to: nameOf(to) }) }));
    } else {
      tell(bundle);
      app.route = kgRoute(bundle);
      await app.reveal(bundle);
      look(bundle.focus);
      return;
    }
    app.route = null;
  }

  // Brings the way into sight, with what lies around it.
  function look(ids) {
    const screen = app.network.canvas.frame.canvas;
    const places = ids.map((id) => app.drawing.places.get(id)).filter(Boolean);
    if (!places.length || !screen.clientWidth) return;
    const [left, right] = [Math.min, Math.max].map((pick) => pick(...places.map((place) => place.x)));
    const [top, bottom] = [Math.min, Math.max].map((pick) => pick(...places.map((place) => place.y)));
    const scale = Math.min(1.2, screen.clientWidth / (right - left + 260), screen.clientHeight / (bottom - top + 260));
    app.network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale });
    app.drawing.redraw();
  }

  function follow(path) {
    box.open = box.open || path.length === 2;
    if (path.length === 2) return ask(path);
    asked += 1;
    app.route = null;
    result.replaceChildren();
    for (const end of ["from", "to"]) {
      chosen[end] = "";
      inputs[end].value = "";
    }
    return app.reveal({ entities: [], statements: [], articles: [], focus: [] });
  }

  words();
  app.on("lang", () => {
    words();
    if (app.state.path.length === 2) ask(app.state.path);
  });
  app.on("state", (now, before) => {
    if (JSON.stringify(now.path) !== JSON.stringify(before.path)) follow(now.path);
  });
  return app.state.path.length === 2 ? follow(app.state.path) : undefined;
}

// What is lit of a way: its entities and the pairs that stand next to each other on it.
function kgRoute(bundle) {
  const pairs = bundle.focus.slice(1).map((id, i) => kgPair(bundle.focus[i], id));
  return { entities: new Set(bundle.focus), pairs: new Set(pairs) };
}
