"use strict";
// What is told beside the pointer: of a line who does what to whom, of an entity what it is.

function kgTip(app, box, lineById) {
  const tip = document.getElementById("tip");

  function show(mark, at) {
    tip.hidden = !mark;
    if (!mark) return;
    const line = mark.kind === "entity" ? null : lineById(mark.id);
    const rows = line ? line.lines.slice(0, 6).map(tipLine) : tipEntity(app.model.entities.get(mark.id));
    if (line && kgLook(line.lines) === "Mixed") rows.unshift(tipMixed(line));
    if (line && line.lines.length > 6) rows.push(kgMake("p", { class: "more", text: app.t("and-more", { n: line.lines.length - 6 }) }));
    tip.replaceChildren(...rows);
    const left = Math.max(4, Math.min(at.x + 14, box.clientWidth - tip.offsetWidth - 4));
    const top = at.y + 18 + tip.offsetHeight > box.clientHeight ? at.y - tip.offsetHeight - 10 : at.y + 18;
    tip.style.transform = `translate(${Math.round(left)}px, ${Math.round(Math.max(4, top))}px)`;
  }

  function tipMixed(line) {
    return kgMake("p", { class: "more" }, app.dom.stroke("Mixed"), ` ${app.t("bundle-facts", { n: line.count, facts: kgFacts(line.lines) })}`);
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

  return { show };
}
