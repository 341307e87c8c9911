"use strict";
// The drawing: hands entities and lines to the renderer, answers the pointer, keeps names legible at every zoom.

const KG_LEGIBLE = 11.5; // pixels on the screen
const KG_SMALLEST = 4.5; // pixels, half a symbol's width
const KG_BLANK = " "; // the renderer goes on drawing the old name of a line when it is given an empty one
const KG_MANY = 30; // more names of lines than this, or of entities in the background, hide each other
const KG_NEAREST = 1.1; // the zoom at which few entities are shown
const KG_FOREMOST = 14; // names that have to be there at every zoom
const KG_WRAP = 18; // letters in one line of a name

function kgWrap(text) {
  const lines = [];
  for (const word of kgShort(text, 72).split(/(?<=-)|\s+/)) {
    const last = lines.at(-1);
    const glue = last && last.endsWith("-") ? "" : " ";
    if (last !== undefined && (last + glue + word).length <= KG_WRAP) lines[lines.length - 1] = last + glue + word;
    else lines.push(word);
  }
  return lines.filter(Boolean).map((line) => kgShort(line, 26)).slice(0, 4);
}

const kgSize = (entity) => Math.round(Math.min(34, 7 + 3 * Math.sqrt(entity.degree || 0)));
const kgLetter = (entity) => Math.round(Math.min(24, 13 + 1.2 * Math.sqrt(entity.degree || 0)));

// How a line bends, so that several between the same two lie side by side.
function kgBend(line) {
  let bend = (line.lane - (line.lanes - 1) / 2) * Math.min(0.22, 1.3 / line.lanes);
  if (line.s > line.o) bend = -bend; // left and right are told from the line's own beginning
  if (Math.abs(bend) < 0.001) return false;
  return { enabled: true, type: bend > 0 ? "curvedCW" : "curvedCCW", roundness: Math.round(Math.abs(bend) * 1000) / 1000 };
}

