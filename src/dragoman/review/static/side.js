// All about the active text: findings, what changed, marks, terms, the memory, and looking up words.
"use strict";

// `desk` gives what the page can do; the answer is what belongs to the side.
Review.side = (desk) => {
  const { el, byId, ask, button, kept, tell } = Review;
  const { page } = desk;

  const part = (title, ...children) => el("section", {}, el("h2", {}, title), ...children);
  const target = () => ({ lang: page.sheet.language.tag, dir: page.sheet.language.direction });
  const source = () => ({ lang: page.sheet.source.tag, dir: page.sheet.source.direction });

  const side = () => {
    const row = desk.now(), place = byId("side");
    if (!row || page.reading) return place.replaceChildren();
    const parts = [];
    const origin = [];
    if (row.origin) origin.push(`${row.is_machine ? "Draft of" : "Began as a draft of"} ${row.origin}, ${Review.age(row.made) || row.made}`);
    if (row.together > 1) origin.push(`${row.together} sentences translated together`);
    if (row.note) origin.push(`Author: ${row.note}`);
    parts.push(el("p", { class: "where" }, `Text ${row.at + 1} of ${page.rows.length} · line ${row.line}`, ...origin.map((text) => el("span", {}, text))));
    if (row.fault) parts.push(el("p", { class: "finding error" }, row.fault, el("small", {}, row.hint)));
    if (row.conflict) {
      parts.push(part("Two texts", el("p", {}, "Saved meanwhile by somebody else:"), el("blockquote", target(), row.target || "–"),
        el("p", {}, "Yours:"), el("blockquote", target(), row.mine ?? ""),
        el("p", {}, "From theirs to yours:"), el("p", { ...target(), class: "diff" }, ...Review.shownDiff(row.target, row.mine ?? "", page.sheet.language.tag)),
        button("Keep theirs", () => { row.mine = undefined; row.conflict = false; kept.drop(page.sheet, row.id); desk.draw(row); side(); desk.fetchFindings(); }),
        button("Take mine", () => { row.conflict = false; desk.draw(row); desk.startWriting(row); })));
    }
    const found = row.findings;
    if (found.length) parts.push(part("Findings", el("ul", { class: "plain" }, found.map((one) => findingOf(row, one)))));
    if (row.previous && row.previous !== row.source) {
      parts.push(part("Source since the approval", el("p", { ...source(), class: "diff" }, ...Review.shownDiff(row.previous, row.source, page.sheet.source.tag))));
    }
    if (row.agreed && row.agreed !== desk.textOf(row)) {
      parts.push(part("Translation since the approval", el("p", { ...target(), class: "diff" }, ...Review.shownDiff(row.agreed, desk.textOf(row), page.sheet.language.tag)),
        button("Back to the approved text", back, { "aria-keyshortcuts": "b" })));
    } else if (desk.isDirty(row) && row.target && !row.conflict) {
      parts.push(part("What you changed", el("p", { ...target(), class: "diff" }, ...Review.shownDiff(row.target, desk.textOf(row), page.sheet.language.tag))));
    }
    const marks = missing(row);
    if (row.marks.length) {
      parts.push(part("Marks", el("p", { class: "chips" }, row.marks.map((text) =>
        button(text, () => desk.insert(text), { class: marks.includes(text) ? "mark lacking" : "mark", "aria-label": marks.includes(text) ? `insert ${text}, which is missing` : `insert ${text}` })))));
    }
    if (row.terms.length) parts.push(part("Terms", el("ul", { class: "plain" }, row.terms.map((term) => termOf(row, term)))));
    if (row.rivals.length) parts.push(part("On another branch", el("ul", { class: "plain" }, row.rivals.map((text) => el("li", target(), button(text, () => desk.insert(text, { whole: true })))))));
    const matches = el("ol", { class: "plain", id: "matches" });
    parts.push(el("section", { id: "matches-part", hidden: !page.matches.length }, el("h2", {}, "From the memory"), matches));
    if (row.limit) {
      const length = Review.length(desk.textOf(row), page.sheet.language.tag);
      parts.push(el("p", { class: length > row.limit ? "count over" : "count" }, `${length} of ${row.limit} characters`));
    }
    if (row.waivers.length) parts.push(part("Waived", el("ul", { class: "plain" }, row.waivers.map((text) => el("li", {}, text)))));
    const risk = page.risks.get(row.at);
    if (page.queue && risk) parts.push(part("Why here in the queue", el("ul", { class: "plain" }, risk.reasons.map((one) => el("li", {}, one.words)))));
    parts.push(el("p", { class: "do" },
      button("Approve", desk.approve, { class: "main" }), desk.isDirty(row) ? button("Save draft", desk.saveDraft) : null,
      row.state === "approved" ? button("Reopen", desk.reopen) : null,
      Review.isLive && desk.told(row).some((one) => one.can_be_waived) ? button("Waive …", desk.askWhy) : null, button("Undo save", desk.undo)));
    if (Review.isLive) parts.push(concordance());
    place.replaceChildren(...parts);
    showMatches();
  };

  const findingOf = (row, one) => el("li", { class: `finding ${one.waived ? "waived" : one.severity}` },
    el("strong", {}, one.check), " ", one.message, one.hint ? el("small", {}, one.hint) : null,
    one.fix !== null && one.fix !== undefined && one.start >= 0 ? button(one.fix.trim() ? `Write ${one.fix}` : "Mend it", () => mend(row, one)) : null);

  const mend = (row, one) => {
    const text = desk.textOf(row);
    if (!page.writing) desk.startWriting(row);
    const field = desk.area();
    field.setSelectionRange(one.start, one.end);
    desk.insert(one.fix);
    if (field.value === text) desk.written(row, text.slice(0, one.start) + one.fix + text.slice(one.end));
  };

  const mendAll = () => {
    const row = desk.now();
    const one = row?.findings.find((finding) => finding.fix !== null && finding.fix !== undefined && finding.start >= 0 && !finding.waived);
    if (one) mend(row, one); else tell("Nothing here that a machine can mend");
  };

  const termOf = (row, term) => el("li", {}, el("span", source(), term.name), " ",
    term.approved ? el("span", target(), button(term.approved, () => desk.insert(term.approved), { class: "rendering" })) : "no rendering yet",
    term.forms.length ? el("span", { class: "forms", ...target() }, term.forms.slice(0, 12).map((form) => button(form, () => desk.insert(form), { class: "rendering" }))) : null,
    term.forbidden.length ? el("small", {}, "never: ", el("bdi", target(), term.forbidden.join(", "))) : null, term.note ? el("small", {}, term.note) : null);

  const missing = (row) => {
    const there = Review.marksIn(desk.textOf(row));
    return row.marks.filter((text) => !there.includes(text));
  };

  const insertMark = () => {
    const row = desk.now();
    if (!row) return;
    const lacking = missing(row)[0];
    if (!lacking) return tell("No mark is missing");
    if (!page.writing) desk.startWriting(row);
    const field = desk.area(), closing = lacking.replace("<", "</");
    if (!lacking.startsWith("</") && !lacking.endsWith("/>") && field.selectionStart !== field.selectionEnd && missing(row).includes(closing)) {
      desk.insert(lacking + field.value.slice(field.selectionStart, field.selectionEnd) + closing);
    } else desk.insert(lacking);
  };

  // The approved rendering; pressed again, the next of its forms, then the next term.
  const insertTerm = () => {
    const row = desk.now();
    const choices = row?.terms.flatMap((term) => [term.approved, ...term.forms].filter(Boolean)) ?? [];
    if (!choices.length) return tell("No term here");
    const last = page.inserted;
    if (page.writing && last && last.row === row.at && desk.area().value.slice(last.start, last.end) === last.text && desk.area().selectionStart === last.end) {
      desk.area().setSelectionRange(last.start, last.end);
    } else page.term = 0;
    const text = choices[page.term++ % choices.length];
    desk.insert(text);
    const end = desk.area().selectionStart;
    page.inserted = { row: row.at, start: end - text.length, end, text };
  };

  const back = () => {
    const row = desk.now();
    if (row?.agreed) desk.insert(row.agreed, { whole: true });
  };

  // ---- the memory ------------------------------------------------------------------------------------------------

  const fetchMatches = async () => {
    const row = desk.now();
    if (!row || !Review.isLive || page.reading) return;
    const own = row.suggestions.map(([target, likeness, article]) => ({ target, likeness, article, source: "" }));
    try {
      const found = await ask("matches", { ...desk.place(), id: row.id });
      if (row !== desk.now()) return;
      const known = new Set(found.map((one) => one.target));
      page.matches = [...found, ...own.filter((one) => !known.has(one.target))].slice(0, 5);
    } catch { page.matches = own; }
    showMatches();
  };

  const showMatches = () => {
    const list = byId("matches");
    if (!list) return;
    byId("matches-part").hidden = !page.matches.length;
    list.replaceChildren(...page.matches.map((one, number) => el("li", {}, el("kbd", {}, String(number + 1)), ` ${one.likeness}% `,
      el("span", target(), button(one.target, () => desk.insert(one.target, { whole: true }), { class: "match" })),
      one.source && one.source !== desk.now().source ? el("small", { ...source(), class: "diff" }, ...Review.shownDiff(one.source, desk.now().source, page.sheet.source.tag)) : null,
      one.article ? el("small", {}, one.article) : null)));
  };

  const concordance = () => {
    const field = el("input", { type: "search", id: "phrase", autocomplete: "off", spellcheck: "false", ...source(), "aria-label": "Words to look up in what was approved before" });
    field.value = page.phrase ?? "";
    field.addEventListener("input", () => { page.phrase = field.value; desk.later("concordance", 150, lookUp); });
    field.addEventListener("keydown", (event) => { if (event.key === "Escape") { desk.now()?.node.focus(); event.stopPropagation(); } });
    return el("section", {}, el("h2", {}, "Concordance"), field, el("ul", { class: "plain", id: "lines" }, page.lines ?? []));
  };

  const lookUp = async () => {
    const phrase = page.phrase?.trim();
    if (!phrase) { page.lines = []; byId("lines")?.replaceChildren(); return; }
    const found = await ask("concordance", { language: page.sheet.language.tag, phrase }).catch(() => []);
    if (page.phrase.trim() !== phrase) return;
    page.lines = found.map((one) => el("li", {}, el("span", source(), one.source), el("span", target(), button(one.target, () => desk.insert(one.target), { class: "match" })), el("small", {}, one.article)));
    if (!found.length) page.lines = [el("li", {}, "never approved before")];
    byId("lines")?.replaceChildren(...page.lines);
    tell(`${found.length} found`);
  };

  const askConcordance = () => {
    if (!Review.isLive) return;
    const chosen = getSelection().toString().trim();
    if (chosen) { page.phrase = chosen; lookUp(); }
    side();
    byId("phrase")?.focus();
    byId("phrase")?.select();
  };

  return { side, mendAll, insertMark, insertTerm, back, fetchMatches, askConcordance };
};
