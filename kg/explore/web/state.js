"use strict";
// The view as an address: what stands after # tells all of it, so that it can be sent and gone back to.

const KG_START = Object.freeze({
  e: "", x: [], sel: null, off: [], conf: 0, from: "", to: "", undated: true, fan: [], tab: "graph", page: "", id: "", path: [],
  lang: "", theme: "",
});
const KG_LISTS = ["x", "off", "fan", "path"];

// An IRI as prefix:rest where a prefix fits; what holds a separator of lists stays whole and is escaped.
function kgShrink(iri, prefixes) {
  let best = "";
  for (const [prefix, base] of Object.entries(prefixes)) {
    if (iri.startsWith(base) && (!best || base.length > prefixes[best].length)) best = prefix;
  }
  return best ? `${best}:${iri.slice(prefixes[best].length)}` : iri;
}

function kgGrow(text, prefixes) {
  const at = text.indexOf(":");
  const base = at < 0 ? undefined : Object.hasOwn(prefixes, text.slice(0, at)) ? prefixes[text.slice(0, at)] : undefined;
  return base === undefined || text.startsWith("//", at + 1) ? text : base + text.slice(at + 1);
}

// Commas part a list, blanks part the ends of a line: both are escaped within an item.
const kgEscape = (text) => encodeURIComponent(text).replace(/%2F/g, "/").replace(/%3A/g, ":");

function kgWriteHash(state, prefixes) {
  const short = (iri) => kgEscape(kgShrink(iri, prefixes));
  const parts = [];
  const put = (key, text) => text && parts.push(`${key}=${text}`);
  put("e", short(state.e));
  put("x", state.x.map(short).join(","));
  put("sel", state.sel ? `${state.sel[0]}:${state.sel[1].split(" ").map(short).join("+")}` : "");
  put("off", state.off.map((name) => name.replace(/^([^:]*:)(.*)$/s, (_, kind, rest) => kind + short(rest))).join(","));
  put("conf", state.conf ? String(state.conf) : "");
  put("from", state.from);
  put("to", state.to);
  put("undated", state.undated ? "" : "0");
  put("fan", state.fan.map((pair) => pair.split(" ").map(short).join("+")).join(","));
  put("tab", state.tab === "table" ? "table" : "");
  put("page", state.page);
  put("id", state.page ? short(state.id) : "");
  put("path", state.path.map(short).join(","));
  put("lang", state.lang);
  put("theme", state.theme);
  return parts.length ? `#${parts.join("&")}` : "";
}

// What is not understood is left out: an address may come from anywhere.
function kgReadHash(hash, prefixes) {
  const plain = (text) => {
    try {
      return decodeURIComponent(text);
    } catch {
      return "";
    }
  };
  const iri = (text) => kgGrow(plain(text), prefixes);
  const iris = (text) => text.split("+").map(iri).join(" ");
  const list = (text, read) => [...text.split(",")].filter(Boolean).map(read).slice(0, 500);
  const isoDate = (text) => (/^\d{4}(-\d{2}){0,2}$/.test(text) ? text : "");
  const state = { ...KG_START };
  for (const part of hash.replace(/^#/, "").split("&")) {
    const [, key, value] = /^([a-z]+)=(.*)$/s.exec(part) || [];
    if (!key || !value) continue;
    if (key === "e" || key === "id") state[key] = iri(value);
    else if (key === "x" || key === "path") state[key] = list(value, iri);
    else if (key === "fan") state.fan = list(value, iris);
    else if (key === "sel") {
      const found = /^(entity|line|pair|statement):(.+)$/s.exec(value);
      if (found) state.sel = [found[1], iris(found[2])];
    } else if (key === "off") {
      state.off = list(value, (name) => name.replace(/^([^:]*:)(.*)$/s, (_, kind, rest) => kind + iri(rest)));
    } else if (key === "conf") state.conf = Math.max(0, Math.min(100, Math.round(Number(value)) || 0));
    else if (key === "from" || key === "to") state[key] = isoDate(value);
    else if (key === "undated") state.undated = value !== "0";
    else if (key === "tab" && value === "table") state.tab = value;
    else if (key === "page" && (value === "entity" || value === "article")) state.page = value;
    else if (key === "lang" && (value === "de" || value === "en")) state.lang = value;
    else if (key === "theme" && (value === "light" || value === "dark")) state.theme = value;
  }
  if (state.path.length !== 2) state.path = [];
  if (!state.id) state.page = "";
  return Object.freeze(state);
}

function kgSameState(one, other) {
  return Object.keys(KG_START).every((key) => (KG_LISTS.includes(key) || key === "sel"
    ? JSON.stringify(one[key]) === JSON.stringify(other[key]) : one[key] === other[key]));
}
