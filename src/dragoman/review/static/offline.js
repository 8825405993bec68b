// No server: the article is in this file, and what is changed is taken home as a PO file.
"use strict";

Review.isLive = false;
Review.Refusal = class extends Error {};
Review.Busy = class extends Error {};

(() => {
  const packed = JSON.parse(document.getElementById("packed").textContent);
  const { sheet, findings, queue } = packed;
  const started = new Map(sheet.rows.map((row) => [row.id, row]));
  const shelf = `dragoman offline ${sheet.article} ${sheet.language.tag} ${sheet.stamp}`;
  let done = new Map(); // id to [text, is approved]
  const history = [];

  try { done = new Map(JSON.parse(localStorage.getItem(shelf) ?? "[]")); } catch { /* begins anew */ }
  const keep = () => { try { localStorage.setItem(shelf, JSON.stringify([...done])); } catch { /* a closed store */ } };

  const rowOf = (row) => {
    const change = done.get(row.id);
    if (!change) return row;
    const [target, isApproved] = change;
    const state = isApproved ? "approved" : !target.trim() ? "missing" : row.state === "stale" ? "stale" : "draft";
    return { ...row, target, state };
  };
  const rowsOf = (id) => sheet.rows.filter((row) => row.id === id).map(rowOf);

  const answers = {
    sheet: () => ({ ...sheet, rows: sheet.rows.map(rowOf) }),
    findings: () => Object.fromEntries(Object.entries(findings).filter(([id]) => !done.has(id) || done.get(id)[0] === started.get(id)?.target)),
    queue: () => queue,
    judge: ({ id, text }) => (text === started.get(id).target ? findings[id] ?? [] : []),
    stamp: () => sheet.stamp,
    save: ({ id, text, approve }) => {
      history.push([id, done.get(id)]);
      done.set(id, [text, approve]);
      keep();
      return { rows: rowsOf(id), findings: answers.judge({ id, text }), refused: [], theirs: null, stamp: sheet.stamp };
    },
    undo: () => {
      if (!history.length) throw new Review.Refusal("there is nothing to take back");
      const [id, before] = history.pop();
      if (before) done.set(id, before); else done.delete(id);
      keep();
      return { article: sheet.article, language: sheet.language.tag, rows: rowsOf(id), stamp: sheet.stamp };
    },
  };

  Review.ask = async (name, said = {}) => {
    if (!answers[name]) throw new Review.Refusal("this is only to be had in the newsroom");
    return answers[name](said);
  };
  Review.wanted = () => ({ article: sheet.article, language: sheet.language.tag });
  Review.addressOf = () => "#";

  // As gettext writes strings: what would end or break them is escaped.
  const quote = (text) => `"${text.replace(/[\\"]/g, "\\$&").replace(/\n/g, "\\n").replace(/\t/g, "\\t").replace(/\r/g, "\\r").replace(/[\u0000-\u001f\u007f]/g, "")}"`;

  Review.po = () => {
    const head = [
      "Content-Type: text/plain; charset=UTF-8", "Content-Transfer-Encoding: 8bit", "MIME-Version: 1.0",
      `Language: ${sheet.language.tag.replaceAll("-", "_")}`, `X-Dragoman-Article: ${sheet.article}`,
    ];
    const blocks = [["msgid \"\"", "msgstr \"\"", ...head.map((line) => quote(`${line}\n`))]];
    for (const [id, [text, isApproved]] of done) {
      const row = started.get(id);
      if (!row || (text === row.target && isApproved === (row.state === "approved"))) continue;
      blocks.push([
        `# started-from: ${row.seen}`, ...(isApproved || !text ? [] : ["#, fuzzy"]),
        ...(row.key[1] ? [`msgctxt ${quote(row.key[1])}`] : []), `msgid ${quote(row.key[0])}`, `msgstr ${quote(text)}`,
      ]);
    }
    return `${blocks.map((lines) => lines.join("\n")).join("\n\n")}\n`;
  };

  Review.takeHome = () => {
    const name = `${sheet.article.split("/").at(-1)}.${sheet.language.tag}.changes.po`;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([Review.po()], { type: "text/x-gettext-translation" }));
    link.download = name;
    link.click();
    URL.revokeObjectURL(link.href);
    Review.tell(`${name} is among your downloads: send it back to the newsroom`);
  };
})();
