"use strict";
// Where entities stand that bring no place with them. Nothing is drawn by lot: the same input gives the same places.

const KG_SPACING = 130; // what two linked entities keep between them, in the drawing's units
const KG_TURN = Math.PI * (3 - Math.sqrt(5)); // the golden angle: no two of a spiral lie in one direction

// The room that an entity takes with its name below: half its width, and how far it reaches up and down.
function kgBox(size, lines, letter) {
  const width = Math.max(2 * size, Math.max(...lines.map((line) => line.length)) * letter * 0.56) + 14;
  return { half: width / 2, up: size + 6, down: size + lines.length * letter * 1.2 + 6 };
}

const kgOverlap = (a, b) => {
  const x = a.box.half + b.box.half - Math.abs(a.x - b.x);
  const y = (a.y < b.y ? a.box.down + b.box.up : a.box.up + b.box.down) - Math.abs(a.y - b.y);
  return x > 0 && y > 0 ? [x, y] : null;
};

// A layout by springs: `nodes` [{id, box}], the middle first; `links` [[id, id]]. Gives Map: id → {x, y}.
function kgLayout(nodes, links) {
  const at = new Map(nodes.map((node, i) => [node.id, i]));
  const count = nodes.length;
  // Many lines between two pull no harder than one: they need room to be told apart.
  const pairs = new Set();
  for (const [a, b] of links) {
    if (!at.has(a) || !at.has(b) || a === b) continue;
    pairs.add(at.get(a) < at.get(b) ? at.get(a) * count + at.get(b) : at.get(b) * count + at.get(a));
  }
  const degree = new Float64Array(count);
  for (const key of pairs) {
    degree[Math.floor(key / count)] += 1;
    degree[key % count] += 1;
  }
  // A hub that pulled each of its neighbours with full force would gather them all in one knot.
  const springs = [...pairs].map((key) => {
    const [a, b] = [Math.floor(key / count), key % count];
    return [a, b, 1 / Math.sqrt(Math.max(1, Math.min(degree[a], degree[b])))];
  });
  const x = new Float64Array(count);
  const y = new Float64Array(count);
  for (let i = 0; i < count; i += 1) {
    x[i] = KG_SPACING * Math.sqrt(i) * Math.cos(i * KG_TURN);
    y[i] = KG_SPACING * Math.sqrt(i) * Math.sin(i * KG_TURN);
  }
  kgSprings(x, y, springs);
  const wider = kgRoom(x, y, nodes);
  const places = nodes.map((node, i) => ({ x: x[i] * 1.15 * wider, y: y[i] * 0.95 * wider, box: node.box, fixed: false }));
  kgSeparate(places);
  return new Map(nodes.map((node, i) => [node.id, { x: Math.round(places[i].x), y: Math.round(places[i].y) }]));
}

// By how much a drawing must grow for its names to have twice the room that they take; none shrinks.
function kgRoom(x, y, nodes) {
  const area = nodes.reduce((sum, { box }) => sum + 2 * box.half * (box.up + box.down), 0);
  const spread = x.reduce((sum, at, i) => sum + at * at + y[i] * y[i], 0) / Math.max(1, nodes.length);
  return Math.max(1, Math.sqrt((2.2 * area) / Math.PI / Math.max(1, 2 * spread)));
}

function kgSprings(x, y, springs) {
  const count = x.length;
  const steps = Math.max(40, Math.min(240, Math.floor(9e6 / (count * count + 1))));
  const moveX = new Float64Array(count);
  const moveY = new Float64Array(count);
  const square = KG_SPACING * KG_SPACING;
  for (let step = 0; step < steps; step += 1) {
    for (let i = 0; i < count; i += 1) {
      moveX[i] = -0.1 * x[i];
      moveY[i] = -0.1 * y[i];
    }
    for (let i = 0; i < count; i += 1) {
      for (let j = i + 1; j < count; j += 1) {
        const dx = x[i] - x[j];
        const dy = y[i] - y[j];
        const push = square / Math.max(1, dx * dx + dy * dy);
        moveX[i] += dx * push;
        moveY[i] += dy * push;
        moveX[j] -= dx * push;
        moveY[j] -= dy * push;
      }
    }
    for (const [a, b, pull] of springs) {
      const dx = x[a] - x[b];
      const dy = y[a] - y[b];
      const force = (pull * Math.sqrt(dx * dx + dy * dy)) / KG_SPACING;
      moveX[a] -= dx * force;
      moveY[a] -= dy * force;
      moveX[b] += dx * force;
      moveY[b] += dy * force;
    }
    const most = KG_SPACING * (1 - step / steps) + 1;
    for (let i = 0; i < count; i += 1) {
      const length = Math.hypot(moveX[i], moveY[i]) || 1;
      const share = Math.min(length, most) / length;
      x[i] += moveX[i] * share;
      y[i] += moveY[i] * share;
    }
  }
}

