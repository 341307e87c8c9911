"use strict";
// The filters, which are the legend too: each name with its sign and how much it has at the moment.

const KG_FOLDED = { property: 14, speaker: 6, publisher: 6 }; // rows of a group before the rest is folded
const KG_FINDABLE = 16; // rows from which a group gets a box to look for one

function kgFilters(app) {
  const box = document.getElementById("filters");
  const groups = new Map(KG_GROUPS.map((name) => [name, { name, rows: new Map(), all: false, wanted: "", open: true }]));
  const slider = kgSlider(app);
  const confidence = kgConfidence(app);

  const name = (group, value) => ({
    class: () => app.word("classes", value), property: () => app.word("property", value), reading: () => app.word("reading", value),
    speaker: () => (value ? speaker(value) : app.t("article-itself")), publisher: () => value || app.t("no-publisher"),
  }[group]());

  function speaker(value) {
    const entity = app.model.entities.get(value);
    return entity ? entity.label : app.speakers.get(value) || value;
  }

  const sign = (group, value) => ({ class: app.dom.swatch, reading: app.dom.stroke }[group] || (() => null))(value);

  // Legend order for classes and readings; elsewhere the most frequent first, whatever is off, so that no row jumps.
  function order(group, counts) {
    const names = [...counts.keys()];
    const times = new Map();
    if (group === "class" || group === "reading") {
      const known = group === "class" ? Object.keys(app.config.words.classes) : KG_READINGS;
      const at = (value) => (known.indexOf(value) + known.length + 1) % (known.length + 1);
      return names.sort((a, b) => at(a) - at(b) || (a < b ? -1 : 1));
    }
    for (const s of app.visible().all) {
      for (const value of kgTraits(s, app.model.articles)[group]) times.set(value, (times.get(value) || 0) + 1);
    }
    const first = (value) => (value === "" ? 1 : 0);
    return names.sort((a, b) => first(b) - first(a) || (times.get(b) || 0) - (times.get(a) || 0) || (a < b ? -1 : 1));
  }

  function toggle(key, on) {
    const off = app.state.off.filter((other) => other !== key);
    app.change({ off: on ? off : [...off, key] });
  }

  function only(group, value) {
    const others = [...groups.get(group).rows.keys()].filter((other) => other !== value).map((other) => `${group}:${other}`);
    app.change({ off: [...app.state.off.filter((key) => !key.startsWith(`${group}:`)), ...others] });
  }

  function rowOf(group, value) {
    const key = `${group}:${value}`;
    const input = kgMake("input", { type: "checkbox", "data-filter": key });
    input.addEventListener("change", () => toggle(key, input.checked));
    const count = kgMake("span", { class: "count" });
    const text = name(group, value);
    const label = kgMake("label", {}, input, sign(group, value), kgMake("span", { class: "label", dir: "auto", text: kgShort(text, 60) }), count);
    const one = kgMake("button", { type: "button", class: "only", tabindex: "-1", text: app.t("only"), click: () => only(group, value) });
    return { input, count, text, element: kgMake("div", { class: "row" }, label, one) };
  }

  // What a line that stands for several readings looks like: nothing to choose, so it has no box.
  function mixedRow() {
    const text = kgMake("span", { class: "label", text: app.word("reading", "Mixed") });
    return kgMake("div", { class: "row mixed", hidden: true }, app.dom.stroke("Mixed"), text);
  }

  const drawsMixed = () => kgDrawn(app.visible().lines, app.state.fan).some((line) => kgLook(line.lines) === "Mixed");

  function build(group, values) {
    const state = groups.get(group);
    state.values = values;
    state.rows = new Map(values.map((value) => [value, rowOf(group, value)]));
    const all = (on) => () => app.change({
      off: [...app.state.off.filter((key) => !key.startsWith(`${group}:`)), ...(on ? [] : values.map((value) => `${group}:${value}`))],
    });
    state.more = kgMake("button", { type: "button", class: "more", click: () => {
      state.all = !state.all;
      fold(state);
    } });
    const find = values.length > KG_FINDABLE && KG_FOLDED[group]
      ? kgMake("input", { type: "search", class: "find", value: state.wanted, "aria-label": app.t("find-in", { what: app.t(`group-${group}`) }), placeholder: app.t("find") })
      : null;
    if (find) find.addEventListener("input", () => {
      state.wanted = find.value;
      fold(state);
    });
    state.mixed = group === "reading" ? mixedRow() : null;
    const details = kgMake("details", { class: `group ${group}`, open: state.open },
      kgMake("summary", { text: app.t(`group-${group}`) }),
      kgMake("div", { class: "both" },
        kgMake("button", { type: "button", text: app.t("all"), click: all(true), "aria-label": `${app.t(`group-${group}`)}: ${app.t("all")}` }),
        kgMake("button", { type: "button", text: app.t("none"), click: all(false), "aria-label": `${app.t(`group-${group}`)}: ${app.t("none")}` })),
      find, [...state.rows.values()].map((row) => row.element), state.mixed, state.more);
    details.addEventListener("toggle", () => { state.open = details.open; });
    state.element = details;
    fold(state);
  }

  function fold(state) {
    const most = state.wanted || state.all ? Infinity : KG_FOLDED[state.name] || Infinity;
    const wanted = kgFold(state.wanted);
    let shown = 0;
    for (const [value, row] of state.rows) {
      const fits = !wanted || kgFold(row.text).includes(wanted);
      row.element.hidden = !fits || (shown >= most && !app.state.off.includes(`${state.name}:${value}`));
      if (fits) shown += 1;
    }
    state.more.hidden = Boolean(wanted) || state.rows.size <= (KG_FOLDED[state.name] || Infinity);
    state.more.textContent = state.all ? app.t("show-fewer") : app.t("show-all", { n: state.rows.size });
  }

  // Rows stay the same elements while the view holds the same names, so that the focus stays too.
  function update(anew = false) {
    const { counts } = app.visible();
    let built = anew;
    for (const group of KG_GROUPS) {
      const values = order(group, counts[group]);
      const state = groups.get(group);
      if (anew || !state.values || values.length !== state.values.length || values.some((value) => !state.rows.has(value))) {
        build(group, values);
        built = true;
      }
      for (const [value, row] of state.rows) {
        row.input.checked = !app.state.off.includes(`${group}:${value}`);
        const n = counts[group].get(value) || 0;
        row.count.textContent = app.dom.number(n);
        row.element.classList.toggle("empty", n === 0);
      }
    }
    if (groups.get("reading").mixed) groups.get("reading").mixed.hidden = !drawsMixed();
    if (built) {
      const focused = document.activeElement && document.activeElement.getAttribute("data-filter");
      const filled = KG_GROUPS.filter((group) => groups.get(group).rows.size > 0);
      box.replaceChildren(...filled.map((group) => groups.get(group).element), confidence.element);
      if (focused) [...box.querySelectorAll("[data-filter]")].find((input) => input.dataset.filter === focused)?.focus();
    }
    slider.update(built);
    confidence.update(anew);
  }

  return { update };
}

