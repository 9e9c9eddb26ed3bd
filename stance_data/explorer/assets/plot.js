// Who says how much for which side: one row a speaker (a target, where nobody speaks), bars on both
// sides of a line, what is neutral across it.

const PLOT_ROWS = 12;
const BAR = 15;
const PITCH = 44;
let measure = "statements";

function buildPlot() {
  for (const name of ["statements", "words"]) {
    byId(`by-${name}`).addEventListener("click", () => {
      measure = name;
      for (const other of ["statements", "words"]) {
        byId(`by-${other}`).setAttribute("aria-pressed", String(other === name));
      }
      drawPlot();
    });
  }
  const side = rows.some((row) => row.stance) ? " for which side" : "";
  byId("plot-title").textContent = hasSpeakers ? `Who says how much${side}`
    : FACETS[1].used ? "How much is said about what" : `How much is said${side}`;
  new ResizeObserver(() => drawPlot()).observe(byId("plot"));
}

/** Return who → amounts by stance and origin, who says most first. */
function amounts() {
  const key = hasSpeakers ? "who" : "target";
  const found = new Map();
  for (const number of visible) {
    const row = rows[number];
    const name = row[key] || "";
    if (!found.has(name)) found.set(name, { name, total: 0, pro: 0, con: 0, neutral: 0, none: 0, model: { pro: 0, con: 0, neutral: 0, none: 0 } });
    const one = found.get(name);
    const amount = measure === "words" ? row.words : 1;
    one.total += amount;
    (isModel(row) ? one.model : one)[stanceClass(row)] += amount;
  }
  return [...found.values()].sort((a, b) => b.total - a.total || (a.name < b.name ? -1 : 1));
}

const labelOf = (one) =>
  hasSpeakers ? one.name || NOBODY : FACETS[1].used ? one.name || "no target" : "all statements";
const both = (one, stance) => one[stance] + one.model[stance];

function drawPlot() {
  const all = amounts();
  const top = all.slice(0, PLOT_ROWS);
  const box = byId("plot");
  const width = Math.max(box.clientWidth, 240);
  if (!top.length) {
    box.replaceChildren(make("p", { class: "note" }, "No statement passes the filters."));
    return;
  }
  const sided = top.some((one) => both(one, "pro") + both(one, "con") + both(one, "neutral") > 0);
  const svg = make("svg", {
    viewBox: `0 0 ${width} ${22 + top.length * PITCH}`, role: "img",
    "aria-label": `${byId("plot-title").textContent}, in ${measure}. The figures stand in the table below.`,
  }, patterns());
  const reach = Math.max(...top.map((one) => Math.max(sideOf(one, "con"), sideOf(one, "pro"))), 1);
  const most = Math.max(...top.map((one) => one.total)).toLocaleString("en");
  const room = 10 + 8 * most.length; // for the figures at the ends
  const scale = sided ? (width / 2 - room) / reach : (width - room) / Math.max(...top.map((one) => one.total));
  const middle = sided ? width / 2 : 0;
  if (sided) {
    svg.append(make("line", { class: "axis", x1: middle, x2: middle, y1: 0, y2: 22 + top.length * PITCH - 8 }));
    svg.append(text(middle - 10, 12, "◂ against", "side", "end"), text(middle + 10, 12, "for ▸", "side", "start"));
  }
  top.forEach((one, place) => svg.append(plotRow(one, 22 + place * PITCH, middle, scale, width, sided)));
  const others = all.length - top.length;
  const rest = all.slice(PLOT_ROWS).reduce((sum, one) => sum + one.total, 0);
  box.replaceChildren(...[
    svg,
    others ? make("p", { class: "note" }, `${counted(others, hasSpeakers ? "more speaker" : "more target")} with ${rest.toLocaleString("en")} ${measure} together.`) : null,
    figures(top),
  ].filter(Boolean));
}

/** Return how far a row reaches to a side: half of what is neutral, and what is on that side. */
const sideOf = (one, stance) => both(one, "neutral") / 2 + both(one, stance);

