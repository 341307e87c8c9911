"use strict";
// The drawing: hands entities and lines to the renderer, answers the pointer, keeps names legible at every zoom.

const KG_MANY = 30; // more names of lines than this, or of entities in the background, hide each other
const KG_NEAR = 0.75; // from this zoom on the names of all lines are written that have room
const KG_BLANK = " "; // the renderer goes on drawing the old name of an entity when it is given none
const KG_NEAREST = 1.1; // the zoom at which few entities are shown

function kgDraw(app) {
  const box = document.getElementById("network");
  const nodes = new vis.DataSet();
  const edges = new vis.DataSet();
  const [drawnNodes, drawnEdges] = [new Map(), new Map()]; // as they were handed to the renderer, as text
  const { places, boxOf, settle } = kgPlaces(app);
  const opaque = new Map(); // the renderer never sees an IRI: ids of ours, in both directions
  const meant = new Map();
  let shown = { entities: [], drawn: [] };
  let hover = null;
  let lettered = 0;
  let fitted = true;
  let named = { entities: new Map(), lines: [] };

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
  const measure = kgMeasure(face);
  const lineById = (id) => shown.drawn.find((one) => one.id === id);
  const isLine = (line, id) => line.id === id || line.lines.some((l) => l.id === id);
  const tip = kgTip(app, box, lineById);
  const network = new vis.Network(box, { nodes, edges }, {
    physics: { enabled: false },
    layout: { improvedLayout: false, randomSeed: 1 },
    interaction: { hover: true, keyboard: { enabled: false }, selectConnectedEdges: false, tooltipDelay: 3600000, zoomSpeed: 0.7 },
    nodes: { borderWidth: 1, borderWidthSelected: 3, chosen: { label: false }, labelHighlightBold: false, font: { face, strokeWidth: 4 } },
    edges: {
      selectionWidth: 1.5, hoverWidth: 0.8, arrows: { to: { scaleFactor: 0.5 } },
    },
  });

  // --- what is lit ---------------------------------------------------------------------------------------
  function lit(mark) {
    if (!mark) return null;
    if (mark.kind === "route") {
      const along = shown.drawn.filter((line) => mark.pairs.has(kgPair(line.s, line.o)));
      return along.length ? { nodes: mark.entities, edges: new Set(along.map((line) => line.id)) } : null;
    }
    const own = mark.kind === "entity" ? shown.drawn.filter((line) => line.s === mark.id || line.o === mark.id)
      : shown.drawn.filter((line) => isLine(line, mark.id));
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
  const symbol = (entity) => Math.max(kgSize(entity), KG_SMALLEST / lettered);

  // Names of entities first: those of lines fill what room they leave.
  function name(light, mark) {
    const sizeOf = new Map(shown.entities.map((entity) => [entity.id, symbol(entity)]));
    const ground = kgGround(160 / Math.min(1, lettered));
    const entities = kgEntityNames(shown.entities, {
      scale: lettered, places, sizeOf, light: light && light.nodes, first: app.state.e, sparse: shown.entities.length > KG_MANY, ground, measure,
    });
    const told = shown.drawn.filter((line) => light === null || light.edges.has(line.id));
    const all = told.length <= KG_MANY || lettered >= KG_NEAR;
    const lines = told.map((line) => ({ line, text: lineName(line), must: Boolean(mark) && mark.kind === "line" && isLine(line, mark.id) }))
      .filter(({ line, must }) => all || must || line.kind === "pair");
    named = { entities, lines: kgLineNames(lines, { all: shown.drawn, scale: lettered, places, sizeOf, ground, measure }) };
  }

  function lineName(line) {
    if (line.kind === "pair") return `×${app.dom.number(line.count)}`;
    return app.word("property", line.lines[0].p) + (line.count > 1 ? ` ×${app.dom.number(line.count)}` : "");
  }

  // Not left to the renderer, which writes every name in the middle of its line. Where an entity is dragged, they follow.
  function write(pen) {
    const [ink, paper] = [css("--ink"), css("--paper")];
    for (const { line, text, part, size, width } of named.lines) {
      const edge = network.body.edges[idFor(line.kind, line.id)];
      if (!edge || !edge.connected) continue;
      const { x, y } = kgAlong(line, edge.from, edge.to, part, edge.from.options.size);
      kgWrite(pen, { text, x, y, width, size, face, ink, paper });
    }
  }

  // --- styles --------------------------------------------------------------------------------------------
  function nodeOf(entity, light, colors) {
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
      label: named.entities.has(entity.id) ? kgWrap(entity.label).join("\n") : undefined,
      font: { color: on ? colors.ink : colors.faint, strokeColor: colors.paper, size: named.entities.get(entity.id) || kgLetter(entity) },
    };
  }

  function edgeOf(line, light, mark, colors) {
    const on = light === null || light.edges.has(line.id);
    const first = line.lines[0];
    const look = kgLook(line.lines);
    const { dash } = app.config.words.readings[look] || {};
    const color = app.dom.color("readings", look);
    const symmetric = line.kind === "pair" || (app.config.words.properties[first.p] || {}).symmetric;
    const thick = Math.max(1, 0.8 / lettered); // far out, lines and their dashes stay visible
    const isMarked = mark && (mark.id === line.id || line.lines.some((l) => l.id === mark.id));
    return {
      id: idFor(line.kind, line.id), from: idFor("entity", line.s), to: idFor("entity", line.o),
      arrows: { to: { enabled: !symmetric, scaleFactor: 0.5 } }, dashes: dash ? dash.map((n) => n * thick) : false,
      width: thick * (Math.min(5, 1.3 + 0.7 * Math.log2(line.count)) + (isMarked ? 1.2 : 0)),
      smooth: line.s === line.o ? false : kgBend(line) || { enabled: false },
      selfReference: { size: kgLoop(line), angle: Math.PI / 4, renderBehindTheNode: true },
      color: { color, highlight: color, hover: color, opacity: on ? 0.9 : 0.16 },
    };
  }

  // --- drawing -------------------------------------------------------------------------------------------
  // Only what is another than before is handed on: the renderer measures anew whatever it is given.
  function sync(set, given, wanted) {
    const fresh = new Map(wanted.map((item) => [item.id, JSON.stringify(item)]));
    const gone = [...given.keys()].filter((id) => !fresh.has(id));
    const changed = wanted.filter((item) => given.get(item.id) !== fresh.get(item.id));
    for (const item of changed) {
      if (set === nodes && item.label === undefined && given.has(item.id)) item.label = KG_BLANK;
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
    const colors = { ink: css("--ink"), faint: css("--faint"), paper: css("--paper") };
    name(light, mark);
    const wantedEdges = shown.drawn.map((line) => edgeOf(line, light, mark, colors));
    const keep = new Set(wantedEdges.map((item) => item.id));
    const gone = [...drawnEdges.keys()].filter((id) => !keep.has(id)); // before the nodes that they hang on
    if (gone.length) edges.remove(gone);
    gone.forEach((id) => drawnEdges.delete(id));
    sync(nodes, drawnNodes, shown.entities.map((entity) => nodeOf(entity, light, colors)));
    sync(edges, drawnEdges, wantedEdges);
    mirror();
    network.redraw(); // the names of lines are none of the renderer's data
  }

  function mirror() {
    const mark = chosen();
    if (!mark || mark.kind === "route") return network.unselectAll();
    if (mark.kind === "entity") {
      const id = idFor("entity", mark.id);
      return nodes.get(id) ? network.selectNodes([id], false) : network.unselectAll();
    }
    const line = shown.drawn.find((one) => isLine(one, mark.id));
    if (!line) return network.unselectAll();
    return network.setSelection({ nodes: [], edges: [idFor(line.kind, line.id)] }, { highlightEdges: false });
  }

  function update(view, visible) {
    const before = new Set(places.keys());
    const changed = settle(view) || shown.entities.length === 0;
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
    tip.show(mark, at);
    waiting = setTimeout(() => {
      if ((hover && hover.id) === (mark && mark.id)) return;
      hover = mark;
      redraw();
    }, 140);
  }

  network.on("hoverNode", (event) => point(meant.get(event.node), event.pointer.DOM));
  network.on("hoverEdge", (event) => point(meant.get(event.edge), event.pointer.DOM));
  network.on("blurNode", () => point(null));
  network.on("blurEdge", () => point(null));
  box.addEventListener("pointerleave", () => point(null)); // of this the renderer says nothing
  network.on("dragStart", () => tip.show(null));
  network.on("dragEnd", (event) => {
    for (const id of event.nodes) places.set(meant.get(id).id, network.getPositions([id])[id]);
    if (event.nodes.length) redraw();
  });
  network.on("click", (event) => {
    tip.show(null);
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
  network.on("afterDrawing", (pen) => {
    write(pen);
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

  return { network, update, redraw, fit, see, wake, places, idFor, names: () => named };
}
