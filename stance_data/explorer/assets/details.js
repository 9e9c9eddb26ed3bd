// The box that says who, how and why of one statement: that under the pointer, else the chosen one.

const shown = { hovered: null, pinned: null };
const onShow = [];
const QUOTE_SHOWN = 3000;

const current = () => (shown.hovered === null ? shown.pinned : shown.hovered);

function hover(number) {
  if (shown.hovered === number) return;
  shown.hovered = number;
  renderDetails();
}

/** Choose a statement, or none with null. */
function pin(number) {
  shown.pinned = number;
  shown.hovered = null;
  renderDetails();
}

function renderDetails() {
  const number = current();
  const box = byId("details");
  const row = number === null ? null : rows[number];
  box.className = row ? `details ${stanceClass(row)}${isModel(row) ? " model" : ""}` : "details";
  document.body.classList.toggle("sheet", shown.pinned !== null && row !== null);
  byId("details-body").replaceChildren(...(row ? statementDetails(row, number) : howToRead()));
  box.parentElement.scrollTop = 0; // the column scrolls by itself, and the box is at its top
  for (const listener of onShow) listener();
}

function statementDetails(row, number) {
  const parts = [verdict(row, number)];
  if (hasSpeakers) parts.push(make("h2", {}, bdi(row.who || NOBODY)));
  const how = [row.kind, row.form && `${row.form} quotation`].filter(Boolean).join(" · ");
  if (how) parts.push(make("p", { class: "said" }, how));
  parts.push(quote(row));
  if (row.context) parts.push(make("h3", {}, "In its paragraph"), inContext(row));
  const facts = [];
  if (row.source) facts.push(["source", row.source]);
  if (row.cue) facts.push(["cue", row.cueKind ? `${row.cue} (${row.cueKind})` : row.cue]);
  if (row.target && FACETS[1].used) facts.push(["target", row.target]);
  facts.push(...labelled(row));
  if (row.basis) facts.push(["rests on", row.basis]);
  if (row.rationale) facts.push(["rationale", row.rationale]);
  for (const fact of ["title", "publisher", "date"]) if (row[fact]) facts.push([fact, row[fact]]);
  if (row.split) facts.push(["split", row.split]);
  for (const [name, value] of Object.entries(row.others || {})) facts.push([name.replaceAll("_", " "), value]);
  if (facts.length) {
    parts.push(make("dl", {}, ...facts.flatMap(([name, value]) => [
      make("dt", {}, name), make("dd", {}, String(value)),
    ])));
  }
  return [...parts, ...votesOf(row)];
}

function verdict(row, number) {
  return make("p", { class: "verdict" },
    make("span", { class: "stance" }, shape(row.stance), STANCE_NAMES[stanceOf(row)]),
    isModel(row) ? make("span", { class: "badge" }, "model’s suggestion") : null,
    steps(number));
}

/** Return who gave the label, and how sure or how agreed that is. */
function labelled(row) {
  if (!row.stance) return [];
  const by = FROM_NAMES[row.from] || "";
  const share = row.confidence === undefined ? "" : percent(row.confidence);
  if (isModel(row) || (!by && share)) return [["confidence", share || "not stated"]];
  if (!by) return [];
  return [["labelled", share ? `${by}; ${share === "100 %" ? "all" : share} of the annotators chose it` : by]];
}

const percent = (value) => `${Math.round(Number(value) * 100)} %`;

function quote(row) {
  const block = make("blockquote", {}, row.text.slice(0, QUOTE_SHOWN) || "(no text)");
  if (row.text.length > QUOTE_SHOWN) {
    const words = counted(row.words, "word");
    block.append("… ", make("button", {
      type: "button", class: "plain", onclick: () => block.replaceChildren(row.text),
    }, `Show all ${words}`));
  }
  return block;
}

function inContext(row) {
  const start = row.context.indexOf(row.text);
  if (start < 0) return make("blockquote", {}, row.context);
  const end = start + row.text.length;
  return make("blockquote", {}, row.context.slice(0, start),
    make("mark", { class: `st ${stanceClass(row)}` }, row.text), row.context.slice(end));
}