function patterns() {
  return make("defs", {},
    make("pattern", { id: "p-con", width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
      make("rect", { class: "con", width: 6, height: 6 }), make("line", { class: "hatch", x1: 0, x2: 0, y1: 0, y2: 6 })),
    make("pattern", { id: "p-neutral", width: 5, height: 5, patternUnits: "userSpaceOnUse" },
      make("rect", { class: "neutral", width: 5, height: 5 }), make("circle", { class: "dot", cx: 2.5, cy: 2.5, r: 0.9 })));
}

function plotRow(one, y, middle, scale, width, sided) {
  const row = make("g", { class: "row" });
  const label = labelOf(one);
  const aside = ["neutral", "none"].filter((stance) => sided && both(one, stance))
    .map((stance) => `${both(one, stance).toLocaleString("en")} ${stance === "none" ? "unlabelled" : stance}`).join(", ");
  const fits = Math.floor((width - 8) / 7.2) - aside.length;
  row.append(text(0, y + 12, label.length > fits ? `${label.slice(0, fits - 1)}…` : label, "name", "start"));
  if (aside) row.append(text(width, y + 12, aside, "figure", "end"));
  const top = y + 18;
  const bar = (from, to, stance, outline) => {
    if (to - from < 0.01) return;
    const fill = { con: "url(#p-con)", neutral: "url(#p-neutral)" }[stance];
    const part = make("rect", { class: `${stance}${outline ? " outline" : ""}`, x: from, y: outline ? top + 1 : top, width: Math.max(to - from - (outline ? 1 : 0), 1), height: outline ? BAR - 2 : BAR });
    if (fill && !outline) part.style.fill = fill;
    row.append(part);
  };
  if (!sided) {
    bar(middle, middle + one.total * scale, "none", false);
    row.append(text(middle + one.total * scale + 6, top + 12, one.total.toLocaleString("en"), "figure", "start"));
  } else {
    const half = (both(one, "neutral") * scale) / 2;
    const human = one.neutral * scale;
    bar(middle - half, middle - half + human, "neutral", false);
    bar(middle - half + human, middle + half, "neutral", true);
    let left = middle - half, right = middle + half;
    for (const [amounts, outline] of [[one, false], [one.model, true]]) {
      bar(left - amounts.con * scale, left, "con", outline);
      left -= amounts.con * scale;
      bar(right, right + amounts.pro * scale, "pro", outline);
      right += amounts.pro * scale;
    }
    if (both(one, "con")) row.append(text(left - 6, top + 12, both(one, "con").toLocaleString("en"), "figure", "end"));
    if (both(one, "pro")) row.append(text(right + 6, top + 12, both(one, "pro").toLocaleString("en"), "figure", "start"));
  }
  const key = hasSpeakers ? "who" : "target";
  if (inUse.some((facet) => facet.key === key)) {
    row.append(make("rect", {
      class: "hit", x: 0, y: y - 2, width, height: PITCH - 4,
      onclick: () => choose(key, chosen[key] === one.name ? null : one.name),
    }));
  }
  return row;
}

const text = (x, y, words, name, anchor) => make("text", { x, y, class: name, "text-anchor": anchor }, words);

/** Return the plot as figures, for those who rather read, or hear them. */
function figures(top) {
  const stances = ["con", "neutral", "pro", "none"].filter((stance) => top.some((one) => both(one, stance)));
  const open = byId("plot").querySelector("details")?.open;
  const list = make("details", { class: "figures", open },
    make("summary", {}, "The figures"),
    make("table", { class: "mini" },
      make("thead", {}, make("tr", {}, make("th", { scope: "col" }, hasSpeakers ? "speaker" : "target"),
        ...stances.map((stance) => make("th", { scope: "col" }, stance === "none" ? "unlabelled" : stance)))),
      make("tbody", {}, ...top.map((one) => make("tr", {},
        make("th", { scope: "row" }, bdi(labelOf(one))),
        ...stances.map((stance) => make("td", {}, both(one, stance).toLocaleString("en"))))))));
  const suggested = top.reduce((sum, one) => sum + Object.values(one.model).reduce((a, b) => a + b, 0), 0);
  if (suggested) list.append(make("p", { class: "note" }, `${suggested.toLocaleString("en")} ${measure} by a model’s suggestion (outlined bars).`));
  return list;
}

function drawCounts() {
  const splits = (FACETS[3].values.some(Boolean) ? ["train", "validation", "test"] : []).filter((s) => FACETS[3].values.includes(s));
  for (const split of FACETS[3].values) if (!splits.includes(split)) splits.push(split);
  const stances = ["con", "neutral", "pro", ""].filter((stance) => rows.some((row) => stanceOf(row) === stance));
  const counts = new Map();
  for (const number of visible) {
    const key = `${rows[number].split || ""}\n${stanceOf(rows[number])}`;
    counts.set(key, (counts.get(key) || 0) + 1);
  }
  const at = (split, stance) => counts.get(`${split}\n${stance}`) || 0;
  const sum = (list) => list.reduce((a, b) => a + b, 0);
  const line = (name, values, kind) => make("tr", { class: kind }, make("th", { scope: "row" }, name),
    ...values.map((value) => make("td", {}, value.toLocaleString("en"))));
  const body = splits.map((split) => line(split || "not stated", [...stances.map((s) => at(split, s)), sum(stances.map((s) => at(split, s)))]));
  const totals = stances.map((stance) => sum(splits.map((split) => at(split, stance))));
  if (splits.length > 1) body.push(line("all", [...totals, sum(totals)], "sum"));
  const suggested = visible.filter((number) => isModel(rows[number])).length;
  byId("counts").replaceChildren(
    make("table", { class: "mini" },
      make("thead", {}, make("tr", {}, make("th", { scope: "col" }, "split"),
        ...stances.map((stance) => make("th", { scope: "col" }, STANCE_NAMES[stance])), make("th", { scope: "col" }, "all"))),
      make("tbody", {}, ...body)),
    ...(suggested ? [make("p", { class: "note" }, `${counted(suggested, "label")} of these ${suggested === 1 ? "is a model’s suggestion" : "are a model’s suggestions"}.`)] : []));
}
onFilter.push(drawPlot, drawCounts);
