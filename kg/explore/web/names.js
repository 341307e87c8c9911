"use strict";
// Names in the drawing: how they are cut, and which of them have room, at whatever zoom. None covers another.

const KG_LEGIBLE = 11.5; // pixels on the screen
const KG_SMALLEST = 4.5; // pixels, half a symbol's width
const KG_FOREMOST = 14; // names of entities that have to be there at every zoom
const KG_WRAP = 18; // letters in one line of a name
const KG_COVERED = 0.6; // how much of a line names may hide: one that is hidden tells nothing. Of more than two parallel lines half
const KG_CROSSED = 1; // over so many other lines a name may lie: over more, none can tell which it belongs to

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

// How wide a text is in letters of a size, in the size's unit. Each text is measured once.
function kgMeasure(face) {
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = `100px ${face}`;
  const known = new Map();
  return (text, size) => {
    if (!known.has(text)) known.set(text, pen.measureText(text).width / 100);
    return known.get(text) * size;
  };
}

// --- where a line runs -----------------------------------------------------------------------------------
// How a line bends, so that several between the same two lie side by side.
function kgBend(line) {
  let bend = (line.lane - (line.lanes - 1) / 2) * Math.min(0.22, 1.3 / line.lanes);
  if (line.s > line.o) bend = -bend; // left and right are told from the line's own beginning
  if (Math.abs(bend) < 0.001) return false;
  return { enabled: true, type: bend > 0 ? "curvedCW" : "curvedCCW", roundness: Math.round(Math.abs(bend) * 1000) / 1000 };
}

// The radius of a line that leads from an entity to itself.
const kgLoop = (line) => 18 + 9 * line.lane;

// The point at a part (0–1) of a line, as the renderer draws it; `symbol`: half the width of the symbol it begins at.
function kgAlong(line, from, to, part, symbol) {
  if (line.s === line.o) {
    const far = (symbol + 2 * kgLoop(line)) * Math.SQRT1_2;
    return { x: from.x + far, y: from.y - far };
  }
  const bend = kgBend(line);
  if (!bend) return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
  const side = bend.type === "curvedCW" ? 1 : -1;
  const [dx, dy] = [to.x - from.x, from.y - to.y];
  const angle = Math.atan2(dy, dx) + (0.5 + side * 0.5 * bend.roundness) * Math.PI;
  const reach = (0.5 + 0.5 * bend.roundness) * Math.hypot(dx, dy);
  const via = { x: from.x + reach * Math.sin(angle), y: from.y + reach * Math.cos(angle) };
  const mix = (axis) => (1 - part) ** 2 * from[axis] + 2 * part * (1 - part) * via[axis] + part ** 2 * to[axis];
  return { x: mix("x"), y: mix("y") };
}

// --- room ------------------------------------------------------------------------------------------------
// What is taken, as boxes [left, right, top, bottom]. What stands near is looked for in a grid of such cells.
function kgGround(cell) {
  const grid = new Map();
  const cells = (b) => {
    const keys = [];
    for (let i = Math.floor(b[0] / cell); i <= Math.floor(b[1] / cell); i += 1) {
      for (let j = Math.floor(b[2] / cell); j <= Math.floor(b[3] / cell); j += 1) keys.push(`${i} ${j}`);
    }
    return keys;
  };
  return {
    take: (b) => cells(b).forEach((key) => (grid.has(key) ? grid.get(key).push(b) : grid.set(key, [b]))),
    free: (b) => !cells(b).some((key) => (grid.get(key) || []).some((t) => b[0] < t[1] && t[0] < b[1] && b[2] < t[3] && t[2] < b[3])),
  };
}

// Which names of entities to write, and how large: far out, the best connected keep a name of legible size.
// Gives Map: IRI → size of the letters. `light`: the lit entities or null; `sparse`: only these get a name.
function kgEntityNames(entities, { scale, places, sizeOf, light, first, sparse, ground, measure }) {
  const takeSymbol = ({ id }) => {
    const { x, y } = places.get(id);
    const half = 0.8 * sizeOf.get(id);
    ground.take([x - half, x + half, y - half, y + half]);
  };
  const named = new Map();
  const rank = ({ id }) => (light !== null && light.has(id) ? 0 : 1) + (id === first ? -2 : 0);
  const order = [...entities].sort((a, b) => rank(a) - rank(b) || (b.degree || 0) - (a.degree || 0));
  // The foremost names may lie over the symbols of lesser entities, the others over none.
  order.slice(0, KG_FOREMOST).forEach(takeSymbol);
  for (const [i, entity] of order.entries()) {
    if (i === KG_FOREMOST) order.slice(i).forEach(takeSymbol);
    if (light !== null && sparse && !light.has(entity.id)) continue;
    const { x, y } = places.get(entity.id);
    const own = kgLetter(entity);
    const letter = Math.max(own, KG_LEGIBLE / scale);
    const lines = kgWrap(entity.label);
    const half = Math.max(0, ...lines.map((text) => measure(text, letter))) / 2 + 2;
    const top = y + sizeOf.get(entity.id);
    const box = [x - half, x + half, top + 1, top + 8 + lines.length * letter * 1.2];
    if (letter > own && !ground.free(box)) continue;
    ground.take(box);
    named.set(entity.id, letter);
  }
  return named;
}