// Pushes apart what overlaps, along the axis on which less is missing; what is fixed stays.
function kgSeparate(places, rounds = 300) {
  for (let round = 0; round < rounds; round += 1) {
    const order = places.map((_, i) => i).sort((a, b) => places[a].x - places[a].box.half - (places[b].x - places[b].box.half));
    let moved = false;
    for (let i = 0; i < order.length; i += 1) {
      const a = places[order[i]];
      for (let j = i + 1; j < order.length; j += 1) {
        const b = places[order[j]];
        if (b.x - b.box.half >= a.x + a.box.half) break; // what follows begins further right still
        if (a.fixed && b.fixed) continue;
        const lack = kgOverlap(a, b);
        if (!lack) continue;
        moved = true;
        const [axis, gap] = lack[0] < lack[1] ? ["x", lack[0]] : ["y", lack[1]];
        const way = a[axis] === b[axis] ? (order[i] < order[j] ? -1 : 1) : Math.sign(a[axis] - b[axis]);
        const [mine, other] = a.fixed ? [0, 1] : b.fixed ? [1, 0] : [0.5, 0.5];
        a[axis] += way * (gap + 3) * mine; // a little more than is missing: places are rounded
        b[axis] -= way * (gap + 3) * other;
      }
    }
    if (!moved) return places;
  }
  return places;
}

// The places of what a view shows: `places` Map: IRI → {x, y}; `boxOf(id)` the room an entity takes; `settle(view)` finds
// places for all that the view holds and tells whether it is another view: what stands already stays where it is.
function kgPlaces(app) {
  const places = new Map();
  let settled = "";

  function boxOf(id) {
    const entity = app.model.entities.get(id);
    return kgBox(kgSize(entity), kgWrap(entity.label), kgLetter(entity));
  }

  function known(id) {
    const { x, y } = app.model.entities.get(id);
    return Number.isFinite(x) && Number.isFinite(y) ? { x, y } : null;
  }

  function links(inView) {
    return [...inView].flatMap((id) => app.model.statementsOf(id).filter((s) => s.s === id && inView.has(s.o)).map((s) => [s.s, s.o]));
  }

  function settle(view) {
    const fresh = view.key !== settled;
    if (fresh) places.clear();
    settled = view.key;
    const inView = new Set(view.ids);
    const pairs = links(inView);
    for (const [i, group] of view.groups.entries()) {
      const newcomers = group.ids.filter((id) => !places.has(id) && app.model.entities.has(id));
      if (!newcomers.length) continue;
      const boxes = newcomers.map((id) => ({ id, box: boxOf(id) }));
      let found;
      if (i === 0 && view.home && newcomers.every(known)) found = new Map(newcomers.map((id) => [id, known(id)]));
      else if (i === 0 && fresh) found = kgLayout(boxes, pairs);
      else {
        const standing = new Map([...places].filter(([id]) => inView.has(id)).map(([id, at]) => [id, { ...at, box: boxOf(id) }]));
        found = kgJoin(standing, boxes, pairs, group.host);
      }
      found.forEach((at, id) => places.set(id, at));
    }
    for (const id of [...places.keys()]) if (!inView.has(id)) places.delete(id);
    return fresh;
  }

  return { places, boxOf, settle };
}

// Places for newcomers beside what stands already and does not move: `standing` Map: id → {x, y, box},
// `newcomers` [{id, box}], `links` [[id, id]], `host` the entity that was expanded. Gives Map: id → {x, y}.
function kgJoin(standing, newcomers, links, host) {
  const found = new Map();
  const taken = [...standing.values()];
  const middle = { x: 0, y: 0 };
  for (const place of taken) {
    middle.x += place.x / taken.length;
    middle.y += place.y / taken.length;
  }
  const near = new Map();
  for (const [a, b] of links) {
    for (const [one, other] of [[a, b], [b, a]]) {
      if (!near.has(one)) near.set(one, new Set());
      near.get(one).add(other);
    }
  }
  newcomers.forEach((node, n) => {
    const known = [...(near.get(node.id) || [])].map((id) => standing.get(id) || found.get(id)).filter(Boolean);
    const home = standing.get(host) || known[0] || { x: 0, y: 0 };
    // Towards its other neighbours, else away from the middle of the drawing.
    const others = known.filter((place) => place !== home);
    let angle = Math.atan2(home.y - middle.y, home.x - middle.x) + (n % 2 ? 1 : -1) * Math.ceil(n / 2) * 0.35;
    if (others.length) {
      const x = others.reduce((sum, place) => sum + place.x, 0) / others.length;
      const y = others.reduce((sum, place) => sum + place.y, 0) / others.length;
      angle = Math.atan2(y - home.y, x - home.x);
    }
    const place = { box: node.box, ...kgFree(home, angle, node.box, taken) };
    taken.push(place);
    found.set(node.id, place);
  });
  return new Map([...found].map(([id, { x, y }]) => [id, { x: Math.round(x), y: Math.round(y) }]));
}

// The free spot nearest to a place, tried in rings that begin in the wanted direction.
function kgFree(home, angle, box, taken) {
  for (let ring = 1; ring < 60; ring += 1) {
    const radius = KG_SPACING * (0.85 + 0.4 * ring);
    const tries = 8 + 4 * ring;
    for (let i = 0; i < tries; i += 1) {
      const turn = angle + ((i % 2 ? 1 : -1) * Math.ceil(i / 2) * 2 * Math.PI) / tries;
      const spot = { x: home.x + radius * Math.cos(turn), y: home.y + radius * 0.8 * Math.sin(turn), box };
      if (!taken.some((other) => kgOverlap(spot, other))) return { x: spot.x, y: spot.y };
    }
  }
  return { x: home.x, y: home.y };
}
