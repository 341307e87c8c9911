"use strict";
// Which entities a view holds: the first ones or an entity with its neighbours, what was expanded, and a path.

const KG_RING = 40; // neighbours that an ego view or one expansion brings

// `merge(bundle)` is called with all that is loaded. Gives {of}: `of(state, home, extra, most)` loads what a state needs and
// gives a promise of {key, home: bool, ids: [IRI], groups: [{host, ids}], cut: bool}, `most` being how many it may hold.
function kgView(app, merge) {
  const rings = new Map(); // entity, number and what stood already → the neighbours that were asked for, in order

  // The neighbours of an entity up to a number; asked for once. What stands in the view goes along, so that the
  // answer holds the statements between all of them.
  async function ring(id, count, standing, most) {
    const key = `${id} ${count} ${standing.join(" ")}`;
    if (!rings.has(key)) {
      const bundle = await app.source.around(id, count, standing.slice(0, most));
      merge(bundle);
      const others = new Set(standing);
      const near = new Set(bundle.statements.flatMap((s) => (s.s === id ? [s.o] : s.o === id ? [s.s] : [])));
      rings.set(key, bundle.entities.map((entity) => entity.id).filter((other) => other !== id && (near.has(other) || !others.has(other))));
    }
    return rings.get(key);
  }

  async function of(state, home, extra, most) {
    const groups = [];
    const ids = new Set();
    let cut = false;
    const add = (host, wanted) => {
      const fresh = wanted.filter((id) => !ids.has(id) && app.model.entities.has(id));
      const fits = fresh.slice(0, Math.max(0, most - ids.size));
      if (fits.length < fresh.length) cut = true;
      fits.forEach((id) => ids.add(id));
      groups.push({ host, ids: fits });
    };
    const times = new Map();
    if (state.e) add(state.e, [state.e, ...(await ring(state.e, KG_RING, [], most))].filter((id) => app.model.entities.has(id)));
    else add("", home);
    if (state.e) times.set(state.e, 1);
    for (const id of state.x) {
      const n = (times.get(id) || 0) + 1;
      times.set(id, n);
      const known = [...kgNeighbours(app.model, id)].filter((other) => ids.has(other)).length;
      add(id, await ring(id, Math.max(KG_RING * n, known + KG_RING), [...ids], most));
    }
    add("", extra);
    return { key: state.e || " ", home: !state.e, ids: [...ids], groups, cut };
  }

  return { of };
}
