// The article: its text in segments, each knowing the statements that it is part of.

let shownArticle = -1;
let segments = []; // {element, content, source, cue}
let tags = new Map(); // statement → its button
let parts = new Map(); // statement → the segments of its content, source and cue
let order = []; // statements of the article, by place
const LONG = 60; // paragraphs from which those out of sight are not laid out

function showArticle(number) {
  if (!articles.length || number === shownArticle) return;
  shownArticle = number;
  const article = articles[number];
  segments = []; tags = new Map(); parts = new Map(); order = [];
  const nodes = article.paragraphs.map(paragraph);
  const plain = (pieces) => pieces.map((piece) => (typeof piece === "string" ? piece : piece[0])).join("").trim();
  const first = article.paragraphs[0] || [];
  const bare = (words) => words.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  const same = article.title && bare(plain(first)) === bare(article.title) && first.every((x) => typeof x === "string");
  const headline = make("h2", { dir: "auto" }, article.title || article.id);
  if (same) nodes[0] = null;
  const kicker = [article.publisher, article.date, articles.length > 1 ? article.id : ""].filter(Boolean).join(" · ");
  const target = order.length ? rows[order[0]].target : "";
  byId("article").className = nodes.length > LONG ? "long" : "";
  byId("article").replaceChildren(...[
    kicker && make("p", { class: "kicker" }, bdi(kicker)),
    headline,
    target && make("p", { class: "towards" }, make("span", {}, "Stances are towards: "), bdi(target)),
    order.length ? null : make("p", { class: "silent" }, "No statement of this page is in this article."),
    ...nodes,
    (article.rights || article.url) && make("p", { class: "rights" }, bdi(article.rights || ""),
      /^https?:\/\//.test(article.url || "") ? make("a", { href: article.url, rel: "noopener noreferrer", target: "_blank" }, " Source") : null),
  ].filter(Boolean));
  showPager();
  paint();
}

/** Tell whether the lines of a paragraph were broken by hand, at 60 to 80 characters or so. */
function isWrapped(pieces) {
  const lines = pieces.map((piece) => (typeof piece === "string" ? piece : piece[0])).join("").trim().split("\n");
  return lines.length > 1 && lines.slice(0, -1).every((line) => line.length >= 45 && line.length <= 100);
}

function paragraph(pieces) {
  const element = make("p", { class: "para", dir: "auto" });
  if (isWrapped(pieces)) element.classList.add("wrapped");
  for (const piece of pieces) {
    if (typeof piece === "string") {
      element.append(piece);
      continue;
    }
    const [text, content = [], source = [], cue = []] = piece;
    for (const number of content) {
      if (tags.has(number)) continue;
      tags.set(number, tag(number));
      order.push(number);
      element.append(tags.get(number));
    }
    const segment = { element: make("mark", {}, text), content, source, cue };
    if (content.length) segment.element.dataset.statements = content.join(" ");
    for (const number of new Set([...content, ...source, ...cue])) {
      if (!parts.has(number)) parts.set(number, []);
      parts.get(number).push(segment);
    }
    segments.push(segment);
    element.append(segment.element);
  }
  return element;
}

/** Return the button before a statement: what the keyboard and a screen reader meet. */
function tag(number) {
  const row = rows[number];
  const words = row.text.length > 160 ? `${row.text.slice(0, 160)}…` : row.text;
  const name = [
    isModel(row) ? `${STANCE_NAMES[stanceOf(row)]}, a model’s suggestion` : STANCE_NAMES[stanceOf(row)],
    row.who || NOBODY, row.form,
  ].filter(Boolean).join(", ");
  return make("button", {
    type: "button", class: `tag${isModel(row) ? " model" : ""}`, tabindex: "-1", "data-number": number,
    "aria-label": `${name}: ${words}`, "aria-controls": "details",
    onclick: () => { pin(number); byId("details").focus({ preventScroll: true }); },
    onfocus: () => { if (current() !== number) pin(number); rove(number); },
  }, shape(row.stance));
}

/** Let one button of the article alone be a stop of the Tab key: the chosen one, else the first. */
function rove(number) {
  const inView = order.filter((one) => isVisible.has(one));
  const stop = inView.includes(number) ? number : inView[0];
  for (const [one, button] of tags) button.tabIndex = one === stop ? 0 : -1;
}

/** Give each segment the look of the statements that it is part of and that pass the filters. */
function paint() {
  const on = current();
  for (const { element, content, source, cue } of segments) {
    const active = content.filter((number) => isVisible.has(number));
    const names = [];
    if (active.length) {
      const looks = active.map((number) => stanceClass(rows[number]));
      const main = active.includes(on) ? stanceClass(rows[on]) : looks[looks.length - 1];
      names.push("st", main);
      if (active.every((number) => isModel(rows[number]))) names.push("model");
      if (active.length > 1) names.push("over");
      const other = looks.find((look) => look !== main);
      if (other) {
        names.push("mixed");
        element.style.setProperty("--tint-2", `var(--${other}-tint)`);
      }
    }
    if (source.some((number) => isVisible.has(number))) names.push("src");
    if (cue.some((number) => isVisible.has(number))) names.push("cue");
    if (on !== null && (content.includes(on) || source.includes(on) || cue.includes(on))) names.push("on");
    element.className = names.join(" ");
  }
  for (const [number, button] of tags) button.hidden = !isVisible.has(number);
  rove(on);
}
onFilter.push(paint);

let painted = null;
onShow.push(() => {
  const before = painted;
  painted = current();
  const touched = new Set([...(parts.get(before) || []), ...(parts.get(painted) || [])]);
  if (!touched.size) return;
  const all = segments;
  segments = [...touched];
  paint();
  segments = all;
});

/** Return the shortest of the statements that a segment is part of and that are shown. */
function innermost(element) {
  const numbers = element.dataset.statements.split(" ").map(Number).filter((n) => isVisible.has(n));
  return numbers.sort((a, b) => rows[a].text.length - rows[b].text.length);
}

function buildArticle() {
  const box = byId("article");
  if (!box) return;
  const marked = (event) => event.target.closest("[data-statements]");
  box.addEventListener("mouseover", (event) => {
    const mark = marked(event);
    const tagged = event.target.closest(".tag");
    if (tagged) hover(Number(tagged.dataset.number));
    else hover(mark ? innermost(mark)[0] ?? null : null);
  });
  box.addEventListener("mouseleave", () => hover(null));
  box.addEventListener("click", (event) => {
    const mark = marked(event);
    if (!mark || String(window.getSelection())) return;
    const here = innermost(mark);
    if (!here.length) return;
    // A second click where statements overlap takes the next of them.
    const next = here[(here.indexOf(shown.pinned) + 1) % here.length];
    pin(next);
    tags.get(next).focus({ preventScroll: true });
    reveal(mark);
  });
  box.addEventListener("keydown", (event) => {
    if (!event.target.closest(".tag")) return;
    const inView = order.filter((number) => isVisible.has(number));
    const at = inView.indexOf(Number(event.target.dataset.number));
    const to = { ArrowDown: at + 1, ArrowRight: at + 1, ArrowUp: at - 1, ArrowLeft: at - 1, Home: 0, End: inView.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    if (inView[to] !== undefined) focusTag(inView[to]);
  });
}

function focusTag(number) {
  tags.get(number).focus({ preventScroll: true });
  reveal(tags.get(number));
}

/** Bring an element into view, above the sheet that a narrow screen shows. */
function reveal(element) {
  element.scrollIntoView({ block: "nearest" });
}

function showPager() {
  const pager = byId("article-pager");
  pager.hidden = articles.length < 2;
  if (pager.hidden) return;
  const step = (by, label, sign) => make("button", {
    type: "button", class: "small", "aria-label": label, disabled: !articles[shownArticle + by],
    onclick: () => {
      pin(null);
      showArticle(shownArticle + by);
      const same = pager.querySelector(`[aria-label="${label}"]`);
      (same.disabled ? pager.querySelector("button:not(:disabled)") : same).focus();
    },
  }, sign);
  const nodes = [step(-1, "Previous article", "‹"), step(1, "Next article", "›"),
    `Article ${(shownArticle + 1).toLocaleString("en")} of ${articles.length.toLocaleString("en")}`];
  if (articles.length <= 1000) {
    const select = make("select", { "aria-label": "Article", onchange: () => { pin(null); showArticle(Number(select.value)); pager.querySelector("select").focus(); } },
      ...articles.map((article, number) => make("option", { value: number, selected: number === shownArticle }, article.title || article.id)));
    nodes.push(select);
  }
  pager.replaceChildren(...nodes);
}
