// Draws the page's graph and answers clicks. All text of articles goes in by textContent, never as HTML.
(() => {
  const view = JSON.parse(document.getElementById("view").textContent);
  const drawing = JSON.parse(document.getElementById("drawing").textContent);
  const byId = (id) => document.getElementById(id);
  const nodes = new Map(view.nodes.map((node) => [node.id, node]));
  const edges = new Map(view.edges.map((edge) => [edge.id, edge]));
  const classes = new Map(view.classes.map((cls) => [cls.name, cls]));
  const readings = new Map(view.readings.map((reading) => [reading.name, reading]));
  const edgesOf = new Map(view.nodes.map((node) => [node.id, []]));
  for (const edge of view.edges) {
    edgesOf.get(edge.source).push(edge);
    if (edge.target !== edge.source) edgesOf.get(edge.target).push(edge);
  }
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const { make, swatch, line, counted, nodePanel, edgePanel, hintPanel } =
    kgPanel({ view, nodes, edgesOf, classes, readings }, toldFacts, select);
  const state = { offClasses: new Set(), offReadings: new Set(), node: null, edge: null, near: false, query: "" };
  const NARROW = 720; // pixels; as in the style sheet
  const LEGIBLE = 11.5; // pixels on the screen
  const SMALLEST = 4.5; // pixels, half a symbol's width
  const BLANK = " "; // the renderer goes on drawing the old name of an edge when it is given an empty one
  const MANY_LABELS = 30; // more than so many names of edges, or of nodes in the background, hide each other

  // --- what is visible -----------------------------------------------------------------------------------
  function toldFacts(edge) {
    return edge.facts.filter((fact) => !state.offReadings.has(fact.reading));
  }

  function visible() {
    const told = view.edges.filter((edge) => toldFacts(edge).length);
    const linked = new Set(told.flatMap((edge) => [edge.source, edge.target]));
    const center = state.near ? state.node : null;
    const around = new Set([center]);
    for (const edge of told) {
      if (edge.source === center) around.add(edge.target);
      if (edge.target === center) around.add(edge.source);
    }
    const shownNodes = new Set();
    for (const node of view.nodes) {
      if (state.offClasses.has(node.cls)) continue;
      if (center !== null && !around.has(node.id)) continue;
      if (linked.has(node.id) || !edgesOf.get(node.id).length) shownNodes.add(node.id);
    }
    const shownEdges = told.filter((edge) => shownNodes.has(edge.source) && shownNodes.has(edge.target));
    return { shownNodes, shownEdges: new Set(shownEdges.map((edge) => edge.id)) };
  }

  // --- the drawing ---------------------------------------------------------------------------------------
  const drawn = new Map(drawing.nodes.map((node) => [node.id, { ...node }]));
  const nodeSet = new vis.DataSet(drawing.nodes);
  const edgeSet = new vis.DataSet(drawing.edges);
  const network = new vis.Network(byId("network"), { nodes: nodeSet, edges: edgeSet }, drawing.options);
  const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const animation = still ? false : { duration: 350, easingFunction: "easeInOutQuad" };

  function lit(shownEdges) {
    if (state.edge !== null) {
      const edge = edges.get(state.edge);
      return { litNodes: new Set([edge.source, edge.target]), litEdges: new Set([edge.id]) };
    }
    if (state.node === null) return null;
    const own = edgesOf.get(state.node).filter((edge) => shownEdges.has(edge.id));
    const litNodes = new Set([state.node, ...own.flatMap((edge) => [edge.source, edge.target])]);
    return { litNodes, litEdges: new Set(own.map((edge) => edge.id)) };
  }

  const wide = (label, letter) => Math.max(...label.split("\n").map((text) => text.length)) * letter * 0.58;

  // Which names to write, and how large: far out, the best connected entities keep a name of legible size,
  // and no name covers another.
  function letters(shownNodes, light) {
    const scale = network.getScale();
    const taken = [];
    const named = new Map();
    const order = view.nodes.filter((node) => shownNodes.has(node.id));
    if (light !== null) order.sort((a, b) => light.litNodes.has(b.id) - light.litNodes.has(a.id));
    for (const node of order) {
      if (light !== null && order.length > MANY_LABELS && !light.litNodes.has(node.id)) continue;
      const { x, y, size, label, font } = drawn.get(node.id);
      const letter = Math.max(font.size, LEGIBLE / scale);
      const lines = label.split("\n");
      const width = wide(label, letter);
      const [left, right, top] = [x - width / 2, x + width / 2, y + size * 0.6];
      const bottom = y + size + lines.length * letter * 1.2;
      const covered = letter > font.size
        && taken.some((box) => left < box[1] && box[0] < right && top < box[3] && box[2] < bottom);
      if (covered) continue;
      taken.push([left, right, top, bottom], [x - size, x + size, y - size, y + size]);
      named.set(node.id, letter);
    }
    return named;
  }

  let lettered = 0;
  let waiting = 0;
  network.on("afterDrawing", () => {
    const scale = network.getScale();
    if (Math.abs(Math.log(scale / lettered)) < 0.08 || waiting) return;
    waiting = setTimeout(() => { waiting = 0; redraw(); }, 80);
  });

  function redraw() {
    lettered = network.getScale();
    const { shownNodes, shownEdges } = visible();
    const light = lit(shownEdges);
    const labelled = light === null ? shownEdges : light.litEdges;
    const label = labelled.size <= MANY_LABELS;
    const named = letters(shownNodes, light);
    nodeSet.update(view.nodes.map((node) => {
      const on = light === null || light.litNodes.has(node.id);
      return {
        id: node.id, hidden: !shownNodes.has(node.id), opacity: on ? 1 : 0.18,
        size: Math.max(drawn.get(node.id).size, SMALLEST / lettered),
        font: { color: on ? "#1b2430" : "#c4cad2", size: named.get(node.id) || drawn.get(node.id).font.size },
        label: named.has(node.id) ? drawn.get(node.id).label : undefined,
      };
    }));
    const edgeFont = { size: Math.max(12, 11 / lettered) };
    const room = (edge) => {
      const [from, to] = [drawn.get(edge.source), drawn.get(edge.target)];
      return Math.hypot(from.x - to.x, from.y - to.y) - from.size - to.size > wide(edge.label, edgeFont.size);
    };
    edgeSet.update(view.edges.map((edge) => {
      const on = light === null || light.litEdges.has(edge.id);
      const told = toldFacts(edge);
      const style = readings.get((told[0] || edge.facts[0]).reading);
      return {
        id: edge.id, hidden: !shownEdges.has(edge.id), dashes: style.dash || false,
        color: { color: style.color, highlight: style.color, hover: style.color, opacity: on ? 0.85 : 0.08 },
        label: edge.id === state.edge || (on && label && room(edge)) ? edge.label : BLANK, font: edgeFont,
      };
    }));
    showList(shownNodes);
    byId("near").disabled = state.node === null;
    byId("near").setAttribute("aria-pressed", String(state.near));
  }

  // --- the list ------------------------------------------------------------------------------------------
  const rows = new Map(view.nodes.map((node) => {
    const button = make("button", { type: "button", click: () => select("node", node.id) }, swatch(node.cls),
      make("span", { text: node.label }),
      make("span", { class: "count", text: node.degree, title: counted(node.degree, "Aussage", "Aussagen") }));
    return [node.id, make("li", { "data-node": node.id }, button)];
  }));
  const folded = new Map(view.nodes.map((node) => [node.id, fold(node.label)]));

  function showList(shownNodes) {
    const query = fold(state.query.trim());
    const hits = view.nodes.filter((node) => shownNodes.has(node.id) && folded.get(node.id).includes(query));
    if (query) hits.sort((a, b) => folded.get(b.id).startsWith(query) - folded.get(a.id).startsWith(query));
    const items = hits.map((node) => rows.get(node.id));
    byId("list").replaceChildren(...(items.length ? items : [make("li", { class: "none", text: "Nichts gefunden." })]));
    byId("shown").textContent = `(${hits.length})`;
    for (const [id, row] of rows) row.firstChild.setAttribute("aria-current", String(id === state.node));
    return hits;
  }

  // --- the panel -----------------------------------------------------------------------------------------
  function showPanel() {
    const parts = state.edge !== null ? edgePanel(edges.get(state.edge))
      : state.node !== null ? nodePanel(nodes.get(state.node)) : hintPanel();
    byId("details").replaceChildren(...parts.filter((part) => part !== null));
    byId("details").scrollTop = 0;
    const heading = byId("details").querySelector("h2");
    byId("spoken").textContent = heading ? heading.textContent : "";
  }

  // --- choosing ------------------------------------------------------------------------------------------
  function select(kind, id, move = true) {
    state.node = kind === "node" ? id : null;
    state.edge = kind === "edge" ? id : null;
    if (kind !== "node") state.near = false;
    redraw();
    showPanel();
    if (kind === "node") network.selectNodes([id], false);
    else if (kind === "edge") network.setSelection({ nodes: [], edges: [id] }, { highlightEdges: false });
    else network.unselectAll();
    if (kind !== "node") return;
    const row = rows.get(id);
    const list = byId("list");
    const top = row.offsetTop - list.offsetTop;
    if (row.isConnected && (top < list.scrollTop || top + row.offsetHeight > list.scrollTop + list.clientHeight)) {
      list.scrollTop = top - list.clientHeight / 2;
    }
    if (move) {
      if (window.innerWidth <= NARROW) byId("network").scrollIntoView({ block: "start" });
      const around = [...new Set([id, ...edgesOf.get(id).flatMap((edge) => [edge.source, edge.target])])];
      const { shownNodes } = visible();
      network.fit({ nodes: around.filter((near) => shownNodes.has(near)), maxZoomLevel: 1.1, animation });
    }
  }

  network.on("click", (event) => {
    if (event.nodes.length) select("node", event.nodes[0], false);
    else if (event.edges.length) select("edge", event.edges[0], false);
    else select(null, null);
  });
  network.on("hoverNode", () => { byId("network").style.cursor = "pointer"; });
  network.on("hoverEdge", () => { byId("network").style.cursor = "pointer"; });
  network.on("blurNode", () => { byId("network").style.cursor = ""; });
  network.on("blurEdge", () => { byId("network").style.cursor = ""; });

  function zoom(factor) {
    network.moveTo({ scale: Math.min(4, Math.max(0.05, network.getScale() * factor)), animation });
  }

  function showAll() {
    network.fit({ nodes: [...visible().shownNodes], maxZoomLevel: 1.3, animation });
  }

  byId("zoom-in").addEventListener("click", () => zoom(1.4));
  byId("zoom-out").addEventListener("click", () => zoom(1 / 1.4));
  byId("fit").addEventListener("click", showAll);
  byId("near").addEventListener("click", () => {
    state.near = !state.near;
    redraw();
    showAll();
  });
  byId("search").addEventListener("input", (event) => {
    state.query = event.target.value;
    showList(visible().shownNodes);
  });
  byId("search").addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !state.query.trim()) return;
    const first = showList(visible().shownNodes)[0];
    if (first) select("node", first.id);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && event.target !== byId("search")) select(null, null);
  });

  // --- legend and filters in one -------------------------------------------------------------------------
  function check(box, off, name, sign, text, count) {
    const input = make("input", { type: "checkbox", "data-filter": name });
    input.checked = true;
    input.addEventListener("change", () => {
      if (input.checked) off.delete(name);
      else off.add(name);
      redraw();
      showPanel();
    });
    box.append(make("label", {}, input, sign, make("span", { text }), make("span", { class: "count", text: count })));
  }

  for (const cls of view.classes) {
    const count = view.nodes.filter((node) => node.cls === cls.name).length;
    check(byId("classes"), state.offClasses, cls.name, swatch(cls.name), cls.plural, count);
  }
  for (const reading of view.readings) {
    const count = view.edges.flatMap((edge) => edge.facts).filter((fact) => fact.reading === reading.name).length;
    if (count) check(byId("readings"), state.offReadings, reading.name, line(reading), reading.german, count);
  }
  if (window.innerWidth <= NARROW) for (const box of document.querySelectorAll(".filters")) box.open = false;

  redraw();
  showPanel();
  network.fit({ maxZoomLevel: 1.3, animation: false });
  if (view.focus) select("node", view.focus, false);
  window.kgPage = { network, select, state, visible };
})();
