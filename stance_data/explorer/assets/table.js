// The statements as a table: sorted and cut into pages here, so that only one page is drawn.

const PAGE_SIZES = [25, 50, 100];
const TEXT_SHOWN = 600;
const table = { size: 25, page: 0, column: null, down: false, sorted: [] };

const titleOf = (row) => (row.article === undefined ? row.title || "" : articles[row.article].title || articles[row.article].id);
const COLUMNS = [
  { key: "stance", label: "stance", value: (row) => STANCES.indexOf(stanceOf(row)), cell: stanceCell, used: () => true },
  { key: "who", label: "speaker", value: (row) => (row.who || "\uffff").toLowerCase(), cell: (row) => bdi(row.who || "–"), used: () => hasSpeakers },
  { key: "text", label: "statement", value: (row) => row.text.toLowerCase(), cell: textCell, used: () => true },
  { key: "target", label: "target", value: (row) => row.target || "", cell: (row) => clipped(row.target || "–"), used: () => FACETS[1].used },
  { key: "form", label: "form", value: (row) => row.form || "", cell: (row) => row.form || "–", used: () => FACETS[2].used },
  { key: "split", label: "split", value: (row) => row.split || "", cell: (row) => row.split || "–", used: () => FACETS[3].used },
  { key: "title", label: "article", value: (row) => titleOf(row).toLowerCase(), cell: (row) => clipped(titleOf(row) || "–"), used: () => new Set(rows.map(titleOf)).size > 1 },
];
const columns = COLUMNS.filter((column) => column.used());

const clipped = (words) => make("span", { class: "clip" }, bdi(words.slice(0, TEXT_SHOWN)));
const linkOf = (number) => `#s=${encodeURIComponent(rows[number].id)}`;

function stanceCell(row) {
  const cell = make("span", { class: `stance ${stanceClass(row)}` }, shape(row.stance), STANCE_NAMES[stanceOf(row)]);
  if (!isModel(row)) return cell;
  return make("span", {}, cell, make("span", { class: "model-note" }, "suggested"));
}

function textCell(row, number) {
  const words = row.text.length > TEXT_SHOWN ? `${row.text.slice(0, TEXT_SHOWN)}…` : row.text || "(no text)";
  const inside = make("span", { class: "clip", dir: "auto" }, words);
  const open = row.article === undefined
    ? make("button", { type: "button", class: "open", onclick: () => go(number) }, inside)
    : make("a", { class: "open", href: linkOf(number), title: "Show it in its article" }, inside);
  open.addEventListener("focus", () => hover(number));
  open.addEventListener("blur", () => hover(null));
  const meta = [row.who, FACETS[1].used && row.target, row.form, row.split].filter(Boolean).join(" · ");
  return [open, make("span", { class: "meta" }, bdi(meta))];
}

function buildTable() {
  const head = make("tr", {}, ...columns.map((column) => make("th", { scope: "col", class: `col-${column.key}`, "data-key": column.key },
    make("button", { type: "button", onclick: () => sortBy(column) }, column.label))));
  byId("table").append(
    make("table", { class: "statements" },
      make("thead", {}, head),
      make("tbody", { id: "rows" })),
    make("p", { class: "empty", id: "empty", hidden: true }, "No statement passes the filters."),
    make("nav", { class: "pager", id: "pager", "aria-label": "Pages of the table" }));
  const body = byId("rows");
  const numberOf = (event) => {
    const line = event.target.closest("tr");
    return line ? Number(line.dataset.number) : undefined;
  };
  body.addEventListener("click", (event) => {
    if (event.target.closest("a, button") || String(window.getSelection())) return;
    go(numberOf(event));
  });
  body.addEventListener("keydown", (event) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const open = event.target.closest(".open");
    if (!by || !open) return;
    event.preventDefault();
    const all = [...body.querySelectorAll(".open")];
    all[all.indexOf(open) + by]?.focus();
  });
  onFilter.push(() => { table.page = 0; sortRows(); });
  onShow.push(() => {
    for (const line of body.children) line.classList.toggle("on", Number(line.dataset.number) === shown.pinned);
  });
}

/** Sort by a column: up, then down, then in reading order again. */
function sortBy(column) {
  if (table.column !== column) Object.assign(table, { column, down: false });
  else if (!table.down) table.down = true;
  else table.column = null;
  table.page = 0;
  sortRows();
}

function sortRows() {
  table.sorted = visible;
  if (table.column) {
    const keys = new Map(visible.map((number) => [number, table.column.value(rows[number])]));
    const sign = table.down ? -1 : 1;
    table.sorted = [...visible].sort((a, b) => {
      const one = keys.get(a), other = keys.get(b);
      return one < other ? -sign : one > other ? sign : a - b;
    });
  }
  for (const cell of byId("table").querySelectorAll("th[data-key]")) {
    if (table.column?.key === cell.dataset.key) cell.setAttribute("aria-sort", table.down ? "descending" : "ascending");
    else cell.removeAttribute("aria-sort");
  }
  drawRows();
}

function drawRows() {
  const start = table.page * table.size;
  const part = table.sorted.slice(start, start + table.size);
  byId("rows").replaceChildren(...part.map((number) => make("tr", { "data-number": number, class: number === shown.pinned ? "on" : null },
    ...columns.map((column) => make("td", { class: `col-${column.key}` }, ...[column.cell(rows[number], number)].flat())))));
  byId("empty").hidden = part.length > 0;
  drawPages(start, part.length);
}

function drawPages(start, length) {
  const pages = Math.max(Math.ceil(table.sorted.length / table.size), 1);
  const turn = (to, label, sign) => make("button", {
    type: "button", class: "small", "aria-label": label, disabled: to < 0 || to >= pages || to === table.page,
    onclick: () => {
      table.page = to;
      drawRows();
      const same = byId("pager").querySelector(`[aria-label="${label}"]`);
      (same.disabled ? byId("pager").querySelector("button:not(:disabled)") : same)?.focus();
      byId("table").scrollIntoView({ block: "nearest" });
    },
  }, sign);
  const size = make("select", {
    "aria-label": "Rows on a page",
    onchange: () => {
      table.page = Math.floor(start / Number(size.value));
      table.size = Number(size.value);
      drawRows();
      byId("pager").querySelector("select").focus();
    },
  }, ...PAGE_SIZES.map((number) => make("option", { value: number, selected: number === table.size }, `${number} a page`)));
  byId("pager").hidden = table.sorted.length <= PAGE_SIZES[0];
  byId("pager").replaceChildren(
    turn(0, "First page", "«"), turn(table.page - 1, "Previous page", "‹"),
    make("span", { role: "status" }, length
      ? `${(start + 1).toLocaleString("en")}–${(start + length).toLocaleString("en")} of ${table.sorted.length.toLocaleString("en")}`
      : "none"),
    turn(table.page + 1, "Next page", "›"), turn(pages - 1, "Last page", "»"),
    make("span", { class: "push" }), size);
}