function kgDraw(app) {
  const box = document.getElementById("network");
  const tip = document.getElementById("tip");
  const nodes = new vis.DataSet();
  const edges = new vis.DataSet();
  const [drawnNodes, drawnEdges] = [new Map(), new Map()]; // as they were handed to the renderer, as text
  const places = new Map(); // IRI → {x, y}
  const opaque = new Map(); // the renderer never sees an IRI: ids of ours, in both directions
  const meant = new Map();
  let placed = ""; // the view that the places belong to
  let shown = { entities: [], drawn: [] };
  let hover = null;
  let lettered = 0;
  let fitted = true;

  function idFor(kind, id) {
    const key = `${kind} ${id}`;
    if (!opaque.has(key)) {
      const short = `${kind === "entity" ? "n" : "e"}${opaque.size}`;
      opaque.set(key, short);
      meant.set(short, { kind, id });
    }
    return opaque.get(key);
  }

  const still = window.matchMedia("(prefers-reduced-motion: reduce)");
  const motion = () => (still.matches ? false : { duration: 300, easingFunction: "easeInOutQuad" });
  const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const face = getComputedStyle(document.body).fontFamily;
  const network = new vis.Network(box, { nodes, edges }, {
    physics: { enabled: false },
    layout: { improvedLayout: false, randomSeed: 1 },
    interaction: { hover: true, keyboard: { enabled: false }, selectConnectedEdges: false, tooltipDelay: 3600000, zoomSpeed: 0.7 },
    nodes: { borderWidth: 1, borderWidthSelected: 3, chosen: { label: false }, labelHighlightBold: false, font: { face, strokeWidth: 4 } },
    edges: {
      selectionWidth: 1.5, hoverWidth: 0.8, arrows: { to: { scaleFactor: 0.5 } }, chosen: { label: false },
      labelHighlightBold: false, font: { face, size: 12, strokeWidth: 4 },
    },
  });

  // --- places --------------------------------------------------------------------------------------------
  function boxOf(id) {
    const entity = app.model.entities.get(id);
    return kgBox(kgSize(entity), kgWrap(entity.label), kgLetter(entity));
  }

  // Places for what the view holds; what stands already stays where it is.
  function place(view) {
    if (view.key !== placed) places.clear();
    const fresh = view.key !== placed;
    placed = view.key;
    const inView = new Set(view.ids);
    const links = [];
    for (const id of view.ids) {
      for (const s of app.model.statementsOf(id)) if (s.s === id && inView.has(s.o)) links.push([s.s, s.o]);
    }
    const known = (id) => {
      const { x, y } = app.model.entities.get(id);
      return Number.isFinite(x) && Number.isFinite(y) ? { x, y } : null;
    };
    for (const [i, group] of view.groups.entries()) {
      const newcomers = group.ids.filter((id) => !places.has(id) && app.model.entities.has(id));
      if (!newcomers.length) continue;
      if (i === 0 && view.home && newcomers.every(known)) newcomers.forEach((id) => places.set(id, known(id)));
      else if (i === 0 && fresh) {
        const found = kgLayout(newcomers.map((id) => ({ id, box: boxOf(id) })), links);
        found.forEach((at, id) => places.set(id, at));
      } else {
        const standing = new Map([...places].filter(([id]) => inView.has(id)).map(([id, at]) => [id, { ...at, box: boxOf(id) }]));
        const found = kgJoin(standing, newcomers.map((id) => ({ id, box: boxOf(id) })), links, group.host);
        found.forEach((at, id) => places.set(id, at));
      }
    }
    for (const id of [...places.keys()]) if (!inView.has(id)) places.delete(id);
  }

  // --- what is lit ---------------------------------------------------------------------------------------
  function lit(mark) {
    if (!mark) return null;
    if (mark.kind === "route") {
      const along = shown.drawn.filter((line) => mark.pairs.has(kgPair(line.s, line.o)));
      return along.length ? { nodes: mark.entities, edges: new Set(along.map((line) => line.id)) } : null;
    }
    const own = mark.kind === "entity" ? shown.drawn.filter((line) => line.s === mark.id || line.o === mark.id)
      : shown.drawn.filter((line) => line.id === mark.id || line.lines.some((l) => l.id === mark.id));
    if (mark.kind !== "entity" && !own.length) return null;
    if (mark.kind === "entity" && !shown.entities.some((entity) => entity.id === mark.id)) return null;
    const ends = own.flatMap((line) => [line.s, line.o]);
    return { nodes: new Set(mark.kind === "entity" ? [mark.id, ...ends] : ends), edges: new Set(own.map((line) => line.id)) };
  }

  function chosen() {
    const sel = app.state.sel;
    if (!sel) return app.route ? { kind: "route", ...app.route } : null; // a path that was asked for (path.js)
    if (sel[0] !== "statement") return { kind: sel[0], id: sel[1] };
    const statement = app.model.statements.get(sel[1].split(" ")[0]);
    return statement ? { kind: "line", id: app.lineOf(statement).id } : null;
  }

  // --- names ---------------------------------------------------------------------------------------------
  const symbol = (entity) => Math.max(kgSize(entity), KG_SMALLEST / network.getScale());
  const wide = (lines, letter) => Math.max(...lines.map((text) => text.length)) * letter * 0.58;

  // Which names to write, and how large: far out, the best connected entities keep a name of legible size,
  // and no name covers another. What stands near is looked for in a grid.
  function letters(light) {
    const scale = network.getScale();
    const cell = 160 / Math.min(1, scale);
    const grid = new Map();
    const cells = (b) => {
      const keys = [];
      for (let i = Math.floor(b[0] / cell); i <= Math.floor(b[1] / cell); i += 1) {
        for (let j = Math.floor(b[2] / cell); j <= Math.floor(b[3] / cell); j += 1) keys.push(`${i} ${j}`);
      }
      return keys;
    };
    const take = (b) => cells(b).forEach((key) => (grid.has(key) ? grid.get(key).push(b) : grid.set(key, [b])));
    const free = (b) => !cells(b).some((key) => (grid.get(key) || []).some((t) => b[0] < t[1] && t[0] < b[1] && b[2] < t[3] && t[2] < b[3]));
    const takeSymbol = (entity) => {
      const { x, y } = places.get(entity.id);
      const half = 0.8 * symbol(entity);
      take([x - half, x + half, y - half, y + half]);
    };
    const named = new Map();
    const order = [...shown.entities].sort((a, b) => (b.degree || 0) - (a.degree || 0));
    const rank = (id) => (light !== null && light.nodes.has(id) ? 0 : 1) + (id === app.state.e ? -2 : 0);
    order.sort((a, b) => rank(a.id) - rank(b.id));
    // The foremost names may lie over the symbols of lesser entities, the others over none.
    order.slice(0, KG_FOREMOST).forEach(takeSymbol);
    for (const [i, entity] of order.entries()) {
      if (i === KG_FOREMOST) order.slice(i).forEach(takeSymbol);
      if (light !== null && order.length > KG_MANY && !light.nodes.has(entity.id)) continue;
      const { x, y } = places.get(entity.id);
      const own = kgLetter(entity);
      const size = symbol(entity);
      const letter = Math.max(own, KG_LEGIBLE / scale);
      const lines = kgWrap(entity.label);
      const width = wide(lines, letter);
      const name = [x - width / 2, x + width / 2, y + size + 1, y + size + 4 + lines.length * letter * 1.2];
      if (letter > own && !free(name)) continue;
      take(name);
      named.set(entity.id, letter);
    }
    return named;
  }

  // --- styles --------------------------------------------------------------------------------------------
  function nodeOf(entity, light, named, colors) {
    const on = light === null || light.nodes.has(entity.id);
    const { x, y } = places.get(entity.id);
    const fill = app.dom.color("classes", entity.class);
    const isFocus = entity.id === app.state.e;
    return {
      id: idFor("entity", entity.id), x, y, hidden: false, opacity: on ? 1 : 0.32,
      shape: (app.config.words.classes[entity.class] || {}).shape || "dot", size: symbol(entity),
      color: {
        background: fill, border: isFocus ? colors.ink : colors.paper,
        highlight: { background: fill, border: colors.ink }, hover: { background: fill, border: colors.ink },
      },
      borderWidth: isFocus ? 3 : 1,
      label: named.has(entity.id) ? kgWrap(entity.label).join("\n") : undefined,
      font: { color: on ? colors.ink : colors.faint, strokeColor: colors.paper, size: named.get(entity.id) || kgLetter(entity) },
    };
  }

  function lineLabel(line) {
    if (line.kind === "pair") return `×${app.dom.number(line.count)}`;
    return app.word("property", line.lines[0].p) + (line.count > 1 ? ` ×${app.dom.number(line.count)}` : "");
  }

  function edgeOf(line, light, mark, labels, colors) {
    const on = light === null || light.edges.has(line.id);
    const first = line.lines[0];
    const style = app.config.words.readings[first.reading] || {};
    const color = line.kind === "pair" ? colors.soft : app.dom.color("readings", first.reading);
    const symmetric = line.kind === "pair" || (app.config.words.properties[first.p] || {}).symmetric;
    const size = Math.max(12, 11 / lettered);
    const thick = Math.max(1, 0.8 / lettered); // far out, lines and their dashes stay visible
    const [from, to] = [places.get(line.s), places.get(line.o)];
    const label = lineLabel(line);
    const length = Math.hypot(from.x - to.x, from.y - to.y) - 2 * KG_WRAP;
    const isMarked = mark && (mark.id === line.id || line.lines.some((l) => l.id === mark.id));
    const tell = line.kind === "pair" || isMarked || (on && labels && length > wide([label], size));
    return {
      id: idFor(line.kind, line.id), from: idFor("entity", line.s), to: idFor("entity", line.o),
      arrows: { to: { enabled: !symmetric, scaleFactor: 0.5 } }, dashes: line.kind === "line" && style.dash ? style.dash.map((n) => n * thick) : false,
      width: thick * (Math.min(5, 1.3 + 0.7 * Math.log2(line.count)) + (isMarked ? 1.2 : 0)),
      smooth: line.s === line.o ? false : kgBend(line) || { enabled: false },
      selfReference: { size: 18 + 9 * line.lane, angle: Math.PI / 4, renderBehindTheNode: true },
      color: { color, highlight: color, hover: color, opacity: on ? 0.9 : 0.16 },
      label: tell ? label : undefined,
      font: { size, color: on ? colors.ink : colors.faint, background: tell ? colors.paper : "rgba(0,0,0,0)", strokeWidth: 0, align: "horizontal" },
    };
  }

  // --- drawing -------------------------------------------------------------------------------------------
  // Only what is another than before is handed on: the renderer measures anew whatever it is given.
  function sync(set, given, wanted) {
    const fresh = new Map(wanted.map((item) => [item.id, JSON.stringify(item)]));
    const gone = [...given.keys()].filter((id) => !fresh.has(id));
    const changed = wanted.filter((item) => given.get(item.id) !== fresh.get(item.id));
    for (const item of changed) {
      if (item.label === undefined && given.has(item.id)) item.label = KG_BLANK;
    }
    if (gone.length) set.remove(gone);
    if (changed.length) set.update(changed);
    given.clear();
    fresh.forEach((text, id) => given.set(id, text));
  }

  function redraw() {
    lettered = network.getScale();
    const mark = hover || chosen();
    const light = !hover && mark && mark.kind === "entity" && mark.id === app.state.e ? null : lit(mark);
    const colors = { ink: css("--ink"), soft: css("--soft"), faint: css("--faint"), paper: css("--paper") };
    const named = letters(light);
    const labels = (light === null ? shown.drawn.length : light.edges.size) <= KG_MANY;
    const wantedEdges = shown.drawn.map((line) => edgeOf(line, light, mark, labels, colors));
    const keep = new Set(wantedEdges.map((item) => item.id));
    const gone = [...drawnEdges.keys()].filter((id) => !keep.has(id)); // before the nodes that they hang on
    if (gone.length) edges.remove(gone);
    gone.forEach((id) => drawnEdges.delete(id));
    sync(nodes, drawnNodes, shown.entities.map((entity) => nodeOf(entity, light, named, colors)));
    sync(edges, drawnEdges, wantedEdges);
    mirror();
  }

  function mirror() {
    const mark = chosen();
    if (!mark || mark.kind === "route") return network.unselectAll();
    if (mark.kind === "entity") {
      const id = idFor("entity", mark.id);
      return nodes.get(id) ? network.selectNodes([id], false) : network.unselectAll();
    }
    const line = shown.drawn.find((one) => one.id === mark.id || one.lines.some((l) => l.id === mark.id));
    if (!line) return network.unselectAll();
    return network.setSelection({ nodes: [], edges: [idFor(line.kind, line.id)] }, { highlightEdges: false });
  }

  function update(view, visible) {
    const changed = view.key !== placed || shown.entities.length === 0;
    const before = new Set(places.keys());
    place(view);
    shown = { entities: visible.entities, drawn: kgDrawn(visible.lines, app.state.fan) };
    if (changed) fit(false);
    else if (fitted && shown.entities.some(({ id }) => !before.has(id) && !inSight(id))) fit();
    redraw();
  }

  function inSight(id) {
    const { x, y } = network.canvasToDOM(places.get(id));
    return x > 20 && y > 20 && x < box.clientWidth - 20 && y < box.clientHeight - 60;
  }

  // Zoom and middle at which all that is shown can be seen: known before anything is drawn.
  function fit(animate = true) {
    const [width, height] = [box.clientWidth, box.clientHeight];
    fitted = width > 0 && height > 0;
    if (!fitted || !shown.entities.length) return;
    const edge = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
    for (const { id } of shown.entities) {
      const { x, y } = places.get(id);
      const { half, up, down } = boxOf(id);
      Object.assign(edge, {
        left: Math.min(edge.left, x - half), right: Math.max(edge.right, x + half),
        top: Math.min(edge.top, y - up), bottom: Math.max(edge.bottom, y + down),
      });
    }
    const scale = Math.max(0.02, Math.min(KG_NEAREST, (width - 24) / (edge.right - edge.left), (height - 84) / (edge.bottom - edge.top)));
    // The buttons lie over the lower edge: the middle is that of what is free above them.
    const position = { x: (edge.left + edge.right) / 2, y: (edge.top + edge.bottom) / 2 + 22 / scale };
    network.moveTo({ position, scale, animation: animate ? motion() : false });
  }

  // Brings an entity into sight if it is out of it; the zoom stays, so that nothing jumps.
  function see(id) {
    const at = places.get(id);
    if (!at || !box.clientWidth) return;
    if (inSight(id)) return;
    network.moveTo({ position: at, animation: motion() });
  }

  // --- the pointer ---------------------------------------------------------------------------------------
  let waiting = 0;
  function point(mark, at) {
    clearTimeout(waiting);
    box.classList.toggle("pointing", Boolean(mark));
    showTip(mark, at);
    waiting = setTimeout(() => {
      if ((hover && hover.id) === (mark && mark.id)) return;
      hover = mark;
      redraw();
    }, 140);
  }

  function showTip(mark, at) {
    tip.hidden = !mark;
    if (!mark) return;
    const line = mark.kind === "entity" ? null : shown.drawn.find((one) => one.id === mark.id);
    const rows = line ? line.lines.slice(0, 6).map(tipLine) : tipEntity(app.model.entities.get(mark.id));
    if (line && line.lines.length > 6) rows.push(kgMake("p", { class: "more", text: app.t("and-more", { n: line.lines.length - 6 }) }));
    tip.replaceChildren(...rows);
    const left = Math.max(4, Math.min(at.x + 14, box.clientWidth - tip.offsetWidth - 4));
    const top = at.y + 18 + tip.offsetHeight > box.clientHeight ? at.y - tip.offsetHeight - 10 : at.y + 18;
    tip.style.transform = `translate(${Math.round(left)}px, ${Math.round(Math.max(4, top))}px)`;
  }

  function tipLine(line) {
    const name = (id) => kgShort((app.model.entities.get(id) || { label: kgLocal(id) }).label, 40);
    const count = line.statements.length;
    return kgMake("p", {}, app.dom.stroke(line.reading), ` ${name(line.s)} `, kgMake("b", { text: app.word("property", line.p) }),
      ` ${name(line.o)}`, kgMake("span", { class: "more", text: ` ${app.word("reading", line.reading)} · ${app.t("statements", { n: count })}` }));
  }

  function tipEntity(entity) {
    return [kgMake("p", {}, kgMake("b", { text: kgShort(entity.label, 120) })),
      kgMake("p", { class: "more", text: `${app.word("class", entity.class)} · ${app.t("statements", { n: entity.degree })}` })];
  }

  network.on("hoverNode", (event) => point(meant.get(event.node), event.pointer.DOM));
  network.on("hoverEdge", (event) => point(meant.get(event.edge), event.pointer.DOM));
  network.on("blurNode", () => point(null));
  network.on("blurEdge", () => point(null));
  network.on("dragStart", () => showTip(null));
  network.on("dragEnd", (event) => {
    for (const id of event.nodes) places.set(meant.get(id).id, network.getPositions([id])[id]);
  });
  network.on("click", (event) => {
    showTip(null);
    const found = meant.get(event.nodes[0] ?? event.edges[0]);
    if (found) app.select(found.kind, found.id);
    else app.select("");
  });
  network.on("doubleClick", (event) => {
    if (!event.nodes.length) return;
    const { id } = meant.get(event.nodes[0]);
    if (app.isExpanded(id) || !app.hidden(id)) app.collapse(id);
    else app.expand(id);
  });
  let later = 0;
  network.on("afterDrawing", () => {
    if (later || Math.abs(Math.log(network.getScale() / lettered)) < 0.08) return;
    later = setTimeout(() => {
      later = 0;
      redraw();
    }, 80);
  });
  network.on("resize", () => {
    if (!fitted && box.clientWidth > 0) wake();
  });

  const zoom = (factor) => network.moveTo({ scale: Math.min(4, Math.max(0.05, network.getScale() * factor)), animation: motion() });
  document.getElementById("zoom-in").addEventListener("click", () => zoom(1.4));
  document.getElementById("zoom-out").addEventListener("click", () => zoom(1 / 1.4));
  document.getElementById("fit").addEventListener("click", () => fit());

  // The drawing was hidden and may have been drawn with no room at all.
  function wake() {
    if (fitted) return redraw();
    return setTimeout(() => {
      fit(false);
      redraw();
    }, 0);
  }

  return { network, update, redraw, fit, see, wake, places, idFor };
}