// Where lines run, in cells of a size: `others(box, id)` tells how many lines but that one pass through a box.
function kgTracks(lines, places, cell) {
  const grid = new Map();
  lines.forEach((line) => {
    const [from, to] = [places.get(line.s), places.get(line.o)];
    const steps = Math.ceil((1.2 * Math.hypot(to.x - from.x, to.y - from.y)) / cell) + 1;
    for (let i = 0; i <= steps; i += 1) {
      const { x, y } = kgAlong(line, from, to, i / steps, cell);
      const key = `${Math.floor(x / cell)} ${Math.floor(y / cell)}`;
      if (grid.has(key)) grid.get(key).add(line.id);
      else grid.set(key, new Set([line.id]));
    }
  });
  return (b, id) => {
    const found = new Set();
    for (let i = Math.floor(b[0] / cell); i <= Math.floor(b[1] / cell); i += 1) {
      for (let j = Math.floor(b[2] / cell); j <= Math.floor(b[3] / cell); j += 1) (grid.get(`${i} ${j}`) || []).forEach((one) => found.add(one));
    }
    return found.size - found.has(id);
  };
}

// Which names of lines to write and where: `wanted` [{line, text, must}], `must` of one that is written in any case; `all`
// the lines that are drawn. Gives [{line, text, part, size, width, box}]; `part` (0–1): how far along its line a name stands.
function kgLineNames(wanted, { all, scale, places, sizeOf, ground, measure }) {
  if (!wanted.length) return [];
  const size = Math.max(12 / Math.sqrt(Math.max(1, scale)), KG_LEGIBLE / scale); // nearer by, more of them have room
  const others = kgTracks(all, places, 1.3 * size);
  const covered = new Map(); // how much of what lies between two entities names hide
  const rank = ({ line, must }) => (must ? 0 : line.kind === "pair" ? 1 : 2);
  const order = [...wanted].sort((a, b) => rank(a) - rank(b) || b.line.count - a.line.count || (a.line.id < b.line.id ? -1 : 1));
  const found = [];
  for (const { line, text, must } of order) {
    const [from, to] = [places.get(line.s), places.get(line.o)];
    const width = measure(text, size) + 0.5 * size;
    const pair = kgPair(line.s, line.o);
    const hidden = (covered.get(pair) || 0) + kgHides(line, from, to, sizeOf, width, 1.3 * size);
    if (!must && hidden > KG_COVERED / (line.lanes > 2 ? 2 : 1)) continue;
    const spots = kgSpots(line).map((part) => {
      const { x, y } = kgAlong(line, from, to, part, sizeOf.get(line.s));
      return { part, box: [x - width / 2, x + width / 2, y - 0.65 * size, y + 0.65 * size] };
    });
    const most = line.kind === "pair" || must ? Infinity : Math.max(KG_CROSSED, line.lanes - 1);
    const free = spots.filter(({ box }) => ground.free(box)).map((spot) => ({ ...spot, crossed: others(spot.box, line.id) }));
    const spot = free.filter(({ crossed }) => crossed <= most).sort((a, b) => a.crossed - b.crossed)[0] || (must && spots[0]);
    if (!spot) continue;
    covered.set(pair, hidden);
    ground.take(spot.box);
    found.push({ line, text, size, width, part: spot.part, box: spot.box });
  }
  return found;
}

// Where along its line a name may stand, the best first: parallel lines, which lie closest in their middle, begin at
// parts of their own. Told from the same end for both directions.
function kgSpots(line) {
  if (line.s === line.o) return [0.5];
  const best = 0.5 + 0.13 * (line.lane - (line.lanes - 1) / 2);
  const parts = [0.5, 0.44, 0.56, 0.38, 0.62, 0.32, 0.68, 0.26, 0.74, best];
  parts.sort((a, b) => Math.abs(a - best) - Math.abs(b - best));
  return line.s > line.o ? parts.map((part) => 1 - part) : parts;
}

// How much of a line its own name hides, as a part of what is seen of it between its ends.
function kgHides(line, from, to, sizeOf, width, height) {
  if (line.s === line.o) return 0;
  const [dx, dy] = [Math.abs(to.x - from.x), Math.abs(to.y - from.y)];
  const length = Math.hypot(dx, dy);
  const seen = length - sizeOf.get(line.s) - sizeOf.get(line.o);
  return seen > 0 ? Math.min(dx ? (width * length) / dx : Infinity, dy ? (height * length) / dy : Infinity) / seen : Infinity;
}

function kgWrite(pen, { text, x, y, width, size, face, ink, paper }) {
  pen.font = `${size}px ${face}`;
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.fillStyle = paper;
  pen.fillRect(x - width / 2 + 0.1 * size, y - 0.6 * size, width - 0.2 * size, 1.2 * size);
  pen.fillStyle = ink;
  pen.fillText(text, x, y);
}
