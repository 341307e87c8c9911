"use strict";
// What stands in the page is made here: elements, links, dates and numbers. Text goes in as text, never as HTML.

function kgMake(tag, options = {}, ...children) {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(options)) {
    if (value === undefined || value === null || value === false) continue;
    if (key === "text") element.textContent = value;
    else if (key === "class") element.className = value;
    else if (key === "click") element.addEventListener("click", value);
    else if (key === "checked" || key === "disabled" || key === "open" || key === "value" || key === "hidden") element[key] = value;
    else element.setAttribute(key, value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false && child !== ""));
  return element;
}

function kgSvg(tag, attributes, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

// An address to go to, or "" for anything but http and https.
function kgSafeUrl(text) {
  try {
    const url = new URL(text);
    return url.protocol === "http:" || url.protocol === "https:" ? url.href : "";
  } catch {
    return "";
  }
}

const KG_MONTHS = {
  de: ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"],
  en: ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"],
};

// "2025-04-02" → "2. April 2025", "2 April 2025"; "2025-04" → "April 2025"; what is no date stays as it is.
function kgDate(iso, lang) {
  const found = /^(-?\d{4,})(?:-(\d{2})(?:-(\d{2}))?)?(?:[T+Z].*)?$/.exec(iso || "");
  if (!found) return iso || "";
  const month = found[2] ? KG_MONTHS[lang][Number(found[2]) - 1] : "";
  if (!month) return found[1];
  if (!found[3]) return `${month} ${found[1]}`;
  return `${Number(found[3])}${lang === "de" ? "." : ""}\u00a0${month} ${found[1]}`;
}

// Groups of three: German a narrow no-break space, English a comma.
function kgNumber(value, lang) {
  const [whole, part] = String(value).split(".");
  if (!/^-?\d+$/.test(whole)) return String(value);
  const grouped = whole.length > 4 || lang === "en" ? whole.replace(/\B(?=(\d{3})+$)/g, lang === "de" ? "\u202f" : ",") : whole;
  return part ? grouped + (lang === "de" ? "," : ".") + part : grouped;
}

// The value of a qualifier as text, cut to a length: dates and numbers as the language writes them.
function kgValue({ name, value, term }, lang, length) {
  if (KG_TIMES.includes(name) || /XMLSchema#(date|dateTime|gYear|gYearMonth)>$/.test(term)) return kgDate(value, lang);
  const text = kgShort(value, length);
  return /XMLSchema#(decimal|integer|double)>$/.test(term) ? text.replace(/^-?[\d.]+/, (digits) => kgNumber(digits, lang)) : text;
}

function kgPercent(value, lang) {
  return `${Math.round(value * 100)}${lang === "de" ? "\u202f" : ""}%`;
}

// A name cut to a length at which it still fits in a line; bidirectional marks could turn the line around.
function kgShort(text, length) {
  const clean = String(text).replace(/[\u202a-\u202e\u2066-\u2069\u200e\u200f]/g, "").replace(/[^\S\u00a0\u202f]+/g, " ").trim();
  const letters = Array.from(clean.slice(0, 2 * length + 2));
  return letters.length > length ? `${letters.slice(0, length - 1).join("")}…` : clean;
}

// The text of a key with its values; "key-one" for one thing. Whole numbers are grouped as the language does it.
function kgText(texts, lang, key, values, number) {
  const one = values.n === 1 && Object.hasOwn(texts, `${key}-one`) ? `${key}-one` : key;
  const text = Object.hasOwn(texts, one) ? texts[one][lang] : key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => {
    if (!Object.hasOwn(values, name)) return whole;
    return typeof values[name] === "number" ? number(values[name]) : String(values[name]);
  });
}

const KG_WORDS = {
  class: ["classes", ""], classes: ["classes", "Plural"], property: ["properties", ""], inverse: ["properties", "Inverse"],
  reading: ["readings", ""], qualifier: ["qualifiers", ""], modality: ["modalities", ""], status: ["statuses", ""],
};

const KG_OUTLINES = {
  dot: "M7 1a6 6 0 1 0 .01 0z",
  square: "M1.5 1.5h11v11h-11z",
  diamond: "M7 .5l6.5 6.5-6.5 6.5-6.5-6.5z",
  triangle: "M7 1l6.500 11.500h-13z",
  triangleDown: "M7 13l6.500-11.500h-13z",
  hexagon: "M3.800 1.500h6.400l3.200 5.500-3.200 5.500h-6.400l-3.200-5.500z",
  star: "M7 .3l1.900 4.500 4.800.4-3.700 3.200 1.200 4.800-4.200-2.600-4.200 2.600 1.200-4.800-3.700-3.200 4.800-.4z",
};

function kgDom(app) {
  const lang = () => app.state.lang;
  const style = (kind, name) => (app.config.words[kind] || {})[name] || {};
  const color = (kind, name) => (app.dark() ? style(kind, name).dark : style(kind, name).color) || "#8a94a3";

  // Signs take their colour when they are made; a change of theme makes all of them anew.
  function swatch(name) {
    const shape = kgSvg("path", { d: KG_OUTLINES[style("classes", name).shape] || KG_OUTLINES.dot, fill: color("classes", name) });
    return kgSvg("svg", { width: 14, height: 14, viewBox: "0 0 14 14", "aria-hidden": "true", class: "swatch" }, shape);
  }

  function stroke(name) {
    const dash = style("readings", name).dash;
    const line = kgSvg("line", {
      x1: 1, y1: 7, x2: 27, y2: 7, stroke: color("readings", name), "stroke-width": 2.4,
      ...(dash ? { "stroke-dasharray": dash.map((n) => n * 0.7).join(" ") } : {}),
    });
    return kgSvg("svg", { width: 28, height: 14, viewBox: "0 0 28 14", "aria-hidden": "true", class: "stroke" }, line);
  }

  return {
    make: kgMake, svg: kgSvg, short: kgShort, color, swatch, stroke,
    link(url, text, options = {}) {
      const href = kgSafeUrl(url);
      if (!href) return kgMake("span", { text });
      return kgMake("a", { href, rel: "noopener noreferrer", target: "_blank", ...options, text });
    },
    date: (iso) => kgDate(iso, lang()),
    number: (value) => kgNumber(value, lang()),
    value: (qualifier, length) => kgValue(qualifier, lang(), length),
    percent: (value) => kgPercent(value, lang()),
    badge: (reading) => kgMake("span", { class: "badge", "data-reading": reading }, stroke(reading), app.word("reading", reading)),
    quote(pieces) {
      const parts = pieces.map(([text, role]) => (role ? kgMake("mark", { class: role, text }) : document.createTextNode(text)));
      return kgMake("blockquote", { dir: "auto" }, kgMake("p", {}, parts));
    },
    // A name that leads to the entity.
    entity(id, options = {}) {
      const entity = app.model.entities.get(id);
      const name = entity ? entity.label : kgLocal(id);
      const button = kgMake("button", { type: "button", class: "name", title: name.length > 80 ? kgShort(name, 300) : null, ...options });
      button.append(kgShort(name, 80));
      button.addEventListener("click", () => app.select("entity", id));
      return button;
    },
  };
}

// The last part of an IRI, for want of a name.
function kgLocal(iri) {
  return (/[^/#]*$/.exec(String(iri).replace(/[/#]+$/, "")) || [""])[0] || String(iri);
}
