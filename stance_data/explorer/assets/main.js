// Views, addresses within the page, keys, theme; and the start.

const main = byId("main");
const tabs = [...document.querySelectorAll('[role="tab"]')];
const numberOf = new Map(rows.map((row, number) => [row.id, number]));

function showView(name) {
  if (!byId(`view-${name}`)) return;
  main.dataset.view = name;
  for (const tab of tabs) {
    const on = tab.id === `tab-${name}`;
    tab.setAttribute("aria-selected", String(on));
    tab.tabIndex = on ? 0 : -1;
    byId(`view-${tab.id.slice(4)}`).hidden = !on;
  }
  byId("filters").hidden = name === "card";
  if (name === "article" && shownArticle < 0) showArticle(0);
  if (name === "card") pin(null);
}

/** Show a statement where it stands: in its article, else in the table. */
function go(number) {
  if (number === undefined) return;
  const row = rows[number];
  if (row.article !== undefined && main.dataset.view === "article") {
    showArticle(row.article);
    pin(number);
    if (tags.has(number)) reveal(tags.get(number));
    return;
  }
  const place = table.sorted.indexOf(number);
  if (place >= 0 && Math.floor(place / table.size) !== table.page) {
    table.page = Math.floor(place / table.size);
    drawRows();
  }
  pin(number);
  const line = byId("rows").querySelector(`[data-number="${number}"]`);
  if (line) reveal(line);
}

function follow() {
  const match = /^#s=(.*)$/.exec(location.hash);
  if (!match) return;
  let id = match[1];
  try { id = decodeURIComponent(id); } catch { return; }
  const number = numberOf.get(id);
  if (number === undefined) return;
  if (!isVisible.has(number)) byId("reset").click();
  if (rows[number].article === undefined) {
    showView("statements");
    go(number);
    return;
  }
  showView("article");
  showArticle(rows[number].article);
  if (tags.has(number)) {
    tags.get(number).focus({ preventScroll: true });
    tags.get(number).scrollIntoView({ block: "center" });
  }
}

/** Let go of the chosen statement; the focus returns to where it stands. */
function unpin() {
  const number = shown.pinned;
  const inside = byId("details").contains(document.activeElement);
  pin(null);
  if (!inside || number === null) return;
  const back = main.dataset.view === "article" ? tags.get(number)
    : byId("rows").querySelector(`[data-number="${number}"] .open`);
  back?.addEventListener("focus", () => pin(null), { once: true });
  back?.focus({ preventScroll: true });
}

function buildTheme() {
  const names = { "": "as the system", dark: "dark", light: "light" };
  const button = byId("theme");
  const use = (theme) => {
    if (theme) document.documentElement.dataset.theme = theme;
    else delete document.documentElement.dataset.theme;
    byId("theme-name").textContent = `Theme: ${names[theme]}`;
    button.title = `Theme: ${names[theme]}`;
  };
  let stored = "";
  // A page from disk may have no storage; then the choice lasts as long as the page.
  try { stored = localStorage.getItem("stance-data-theme") || ""; } catch { stored = ""; }
  use(stored in names ? stored : "");
  button.addEventListener("click", () => {
    const now = document.documentElement.dataset.theme || "";
    const next = { "": "dark", dark: "light", light: "" }[now];
    use(next);
    try { localStorage.setItem("stance-data-theme", next); } catch { /* see above */ }
  });
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  if (shown.pinned !== null || shown.hovered !== null) unpin();
});
for (const tab of tabs) {
  tab.addEventListener("click", () => showView(tab.id.slice(4)));
  tab.addEventListener("keydown", (event) => {
    const at = tabs.indexOf(tab);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (to === undefined || !tabs[to]) return;
    event.preventDefault();
    tabs[to].focus();
    showView(tabs[to].id.slice(4));
  });
}
window.addEventListener("hashchange", follow);

buildTheme();
buildFilters();
buildArticle();
buildPlot();
buildTable();
showView(main.dataset.view);
filter();
renderDetails();
follow();
