"use strict";
// The data, what of them is chosen, and how elements are made. Text becomes text nodes, never HTML.

const data = JSON.parse(document.getElementById("data").textContent);
const rows = data.rows;
const articles = data.articles;

const STANCES = ["pro", "neutral", "con", ""];
const STANCE_NAMES = { pro: "pro", neutral: "neutral", con: "con", "": "unlabelled" };
const FROM_NAMES = {
  adjudicated: "settled after several annotators",
  annotator: "one annotator",
  aggregated: "majority of annotators",
  model: "model’s suggestion",
};
const AGREEMENT_NAMES = {
  agree: "agree",
  differ: "differ",
  "differ on the basis": "differ on the basis only",
};
const NOBODY = "nobody named";

const stanceOf = (row) => row.stance || "";
const stanceClass = (row) => row.stance || "none";
const isModel = (row) => row.from === "model";
const byId = (id) => document.getElementById(id);

/** Return an element: attributes by name, `on` + event for listeners, then children. */
function make(tag, attributes = {}, ...children) {
  const svg = ["svg", "g", "rect", "line", "text", "path", "pattern", "defs", "circle"].includes(tag);
  const element = svg
    ? document.createElementNS("http://www.w3.org/2000/svg", tag)
    : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

/** Return words whose direction is their own, so that they cannot turn what stands around them. */
const bdi = (text) => make("bdi", {}, text);

const shape = (name) => make("span", { class: `shape ${name || "none"}`, "aria-hidden": "true" });

const counted = (number, noun) =>
  `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;

// What is filtered by, beside stance and words. Each has a list of values, the frequent first.
const FACETS = [
  { key: "who", label: "Speaker", all: "Speaker: all", name: (v) => v || NOBODY },
  { key: "target", label: "Target", all: "Target: all", name: (v) => v || "no target" },
  { key: "form", label: "Form", all: "Form: all", name: (v) => v || "not stated" },
  { key: "split", label: "Split", all: "Split: all", name: (v) => v || "not stated" },
  { key: "from", label: "Labelled by", all: "Labelled by: all", name: (v) => FROM_NAMES[v] || v || "unlabelled or not stated" },
  { key: "agreement", label: "Annotators", all: "Annotators: all", name: (v) => (v ? `annotators ${AGREEMENT_NAMES[v]}` : "not known") },
];
const OPTIONS_SHOWN = 300;
for (const facet of FACETS) {
  const counts = new Map();
  for (const row of rows) {
    const value = row[facet.key] || "";
    counts.set(value, (counts.get(value) || 0) + 1);
  }
  facet.values = [...counts.keys()].sort((a, b) => counts.get(b) - counts.get(a) || (a < b ? -1 : 1));
  facet.used = facet.values.length > 1;
}
const inUse = FACETS.filter((facet) => facet.used);
const hasSpeakers = rows.some((row) => row.who);

const chosen = { stances: new Set(), words: [] };
for (const facet of inUse) chosen[facet.key] = null;

/** Return the words of a row that a search looks through. */
function haystack(row) {
  row.hay ??= [row.text, row.who, row.target, row.title, row.article !== undefined && articles[row.article].title]
    .filter(Boolean).join("\n").toLowerCase();
  return row.hay;
}

// The rows that pass, as numbers in reading order, and as a set to ask.
let visible = rows.map((_, number) => number);
let isVisible = new Set(visible);
// Filter → value → rows that have it and pass all the other filters.
let tallies = {};
const onFilter = [];

/** Choose the rows anew, and count, in one pass: a row that fails a single filter counts for that. */
function filter() {
  const filters = [{ key: "stance", value: stanceOf, fails: (value) => chosen.stances.size > 0 && !chosen.stances.has(value) },
    ...inUse.map(({ key }) => ({ key, value: (row) => row[key] || "", fails: (value) => chosen[key] !== null && value !== chosen[key] }))];
  tallies = Object.fromEntries(filters.map(({ key }) => [key, new Map()]));
  const add = ({ key, value }, row) => {
    const one = value(row);
    tallies[key].set(one, (tallies[key].get(one) || 0) + 1);
  };
  visible = [];
  rows.forEach((row, number) => {
    let failed = null;
    for (const one of filters) {
      if (!one.fails(one.value(row))) continue;
      if (failed) return;
      failed = one;
    }
    if (!chosen.words.every((word) => haystack(row).includes(word))) return;
    if (failed) {
      add(failed, row);
      return;
    }
    visible.push(number);
    for (const one of filters) add(one, row);
  });
  isVisible = new Set(visible);
  for (const listener of onFilter) listener();
}

function isFiltered() {
  return chosen.stances.size > 0 || chosen.words.length > 0 || inUse.some((f) => chosen[f.key] !== null);
}

// Building the filters

function buildFilters() {
  const stances = STANCES.filter((stance) => stance || rows.some((row) => !row.stance));
  for (const stance of stances) {
    byId("stances").append(
      make("button", {
        type: "button", "data-stance": stance || "none", "aria-pressed": "false",
        onclick: () => {
          if (!chosen.stances.delete(stance)) chosen.stances.add(stance);
          filter();
        },
      }, shape(stance), make("span", {}, STANCE_NAMES[stance]), make("b", {}, "0")),
    );
  }
  for (const facet of inUse) {
    const select = make("select", {
      id: `filter-${facet.key}`, "aria-label": facet.label,
      onchange: () => {
        chosen[facet.key] = select.value === "" ? null : facet.values[Number(select.value)];
        filter();
      },
    }, make("option", { value: "" }, facet.all));
    facet.values.slice(0, OPTIONS_SHOWN).forEach((_, number) => {
      select.append(make("option", { value: number }));
    });
    if (facet.values.length > OPTIONS_SHOWN) {
      const more = (facet.values.length - OPTIONS_SHOWN).toLocaleString("en");
      select.append(make("option", { disabled: true }, `… ${more} more: search for them`));
    }
    byId("facets").append(select);
  }
  let waiting = 0;
  byId("facets").append(make("input", {
    type: "search", id: "search", placeholder: "Search statements", "aria-label": "Search statements",
    oninput: (event) => {
      clearTimeout(waiting);
      waiting = setTimeout(() => {
        chosen.words = event.target.value.toLowerCase().split(/\s+/).filter(Boolean);
        filter();
      }, 120);
    },
  }));
  byId("more").addEventListener("click", () => {
    const open = byId("facets").classList.toggle("open");
    byId("more").setAttribute("aria-expanded", String(open));
  });
  byId("reset").addEventListener("click", () => {
    chosen.stances.clear();
    chosen.words = [];
    byId("search").value = "";
    for (const facet of inUse) choose(facet.key, null, false);
    filter();
    byId("stances").querySelector("button").focus();
  });
}

/** Choose one value of a facet; null for all. */
function choose(key, value, now = true) {
  const facet = inUse.find((one) => one.key === key);
  if (!facet) return;
  const number = value === null ? -1 : facet.values.indexOf(value);
  const select = byId(`filter-${key}`);
  if (number >= OPTIONS_SHOWN) {
    byId("search").value = value;
    chosen.words = value.toLowerCase().split(/\s+/).filter(Boolean);
  } else {
    select.value = number < 0 ? "" : String(number);
    chosen[key] = number < 0 ? null : value;
  }
  if (now) filter();
}

function showFilters() {
  for (const button of byId("stances").children) {
    const stance = button.dataset.stance === "none" ? "" : button.dataset.stance;
    button.setAttribute("aria-pressed", String(chosen.stances.has(stance)));
    button.lastChild.textContent = (tallies.stance.get(stance) || 0).toLocaleString("en");
  }
  for (const facet of inUse) {
    const select = byId(`filter-${facet.key}`);
    facet.values.slice(0, OPTIONS_SHOWN).forEach((value, number) => {
      const count = (tallies[facet.key].get(value) || 0).toLocaleString("en");
      select.options[number + 1].textContent = `${facet.name(value)} (${count})`;
    });
    select.classList.toggle("set", chosen[facet.key] !== null);
  }
  byId("search").classList.toggle("set", chosen.words.length > 0);
  byId("found").textContent =
    `${visible.length.toLocaleString("en")} of ${counted(rows.length, "statement")}`;
  byId("reset").hidden = !isFiltered();
}
onFilter.push(showFilters);
