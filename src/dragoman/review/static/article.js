// One article: source and target side by side, one key to approve, and nothing written is ever lost.
"use strict";
(() => {
  const { el, byId, ask, button, kept, tell, alarm } = Review;
  const OPEN = ["missing", "stale", "draft"];
  const REASONS = [
    "checked against the source, it is right as it stands",
    "the house writes it this way",
    "the quotation is rendered as it was said",
    "the name is right in this language",
    "the figure is right in this language",
  ];
  const page = {
    sheet: null, rows: [], order: [], active: -1, writing: false, saving: 0, risks: new Map(), matches: [],
    since: performance.now(), looked: new Map(), term: 0, queue: false, reading: false, preview: false, judged: 0,
  };
  window.ReviewPage = page; // for tests and the curious

  // ---- what is shown -------------------------------------------------------------------------------------------

  const now = () => page.rows[page.active];
  const textOf = (row) => row.mine ?? row.target;
  const isOpen = (row) => OPEN.includes(row.state);
  const isDirty = (row) => row.mine !== undefined && row.mine !== row.target;
  const errorsOf = (row) => row.findings.filter((one) => one.severity === "error" && !one.waived);
  const told = (row) => row.findings.filter((one) => !one.waived);
  const place = () => ({ article: page.sheet.article, language: page.sheet.language.tag });

  const chip = (text) => el("span", { class: "mark" }, text);

  const sourceOf = (row) => row.shown.map((part) => {
    if (part.is_mark) return chip(part.text);
    if (part.term < 0) return part.text;
    const term = row.terms[part.term];
    const said = [term.approved || "no rendering yet", term.note].filter(Boolean).join(" · ");
    return el("span", { class: "term", title: said }, part.text);
  });

  // A text with its marks as chips and findings underlined.
  const painted = (text, findings) => {
    const edges = new Set([0, text.length]);
    const spans = findings.filter((one) => one.start >= 0 && one.end <= text.length && one.end > one.start);
    for (const one of spans) edges.add(one.start).add(one.end);
    const tags = [...text.matchAll(/<\/?[a-z]+[0-9]*\/?>/g)].map((found) => [found.index, found.index + found[0].length]);
    for (const [start, end] of tags) edges.add(start).add(end);
    const points = [...edges].sort((one, other) => one - other);
    const parts = [];
    for (let at = 0; at + 1 < points.length; at++) {
      const piece = text.slice(points[at], points[at + 1]);
      const over = spans.filter((one) => one.start <= points[at] && one.end >= points[at + 1]);
      const isMark = tags.some(([start, end]) => start <= points[at] && end >= points[at + 1]);
      let node = isMark ? chip(piece) : piece;
      if (over.length) {
        const worst = ["error", "warning", "note"].find((name) => over.some((one) => one.severity === name && !one.waived)) ?? "waived";
        node = el("span", { class: `found ${worst}`, title: over.map((one) => `${one.check}: ${one.message}`).join("\n") }, node);
      }
      parts.push(node);
    }
    return parts;
  };

  const targetOf = (row) => {
    const text = textOf(row);
    if (text.trim()) return painted(text, row.findings);
    return [el("span", { class: "nothing", lang: "en", dir: "ltr" }, "not translated yet")];
  };

  const labelOf = (row) => {
    const found = told(row).length;
    const role = row.role === "body" ? "" : `, ${row.role.replace("meta:", "")}`;
    return `Text ${row.at + 1} of ${page.rows.length}, ${row.state}${role}${found ? `, ${found} ${found === 1 ? "finding" : "findings"}` : ""}`;
  };

  const gutterOf = (row) => {
    const risk = page.risks.get(row.at);
    const state = row.conflict ? "conflict" : row.pending ? "saving" : row.state;
    return [
      el("span", { class: `state ${state}` }, state),
      row.role === "body" ? null : el("small", { class: "role" }, row.role.replace("meta:", "")),
      errorsOf(row).length ? el("small", { class: "severity error" }, `${errorsOf(row).length} ${errorsOf(row).length === 1 ? "error" : "errors"}`) : null,
      told(row).length > errorsOf(row).length ? el("small", { class: "severity warning" }, `${told(row).length - errorsOf(row).length} to look at`) : null,
      page.queue && risk ? el("small", { class: "risk" }, risk.reasons.slice(0, 3).map((one) => one.words).join(", ")) : null,
    ];
  };

  const make = (row) => {
    const language = page.sheet.language;
    row.gutter = el("div", { class: "gutter" });
    row.cell = el("div", { class: "target", lang: language.tag, dir: language.direction });
    row.node = el("div", {
      class: "row", id: `row-${row.at}`, role: "group", tabindex: "-1",
      onfocus: () => { if (page.active !== row.at) activate(row.at, { focus: false }); },
      onmousedown: (event) => { if (!event.target.closest("textarea")) page.clicked = row.at; },
      onclick: (event) => {
        if (event.target.closest("textarea") || getSelection().toString()) return;
        activate(row.at, { write: Boolean(event.target.closest(".target")) && !page.reading });
      },
    }, row.gutter, el("div", { class: "source", lang: page.sheet.source.tag, dir: page.sheet.source.direction }, sourceOf(row)), row.cell);
    draw(row);
  };

  const draw = (row) => {
    row.node.className = ["row", `role-${row.role.replace(/[^a-z]/g, "-")}`, row.conflict ? "conflict" : row.state, row.at === page.active ? "active" : "",
      row.refused ? "refused" : "", row.block !== page.rows[row.at - 1]?.block ? "begins" : ""].filter(Boolean).join(" ");
    row.node.setAttribute("aria-label", labelOf(row));
    row.node.tabIndex = row.at === page.active ? 0 : -1;
    if (row.at === page.active) row.node.setAttribute("aria-current", "true"); else row.node.removeAttribute("aria-current");
    row.gutter.replaceChildren(...gutterOf(row).filter(Boolean));
    if (!(page.writing && row.at === page.active && row.cell.querySelector("textarea"))) row.cell.replaceChildren(...targetOf(row));
    else paintBehind(row);
  };

  const progress = () => {
    const words = (rows) => rows.reduce((sum, row) => sum + row.source.split(/\s+/).length, 0);
    const counts = Object.fromEntries([...OPEN, "approved"].map((name) => [name, page.rows.filter((row) => row.state === name).length]));
    const done = page.rows.filter((row) => row.state === "approved");
    const share = Math.round(100 * words(done) / Math.max(1, words(page.rows)));
    const errors = page.rows.filter((row) => errorsOf(row).length).length;
    byId("progress").replaceChildren(
      el("meter", { min: 0, max: 100, value: share, "aria-label": `${share} per cent of the words approved` }),
      el("span", {}, `${share}%`),
      ...[...OPEN, "approved"].filter((name) => counts[name]).map((name) => el("span", { class: `state ${name}` }, `${counts[name]} ${name}`)),
      ...(errors ? [el("span", { class: "severity error" }, `${errors} with errors`)] : []),
      ...(page.saving ? [el("span", { class: "saving" }, `saving ${page.saving} …`)] : []),
    );
  };

  // ---- the order, and who is active ----------------------------------------------------------------------------

  const fits = (row) => {
    const sought = byId("find").value.trim().toLowerCase();
    if (sought && ![row.source, textOf(row), ...row.terms.map((term) => term.name)].some((text) => text.toLowerCase().includes(sought))) return false;
    switch (byId("filter").value) {
      case "todo": return isOpen(row) || errorsOf(row).length > 0;
      case "missing": case "stale": case "draft": return row.state === byId("filter").value;
      case "findings": return told(row).length > 0;
      default: return true;
    }
  };

  const arrange = () => {
    const rows = page.queue
      ? [...page.rows].sort((one, other) => (page.risks.get(one.at)?.rank ?? 1e9) - (page.risks.get(other.at)?.rank ?? 1e9) || one.at - other.at)
      : page.rows;
    page.order = rows.filter((row) => fits(row) || row.at === page.active).map((row) => row.at);
    const blocks = [];
    let last = null;
    const { tag, direction } = page.sheet.language;
    for (const at of page.order) {
      const row = page.rows[at];
      if (page.queue || row.block !== last) blocks.push(el("div", { class: "block", ...(page.reading ? { lang: tag, dir: direction } : {}) }));
      last = row.block;
      blocks.at(-1).append(row.node);
    }
    byId("rows").replaceChildren(...blocks);
  };

  const look = () => {
    if (page.active < 0) return;
    const spent = document.hidden ? 0 : Math.min(600, (performance.now() - page.since) / 1000);
    page.looked.set(page.active, (page.looked.get(page.active) ?? 0) + spent);
    page.since = performance.now();
  };

  const activate = (at, { focus = true, write = false } = {}) => {
    if (at < 0 || at >= page.rows.length) return;
    look();
    page.since = performance.now();
    const before = now();
    if (before && before.at !== at) { page.writing = false; page.active = at; draw(before); }
    page.active = at;
    page.term = 0;
    page.matches = [];
    const row = now();
    if (write) return startWriting(row);
    if (page.writing) stopWriting();
    draw(row);
    side();
    if (focus) row.node.focus({ preventScroll: true });
    row.node.scrollIntoView({ block: page.reading ? "center" : "nearest", inline: "nearest" });
    later("matches", 120, fetchMatches);
  };

  const move = (step) => {
    const at = page.order.indexOf(page.active);
    activate(page.order[Math.min(page.order.length - 1, Math.max(0, at + step))] ?? 0);
  };

  // The next row in the order that `wanted` says yes to, round the end; false when there is none.
  const seek = (wanted, what) => {
    const from = page.order.indexOf(page.active);
    const row = page.order.map((_, step) => page.rows[page.order[(from + 1 + step) % page.order.length]]).find(wanted);
    if (!row) { tell(`No ${what}`); return false; }
    activate(row.at);
    return true;
  };

  // ---- writing ---------------------------------------------------------------------------------------------------

  const area = () => now()?.cell.querySelector("textarea") ?? null;

  const startWriting = (row) => {
    page.writing = true;
    const language = page.sheet.language;
    const field = el("textarea", {
      "aria-label": `Translation of text ${row.at + 1}`, lang: language.tag, dir: language.direction, rows: 1, spellcheck: "true",
      oninput: () => written(row, field.value),
    });
    field.value = textOf(row);
    row.cell.replaceChildren(el("div", { class: "editor" }, el("div", { class: "behind", "aria-hidden": "true" }), field));
    draw(row);
    side();
    field.focus({ preventScroll: true });
    row.node.scrollIntoView({ block: "nearest" });
    later("matches", 120, fetchMatches);
  };

  const stopWriting = () => {
    page.writing = false;
    const row = now();
    if (row) { draw(row); row.node.focus({ preventScroll: true }); }
  };

  const paintBehind = (row) => {
    const behind = row.cell.querySelector(".behind");
    if (behind) behind.replaceChildren(...painted(textOf(row), row.findings), "\u200b");
  };

  const written = (row, text) => {
    row.mine = text === row.target ? undefined : text;
    if (row.mine === undefined) kept.drop(page.sheet, row.id);
    else kept.put(page.sheet, row.id, { seen: row.seen, text });
    row.findings = row.findings.map((one) => ({ ...one, start: -1, end: -1 }));
    paintBehind(row);
    later("side", 60, side);
    later("judge", 250, () => judge(row));
  };

  // Puts text where the caret is, else in place of all.
  const insert = (text, { whole = false } = {}) => {
    const row = now();
    if (!row) return;
    if (!page.writing) startWriting(row);
    const field = area();
    if (whole) field.select();
    // As if typed, so that the browser's own undo takes it back; the plain way where that is not to be had.
    if (!document.execCommand?.("insertText", false, text)) field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
    written(row, field.value);
  };

  const judge = async (row) => {
    const text = textOf(row), turn = ++page.judged;
    if (!text.trim()) return;
    try {
      const found = await ask("judge", { ...place(), id: row.id, text });
      if (turn !== page.judged || textOf(row) !== text) return;
      row.findings = found;
      draw(row);
      if (row.at === page.active) side();
    } catch { /* the save will tell */ }
  };

  // ---- saving ----------------------------------------------------------------------------------------------------

  let chain = Promise.resolve();

  // Saves stand in a row: each is asked when the one before has its answer. One that finds no server waits for it.
  const send = (name, said) => {
    page.saving++;
    progress();
    const done = chain.then(async () => {
      for (let wait = 500; ; wait = Math.min(8000, wait * 2)) {
        try {
          const answer = await ask(name, said());
          alarm("");
          return answer;
        } catch (error) {
          if (error instanceof Review.Refusal) throw error;
          alarm(error instanceof Review.Busy
            ? "Another run of dragoman is at work. What you approve and write is saved when it ends."
            : "The server does not answer. What you approve and write is kept in this browser and saved when it is back.");
          await new Promise((resolve) => setTimeout(resolve, wait));
        }
      }
    }).finally(() => { page.saving--; progress(); });
    chain = done.catch(() => {});
    return done;
  };

  const take = (fresh) => {
    for (const one of fresh) {
      const row = page.rows[one.at];
      if (!row || row.id !== one.id) continue;
      Object.assign(row, one, { pending: false, conflict: false, refused: false });
      draw(row);
    }
    progress();
  };

  const file = async (row, approve, extra = {}) => {
    const text = textOf(row), before = { state: row.state, mine: row.mine };
    const same = page.rows.filter((other) => other.id === row.id);
    const checks = row.checks ?? [];
    look();
    for (const other of same) {
      Object.assign(other, { pending: true, refused: false, state: approve ? "approved" : other.state === "missing" ? "draft" : other.state });
      draw(other);
    }
    const back = () => same.forEach((other) => { Object.assign(other, { pending: false, state: before.state }); draw(other); });
    try {
      const answer = await send(extra.name ?? "save", () => ({
        ...place(), id: row.id, text, approve, seen: row.seen, shown_s: page.looked.get(row.at) ?? 0,
        settled: checks.filter((name) => !row.findings.some((one) => one.check === name)), ...extra.said,
      }));
      if (answer.stamp) page.sheet.stamp = answer.stamp;
      if (answer.theirs) { back(); same.forEach((other) => clash(other, answer.theirs, text)); return false; }
      if (answer.refused.length) {
        back();
        same.forEach((other) => { other.findings = answer.findings; other.refused = true; draw(other); });
        const names = [...new Set(answer.refused.map((one) => one.check))].join(", ");
        const go = el("button", { type: "button", onclick: () => { alarm(""); activate(row.at); } }, `Go to text ${row.at + 1}`);
        alarm(`Not approved, text ${row.at + 1}: ${names}. `, go);
        if (!page.writing) activate(row.at);
        return false;
      }
      for (const other of same) {
        other.findings = answer.findings.length || approve ? answer.findings : other.findings;
        if (textOf(other) === text) { other.mine = undefined; kept.drop(page.sheet, other.id); }
      }
      take(answer.rows);
      if (now() && same.includes(now())) side();
      later("findings", 1500, fetchFindings);
      if (page.preview) later("preview", 300, showPreview);
      return true;
    } catch (error) {
      back();
      same.forEach((other) => { other.mine = text === other.target ? undefined : text; draw(other); });
      alarm(`Not saved, text ${row.at + 1}: ${error.message}${error.hint ? ` – ${error.hint}` : ""}`);
      return false;
    }
  };

  // Somebody saved meanwhile: both texts stay in sight until one is chosen.
  const clash = (row, theirs, mine) => {
    Object.assign(row, theirs, { pending: false, conflict: true, mine, findings: [] });
    kept.put(page.sheet, row.id, { seen: row.seen, text: mine });
    draw(row);
    alarm(`Somebody else saved text ${row.at + 1} meanwhile. `, el("button", { type: "button", onclick: () => { alarm(""); activate(row.at); } }, "Look at both"));
    if (row.at === page.active) side();
  };

  const approve = () => {
    const row = now();
    if (!row || row.pending) return;
    if (!textOf(row).trim()) { startWriting(row); return tell("Nothing to approve yet: write the translation"); }
    if (row.conflict) return tell("Choose between the two texts first");
    if (!isDirty(row) && errorsOf(row).length) {
      row.refused = true;
      draw(row);
      return tell(`Not approved: ${errorsOf(row).map((one) => one.check).join(", ")}. Mend it, or waive with w`);
    }
    page.writing = false;
    const done = row.state === "approved" && !isDirty(row);
    if (!done) file(row, true);
    const at = page.order.indexOf(row.at);
    const rest = [...page.order.slice(at + 1), ...page.order.slice(0, at)];
    const next = rest.find((other) => isOpen(page.rows[other]) || isDirty(page.rows[other]));
    tell(next === undefined ? "Approved. Nothing is left to do." : `Approved. ${labelOf(page.rows[next])}`);
    if (next !== undefined) activate(next);
    else { stopWriting(); side(); }
  };

  const saveDraft = () => {
    const row = now();
    if (row && isDirty(row) && !row.pending) file(row, false).then((done) => done && tell("Saved as a draft"));
  };

  const reopen = () => {
    const row = now();
    if (row && row.state === "approved" && !row.pending) { row.state = "draft"; file(row, false); }
  };

  const waive = (reason, until = "") => {
    const row = now();
    const wanted = told(row).filter((one) => one.can_be_waived).map((one) => [one.check, one.about]);
    if (!wanted.length || !reason.trim()) return;
    const approving = textOf(row).trim() && told(row).every((one) => one.can_be_waived || one.severity !== "error");
    const put = async () => {
      if (isDirty(row) && !(await file(row, false))) return;
      if (!(await file(row, row.state === "approved", { name: "waive", said: { checks: wanted, reason, until } }))) return;
      if (approving) await file(row, true);
    };
    put();
    tell(`Waived: ${wanted.map(([check]) => check).join(", ")}`);
    if (approving) seek((other) => isOpen(other) && other.at !== row.at, "text left to do");
  };

  const undo = async () => {
    try {
      const answer = await send("undo", () => ({}));
      if (answer.article !== page.sheet.article || answer.language !== page.sheet.language.tag) {
        return alarm(`Taken back in ${answer.article}, ${answer.language}.`);
      }
      for (const one of answer.rows) { page.rows[one.at].mine = undefined; kept.drop(page.sheet, one.id); }
      if (answer.stamp) page.sheet.stamp = answer.stamp;
      take(answer.rows);
      if (answer.rows.length) activate(answer.rows[0].at);
      tell("Taken back");
      later("findings", 800, fetchFindings);
    } catch (error) { alarm(`${error.message}${error.hint ? ` – ${error.hint}` : ""}`); }
  };

  const desk = { page };
  const { side, mendAll, insertMark, insertTerm, back, fetchMatches, askConcordance } = Review.side(desk);

  // ---- views -----------------------------------------------------------------------------------------------------

  const toggle = (name, on = !page[name]) => {
    page[name] = on;
    byId(name).setAttribute("aria-pressed", String(on));
    document.body.classList.toggle(`is-${name}`, on);
  };

  const readThrough = () => {
    toggle("reading");
    if (page.reading && page.queue) toggle("queue", false);
    arrange();
    if (page.writing) stopWriting();
    side();
    now()?.node.focus({ preventScroll: true });
    requestAnimationFrame(() => now()?.node.scrollIntoView({ block: "center" }));
    tell(page.reading ? "Reading through the translation" : "Side by side");
  };

  const showQueue = async () => {
    toggle("queue");
    if (page.queue) {
      try {
        const found = await ask("queue", place());
        page.risks = new Map(found.map((one, rank) => [one.at, { ...one, rank }]));
      } catch (error) { alarm(`No queue: ${error.message}`); toggle("queue", false); }
    }
    arrange();
    page.rows.forEach(draw);
    activate(page.queue ? page.order.find((at) => isOpen(page.rows[at])) ?? page.order[0] : page.active);
    tell(page.queue ? "The riskiest text first" : "In the order of the article");
  };

  const showPreview = async () => {
    const texts = Object.fromEntries(page.rows.filter(isDirty).map((row) => [row.id, row.mine]));
    try {
      byId("preview-frame").src = `preview/${await ask("preview", { ...place(), texts })}`;
    } catch (error) { alarm(`No preview: ${error.message}`); }
  };

  const togglePreview = () => {
    if (!Review.isLive) return;
    toggle("preview");
    byId("preview-pane").hidden = !page.preview;
    byId("side").hidden = page.preview;
    if (page.preview) showPreview();
  };

  const askWhy = () => {
    const row = now();
    if (!Review.isLive) return tell("Findings are waived in the newsroom");
    if (!row || !told(row).some((one) => one.can_be_waived)) return tell("Nothing here can be waived");
    byId("reasons").replaceChildren(...REASONS.map((reason, number) => el("li", {}, button(`${number + 1}  ${reason}`, () => { byId("waive").close(); waive(reason); }))));
    byId("reason").value = "";
    byId("until").value = "";
    byId("waive").showModal();
  };

  const askName = () => {
    if (!Review.isLive) return;
    const left = page.rows.filter(isOpen).length, wrong = page.rows.filter((row) => errorsOf(row).length).length;
    byId("sign-text").textContent = left || wrong
      ? `Not yet: ${left} to do, ${wrong} with errors. A signature is over the whole article.`
      : "Your name stands in the catalog over every text of this article, and is void when one of them changes.";
    byId("sign-dialog").querySelector("[value=sign]").disabled = Boolean(left || wrong);
    byId("sign-name").value = page.sheet.who.replace(/\s*<.*/, "");
    byId("sign-dialog").showModal();
  };

  const sign = async () => {
    try {
      const answer = await send("sign", () => ({ ...place(), name: byId("sign-name").value, seen: page.rows.map((row) => row.seen) }));
      page.sheet.stamp = answer.stamp;
      page.sheet.signatures = answer.signatures;
      title();
      tell("Signed");
    } catch (error) { alarm(`Not signed: ${error.message}${error.hint ? ` – ${error.hint}` : ""}`); }
  };

  const showHelp = () => {
    byId("keys").replaceChildren(...KEYS.map((one) => el("tr", {}, el("td", {}, el("kbd", {}, one.shown ?? one.key)), el("td", {}, one.what))));
    byId("help").showModal();
  };

  // ---- keys ------------------------------------------------------------------------------------------------------

  const KEYS = [
    { key: "Enter", shown: "Enter (writing: Ctrl+Enter)", what: "approve, and go on", run: approve },
    { key: "ArrowDown", shown: "↓ or j", what: "next text", run: () => move(1) },
    { key: "ArrowUp", shown: "↑ or k", what: "text before", run: () => move(-1) },
    { key: "e", shown: "e (Esc leaves)", what: "write", run: () => now() && startWriting(now()) },
    { key: "g", what: "next text to do", run: () => seek(isOpen, "text to do") },
    { key: "f", what: "next finding", run: () => seek((row) => told(row).length > 0, "finding") },
    { key: "s", what: "next stale text", run: () => seek((row) => row.state === "stale", "stale text") },
    { key: "1", shown: "1 – 5", what: "insert a match of the memory", run: null },
    { key: "t", what: "insert a term; again: its next form", run: insertTerm },
    { key: "m", what: "insert a missing mark, around what is chosen", run: insertMark },
    { key: "x", what: "mend what a machine can mend", run: mendAll },
    { key: "b", what: "back to the approved text", run: back },
    { key: "c", what: "look up words in what was approved before", run: askConcordance },
    { key: "w", shown: "w, then a number", what: "waive with a reason and approve", run: askWhy },
    { key: "d", shown: "d (writing: Ctrl+S)", what: "save as a draft", run: saveDraft },
    { key: "o", what: "reopen an approved text", run: reopen },
    { key: "u", what: "undo the last save", run: undo },
    { key: "r", what: "read the translation through", run: readThrough },
    { key: "q", what: "queue by risk, or the article's order", run: showQueue },
    { key: "p", what: "preview of the page", run: togglePreview },
    { key: "n", what: "sign off", run: askName },
    { key: "/", what: "find", run: () => byId("find").focus() },
    { key: "?", what: "these keys", run: showHelp },
  ];

  const LETTERS = new Map(KEYS.filter((one) => one.run).map((one) => [one.key, one.run]));
  LETTERS.set("j", () => move(1)).set("k", () => move(-1));

  // The letter of a key, also under a keyboard of another script, and under Alt, which makes others of them.
  const letterOf = (event) => {
    if (/^Key[A-Z]$/.test(event.code) && (event.altKey || !/^[a-z]$/i.test(event.key))) return event.code.slice(3).toLowerCase();
    if (/^Digit[0-9]$/.test(event.code) && !/^[?/]$/.test(event.key)) return event.code.slice(5);
    return event.key.length === 1 ? event.key.toLowerCase() : event.key;
  };

  document.addEventListener("keydown", (event) => {
    if (event.isComposing || document.querySelector("dialog[open]")) {
      const number = Number(event.key);
      if (byId("waive").open && number >= 1 && number <= REASONS.length && !event.target.closest("input")) {
        event.preventDefault();
        byId("waive").close();
        waive(REASONS[number - 1]);
      }
      return;
    }
    const writing = event.target.closest?.("textarea") !== null && page.writing;
    const letter = letterOf(event), strong = event.ctrlKey || event.metaKey;
    let run = null;
    if (strong && !event.altKey && event.key === "Enter") run = approve;
    else if (strong && !event.altKey && !event.shiftKey && letter === "s") run = saveDraft;
    else if (strong) return;
    else if (event.key === "Escape" && writing) run = stopWriting;
    else if (event.key === "Escape" && page.reading) run = readThrough;
    else if (writing ? event.altKey : !event.altKey && (event.target === document.body || event.target.closest?.(".row, #rows") )) {
      if (/^[1-5]$/.test(letter)) run = () => page.matches[letter - 1] ? insert(page.matches[letter - 1].target, { whole: true }) : tell("No such match");
      else if (!(writing && letter === "Enter")) run = LETTERS.get(letter) ?? null;
    } else if (letter === "?" && !event.target.closest?.("input, select, textarea")) run = showHelp;
    else if (event.key === "Escape" && !writing) run = () => now()?.node.focus();
    if (event.target.closest?.("button, a, select, input") && event.key !== "Escape") return;
    if (run) { event.preventDefault(); run(); }
  });

  // ---- time ------------------------------------------------------------------------------------------------------

  const timers = {};
  const later = (name, wait, run) => { clearTimeout(timers[name]); timers[name] = setTimeout(run, wait); };

  const fetchFindings = async () => {
    const asked = page.saving;
    try {
      const found = await ask("findings", place());
      if (page.saving !== asked || page.saving) return later("findings", 1500, fetchFindings);
      for (const row of page.rows) {
        if (isDirty(row) || row.conflict) continue;
        const fresh = found[row.id] ?? [];
        row.checks ??= fresh.filter((one) => !one.waived).map((one) => one.check);
        if (JSON.stringify(fresh) !== JSON.stringify(row.findings)) { row.findings = fresh; draw(row); }
      }
      if (found[""]?.length) alarm(found[""].map((one) => `${one.check}: ${one.message}`).join(" · "));
      progress();
      if (!page.writing) side(); else later("side", 0, side);
    } catch { /* asked again at the next save */ }
  };

  const watch = async () => {
    if (!document.hidden && !page.saving && page.sheet) {
      try {
        if ((await ask("stamp", place())) !== page.sheet.stamp && !page.saving) await reload();
      } catch { /* told when something is saved */ }
    }
    setTimeout(watch, 2000);
  };

  // What others saved, taken in: a text that is being written is never replaced.
  const reload = async () => {
    const sheet = await ask("sheet", place());
    if (page.saving) return;
    const active = now()?.id, writing = page.writing, field = area();
    const mine = new Map(page.rows.filter(isDirty).map((row) => [row.id, { text: row.mine, seen: row.seen, findings: row.findings }]));
    const findings = new Map(page.rows.map((row) => [row.id, row]));
    if (sheet.rows.length === page.rows.length && sheet.rows.every((row, at) => row.id === page.rows[at].id)) {
      page.sheet = { ...sheet };
      for (const one of sheet.rows) {
        const row = page.rows[one.at];
        if (row.seen === one.seen) { Object.assign(row, one); continue; }
        if (isDirty(row)) { clash(row, one, row.mine); continue; }
        Object.assign(row, one, { findings: [], refused: false });
        draw(row);
      }
      tell("Somebody saved this article");
    } else {
      take_in(sheet);
      for (const row of page.rows) {
        const held = mine.get(row.id);
        row.findings = findings.get(row.id)?.seen === row.seen ? findings.get(row.id).findings : [];
        if (held && held.seen !== row.seen) clash(row, row, held.text);
        else if (held) { row.mine = held.text; draw(row); }
      }
      const at = page.rows.findIndex((row) => row.id === active);
      const value = field?.value;
      activate(at < 0 ? 0 : at, { write: writing && at >= 0 });
      if (writing && at < 0 && value) alarm("The text you were writing is not in the article any more; it is kept here: ", el("q", { lang: page.sheet.language.tag, dir: page.sheet.language.direction }, value));
    }
    progress();
    later("findings", 300, fetchFindings);
    later("side", 0, side);
  };

  Object.assign(desk, {
    now, textOf, isDirty, told, place, draw, startWriting, area, written, insert, approve, saveDraft, reopen, undo, askWhy, later, fetchFindings,
  });

  // ---- the beginning ---------------------------------------------------------------------------------------------

  const title = () => {
    const { sheet } = page;
    document.title = `${sheet.title} · ${sheet.language.tag}`;
    const signed = (sheet.signatures ?? []).map((one) => el("small", { class: one.is_valid ? "signed" : "void" }, one.is_valid ? `signed by ${one.name}, ${one.date}` : `signature of ${one.name} is void: a text has changed`));
    byId("title").replaceChildren(el("span", { lang: sheet.source.tag, dir: sheet.source.direction }, sheet.title), ...signed,
      sheet.deadline ? el("small", {}, `due ${sheet.deadline}`) : "");
  };

  const take_in = (sheet) => {
    page.sheet = sheet;
    page.rows = sheet.rows.map((row) => ({ ...row, findings: row.findings ?? [] }));
    page.active = -1;
    page.writing = false;
    for (const row of page.rows) make(row);
    arrange();
  };

  const begin = async () => {
    const wanted = Review.wanted();
    let sheet;
    try { sheet = await ask("sheet", wanted); }
    catch (error) {
      byId("title").textContent = "This article cannot be opened";
      return alarm(`${error.message}${error.hint ? ` – ${error.hint}` : ""}`);
    }
    take_in(sheet);
    title();
    byId("languages").replaceChildren(...sheet.languages.map((one) => el("option", { value: one.tag, selected: one.tag === sheet.language.tag }, one.name)));
    let restored = 0;
    for (const row of page.rows) {
      const held = kept.get(sheet, row.id);
      if (!held || held.text === row.target) continue;
      restored++;
      if (held.seen === row.seen) { row.mine = held.text; draw(row); }
      else clash(row, row, held.text);
    }
    if (restored) alarm(`${restored} ${restored === 1 ? "text that was" : "texts that were"} never saved: here again as you left ${restored === 1 ? "it" : "them"}.`);
    progress();
    const hash = Number(/^#row-(\d+)$/.exec(location.hash)?.[1] ?? -1);
    const first = page.rows.findIndex(isOpen);
    activate(hash >= 0 && hash < page.rows.length ? hash : Math.max(first, 0));
    document.body.dataset.ready = "yes";
    fetchFindings();
    if (Review.isLive) setTimeout(watch, 2000);
  };

  if (!Review.isLive) {
    for (const id of ["preview", "sign", "back", "languages-field"]) byId(id).hidden = true;
    byId("take").hidden = false;
    byId("take").addEventListener("click", () => Review.takeHome());
  }
  for (const [id, run] of [["queue", showQueue], ["reading", readThrough], ["preview", togglePreview], ["sign", askName], ["help-button", showHelp]]) byId(id).addEventListener("click", run);
  for (const id of ["filter", "find"]) byId(id).addEventListener("input", () => { arrange(); tell(`${page.order.length} of ${page.rows.length} shown`); });
  byId("find").addEventListener("keydown", (event) => { if (event.key === "Enter") now()?.node.focus(); });
  byId("languages").addEventListener("change", () => { location.href = Review.addressOf(page.sheet.article, byId("languages").value); });
  byId("waive").addEventListener("close", () => { if (byId("waive").returnValue === "waive") waive(byId("reason").value, byId("until").value); byId("waive").returnValue = ""; });
  byId("sign-dialog").addEventListener("close", () => { if (byId("sign-dialog").returnValue === "sign") sign(); byId("sign-dialog").returnValue = ""; });
  addEventListener("beforeunload", (event) => { if (page.saving) event.preventDefault(); });
  document.addEventListener("visibilitychange", look);
  begin();
})();
