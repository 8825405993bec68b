// The desk: every article in every language, how far it is, and what the checks found.
"use strict";
(() => {
  const { el, byId, ask } = Review;
  const STATES = ["missing", "stale", "draft", "approved"];
  const state = { boards: [], who: "", asked: new Set() };
  const fields = ["filter", "language", "find"].map(byId);

  const key = (board) => `${board.article}\n${board.language}`;
  const isDone = (board) => STATES.slice(0, 3).every((name) => !board.states[name]);

  const fits = (board) => {
    const [filter, language, find] = fields.map((field) => field.value);
    if (language && board.language !== language) return false;
    const sought = find.trim().toLowerCase();
    if (sought && ![board.title, board.article, ...board.terms].some((text) => text.toLowerCase().includes(sought))) return false;
    switch (filter) {
      case "todo": return !isDone(board) || Boolean(board.trouble);
      case "missing": case "stale": case "draft": return Boolean(board.states[filter]);
      case "findings": return Boolean(board.errors || board.warnings || board.trouble);
      case "mine": return board.people.some((name) => isMe(name));
      default: return true;
    }
  };

  const isMe = (name) => {
    const [mine, other] = [state.who, name].map((text) => text.replace(/<.*/, "").trim().toLowerCase());
    return Boolean(mine) && mine === other;
  };

  const cell = (board) => {
    if (!board) return el("td", {});
    if (board.trouble) return el("td", { class: "trouble" }, board.trouble);
    const total = STATES.reduce((sum, name) => sum + (board.states[name] ?? 0), 0);
    const counts = STATES.filter((name) => board.states[name] && name !== "approved")
      .map((name) => el("span", { class: `state ${name}` }, `${board.states[name]} ${name}`));
    if (!counts.length) counts.push(el("span", { class: "state approved" }, `all ${total} approved`));
    const found = [];
    if (board.errors) found.push(el("span", { class: "severity error" }, `${board.errors} ${board.errors === 1 ? "error" : "errors"}`));
    if (board.warnings) found.push(el("span", { class: "severity warning" }, `${board.warnings} ${board.warnings === 1 ? "warning" : "warnings"}`));
    const meter = el("meter", { min: 0, max: total, value: board.states.approved, "aria-label": `${board.states.approved} of ${total} approved` });
    return el("td", { class: fits(board) ? "" : "aside" },
      el("a", { class: "open", href: Review.addressOf(board.article, board.language), "aria-label": `${board.title} in ${board.language}` },
        meter, el("span", { class: "counts" }, ...counts), found.length ? el("span", { class: "counts" }, ...found) : null));
  };

  const draw = () => {
    const shown = state.boards.filter(fits);
    const wanted = fields[1].value;
    const languages = [...new Set(state.boards.map((board) => board.language))].filter((tag) => !wanted || tag === wanted);
    const by = new Map(state.boards.map((board) => [key(board), board]));
    const articles = [...new Set(shown.map((board) => board.article))];
    const head = el("tr", {}, el("th", { scope: "col" }, "Article"), el("th", { scope: "col" }, "Deadline"),
      languages.map((tag) => el("th", { scope: "col" }, tag)));
    const rows = articles.map((article) => {
      const own = state.boards.filter((board) => board.article === article);
      const late = own[0].deadline && Date.parse(own[0].deadline) < Date.now() && !own.every(isDone);
      return el("tr", {},
        el("th", { scope: "row" }, own[0].title, el("small", {}, article)),
        el("td", { class: late ? "late" : "" }, own[0].deadline),
        languages.map((tag) => cell(by.get(`${article}\n${tag}`))));
    });
    const board = byId("board");
    board.tHead.replaceChildren(head);
    board.tBodies[0].replaceChildren(...rows);
    const left = state.boards.reduce((sum, one) => sum + one.words, 0);
    const open = state.boards.filter((one) => !isDone(one)).length;
    byId("progress").textContent = `${open} of ${state.boards.length} to do · ${left} words`;
    Review.tell(`${shown.length} of ${state.boards.length} shown`);
  };

  const offer = () => {
    const tags = [...new Set(state.boards.map((board) => board.language))];
    fields[1].replaceChildren(el("option", { value: "" }, "all"), ...tags.map((tag) => el("option", { value: tag }, tag)));
    const terms = [...new Set(state.boards.flatMap((board) => board.terms))].sort();
    byId("terms").replaceChildren(...terms.map((term) => el("option", { value: term })));
  };

  // The checks are asked for one article after the other: what is open comes first, and nothing waits for them.
  let judging = false;
  const judge = async () => {
    if (judging) return;
    judging = true;
    try { await judgeAll(); } finally { judging = false; }
  };

  const judgeAll = async () => {
    const waiting = state.boards.filter((board) => board.errors === null && !board.trouble)
      .sort((one, other) => isDone(one) - isDone(other));
    for (const board of waiting) {
      try {
        const found = await ask("board", { article: board.article, language: board.language });
        state.boards = state.boards.map((one) => (key(one) === key(found) ? found : one));
        draw();
      } catch (error) {
        if (!(error instanceof Review.Refusal)) return;
      }
    }
  };

  const load = async () => {
    try {
      const found = await ask("boards");
      state.boards = found.boards;
      state.who = found.who;
      Review.alarm(found.troubles.join(" · "));
    } catch (error) {
      Review.alarm(`The desk cannot be read: ${error.message}`);
      return;
    }
    offer();
    draw();
    await judge();
  };

  const asked = new URLSearchParams(location.search);
  for (const field of fields) {
    field.addEventListener("input", draw);
    if (asked.get(field.id)) field.value = asked.get(field.id);
  }
  document.addEventListener("visibilitychange", () => { if (!document.hidden) load(); });
  load();
})();