// How sure a statement must be to be shown.
function kgConfidence(app) {
  const input = kgMake("input", { type: "range", id: "confidence", min: 0, max: 100, step: 5 });
  const text = kgMake("output", { for: "confidence" });
  const label = kgMake("label", { for: "confidence" });
  input.addEventListener("input", () => app.change({ conf: Number(input.value) }, { replace: true }));
  const element = kgMake("div", { class: "group confidence" }, label, text, input);
  return {
    element,
    update() {
      label.textContent = app.t("confidence");
      input.value = app.state.conf;
      text.textContent = app.state.conf ? app.t("at-least", { value: app.dom.percent(app.state.conf / 100) }) : app.t("any");
      input.setAttribute("aria-valuetext", text.textContent);
    },
  };
}

// From when to when: two handles over the dates that occur, with the number of statements above each.
function kgSlider(app) {
  const box = document.getElementById("slider");
  let steps = [];
  const from = kgMake("input", { type: "range", id: "from", min: 0, step: 1 });
  const to = kgMake("input", { type: "range", id: "to", min: 0, step: 1 });
  const undated = kgMake("input", { type: "checkbox", id: "undated" });
  const text = kgMake("p", { class: "span" });
  const bars = kgSvg("svg", { class: "bars", viewBox: "0 0 100 24", preserveAspectRatio: "none", "aria-hidden": "true" });
  const undatedText = kgMake("span", { class: "label" });
  const tracks = kgMake("div", { class: "tracks" }, bars, from, to);
  box.append(text, tracks, kgMake("label", { class: "row" }, undated, undatedText));

  function move(which) {
    const [a, b] = [Number(from.value), Number(to.value)];
    if (which === "from" && a > b) from.value = b;
    if (which === "to" && b < a) to.value = a;
    const [first, last] = [Number(from.value), Number(to.value)];
    app.change({ from: first > 0 ? steps[first] : "", to: last < steps.length - 1 ? steps[last] : "" }, { replace: true });
  }

  from.addEventListener("input", () => move("from"));
  to.addEventListener("input", () => move("to"));
  undated.addEventListener("change", () => app.change({ undated: undated.checked }));

  function drawBars() {
    const count = (statements) => {
      const found = steps.map(() => 0);
      for (const s of statements) {
        const span = kgSpan(s);
        if (span) found[kgStepOf(steps, span[0])] += 1;
      }
      return found;
    };
    const [all, shown] = [count(app.visible().all), count(app.visible().statements)];
    const most = Math.sqrt(Math.max(1, ...all));
    const width = 100 / steps.length;
    const bar = (kind) => (n, i) => kgSvg("rect", {
      class: kind, x: i * width + width * 0.08, width: width * 0.84, y: 24 - (22 * Math.sqrt(n)) / most, height: (22 * Math.sqrt(n)) / most,
    });
    bars.replaceChildren(...all.map(bar("of")), ...shown.map(bar("shown")));
  }

  function update(anew) {
    if (anew || !steps.length) {
      steps = kgSteps(app.visible().all);
      const few = steps.length < 2;
      tracks.hidden = few;
      for (const input of [from, to]) {
        input.max = Math.max(0, steps.length - 1);
        input.disabled = few;
      }
    }
    box.hidden = !steps.length;
    if (!steps.length) return;
    const last = steps.length - 1;
    from.value = app.state.from ? kgStepOf(steps, kgFirstDay(app.state.from)) : 0;
    to.value = app.state.to ? kgStepOf(steps, kgLastDay(app.state.to)) : last;
    const [a, b] = [steps[from.value], steps[to.value]].map(app.dom.date);
    text.replaceChildren(kgMake("b", { text: app.t("time") }), a === b ? ` ${a}` : ` ${a} – ${b}`);
    from.setAttribute("aria-label", app.t("from"));
    to.setAttribute("aria-label", app.t("to"));
    from.setAttribute("aria-valuetext", a);
    to.setAttribute("aria-valuetext", b);
    from.classList.toggle("upper", Number(from.value) > last / 2);
    undated.checked = app.state.undated;
    undatedText.textContent = app.t("undated");
    drawBars();
  }

  return { update };
}