/** Return what single annotators chose, and how a person's label differs from a model's. */
function votesOf(row) {
  const parts = [];
  if (row.human !== undefined) {
    const differs = row.human !== row.stance;
    parts.push(make("h3", {}, "Human label"), make("ul", { class: "votes" },
      make("li", {}, vote(row.human), make("span", {},
        make("span", { class: differs ? "differ" : "who" },
          differs ? "differs from the model’s suggestion" : "as the model suggests"),
        row.humanRationale ? make("p", {}, row.humanRationale) : null))));
  }
  if (row.votes) {
    parts.push(heading(row), make("ul", { class: "votes" }, ...row.votes.map(([who, stance, basis, rationale]) => {
      const known = data.annotators[who];
      return make("li", {}, vote(stance), make("span", {}, bdi(who),
        known ? make("span", { class: "who" }, ` · ${known}`) : null,
        basis && basis !== "none" ? make("span", { class: "who" }, ` · ${basis}`) : null,
        rationale && rationale !== row.rationale ? make("p", {}, rationale) : null));
    })));
  } else if (row.counts) {
    parts.push(heading(row), make("ul", { class: "votes" }, ...row.counts.map(([stance, count]) =>
      make("li", {}, vote(stance), make("span", {}, `${count} of ${row.counts.reduce((sum, c) => sum + c[1], 0)}`)))));
  }
  return parts;
}

const heading = (row) => make("h3", {}, "Annotators ",
  row.agreement ? make("span", { class: row.agreement === "agree" ? "" : "differ" }, AGREEMENT_NAMES[row.agreement]) : null);

const vote = (stance) => make("span", { class: `vote ${stance}` },
  shape(STANCES.includes(stance) ? stance : ""), STANCE_NAMES[stance] || stance);

function steps(number) {
  const place = visible.indexOf(number);
  const nav = make("span", { class: "nav" });
  const step = (by, label, sign) => make("button", {
    type: "button", class: "small", "aria-label": label, disabled: visible[place + by] === undefined,
    onclick: () => {
      go(visible[place + by]);
      const same = byId("details").querySelector(`[aria-label="${label}"]`);
      (same.disabled ? byId("details") : same).focus({ preventScroll: true });
    },
  }, sign);
  if (place >= 0) {
    nav.append(`${(place + 1).toLocaleString("en")} of ${visible.length.toLocaleString("en")}`,
      step(-1, "Previous statement", "‹"), step(1, "Next statement", "›"));
  }
  if (shown.pinned !== null) {
    nav.append(make("button", { type: "button", class: "small close", "aria-label": "Close", onclick: unpin }, "×"));
  }
  return nav;
}

function howToRead() {
    const key = (mark, text) => make("li", {}, make("span", { class: "key" }, ...mark), make("span", {}, text));
  const sample = (name, extra = "") => [shape(name), " ", make("mark", { class: `st ${name || "none"}${extra}` }, "words")];
  const list = make("ul", { class: "legend" });
  if (rows.some((row) => row.stance)) {
    list.append(key(sample("pro"), "speak for the target"), key(sample("neutral"), "neither, or both alike"),
      key(sample("con"), "speak against it"));
  }
  if (rows.some((row) => !row.stance)) list.append(key(sample(""), "not labelled"));
  if (rows.some(isModel)) list.append(key(sample("pro", " model"), "hatched: a model’s suggestion"));
  if (articles.length) {
    list.append(key([make("mark", { class: "src" }, "who")], "the source, as printed"),
      key([make("mark", { class: "cue" }, "says")], "the cue that marks it as said"));
  }
  const hint = articles.length
    ? make("p", { class: "hint" }, "Point at, tap or focus a mark. ", make("kbd", {}, "Tab"), " enters the article, ",
      make("kbd", {}, "↑"), " ", make("kbd", {}, "↓"), " go from statement to statement, ",
      make("kbd", {}, "Enter"), " opens, ", make("kbd", {}, "Esc"), " closes.")
    : make("p", { class: "hint" }, "Choose a row to see all that is known of it. ",
      make("kbd", {}, "↑"), " ", make("kbd", {}, "↓"), " go from row to row, ", make("kbd", {}, "Esc"), " closes.");
  return [make("h2", {}, "How to read the marks"), list, hint];
}
