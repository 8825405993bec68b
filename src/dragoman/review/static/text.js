// What the pages share: elements without markup in strings, differences word by word, and texts kept in this browser.
"use strict";

const Review = {};

// An element with properties and children. Texts are texts: nothing is ever read as markup.
Review.el = (name, properties, ...children) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (key === "class") made.className = value;
    else made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return made;
};

Review.button = (text, run, properties = {}) => Review.el("button", { type: "button", onclick: run, ...properties }, text);

const TAG = /<\/?[a-z]+[0-9]*\/?>/g;
const MOST = 600; // pieces of a side that are compared one by one

// A text as pieces: marks, and what the language takes for words, which Chinese or Thai write without blanks.
Review.pieces = (text, language) => {
  const found = [];
  const split = (part) => {
    if (!part) return;
    const cutter = new Intl.Segmenter(language || undefined, { granularity: "word" });
    for (const { segment } of cutter.segment(part)) found.push(segment);
  };
  let at = 0;
  for (const tag of text.matchAll(TAG)) {
    split(text.slice(at, tag.index));
    found.push(tag[0]);
    at = tag.index + tag[0].length;
  }
  split(text.slice(at));
  return found;
};

// The two texts as one row of [kind, text], kind being same, gone or new: the longest common row of pieces stays.
Review.diff = (before, after, language) => {
  const old = Review.pieces(before, language), now = Review.pieces(after, language);
  let start = 0, end = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) start++;
  while (end < old.length - start && end < now.length - start && old.at(-1 - end) === now.at(-1 - end)) end++;
  const a = old.slice(start, old.length - end), b = now.slice(start, now.length - end);
  const row = [];
  const add = (kind, text) => {
    if (!text) return;
    if (row.length && row.at(-1)[0] === kind) row.at(-1)[1] += text;
    else row.push([kind, text]);
  };
  add("same", old.slice(0, start).join(""));
  if (a.length > MOST || b.length > MOST) {
    add("gone", a.join(""));
    add("new", b.join(""));
  } else {
    const best = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
    for (let x = a.length - 1; x >= 0; x--)
      for (let y = b.length - 1; y >= 0; y--)
        best[x][y] = a[x] === b[y] ? best[x + 1][y + 1] + 1 : Math.max(best[x + 1][y], best[x][y + 1]);
    let x = 0, y = 0;
    while (x < a.length || y < b.length) {
      if (x < a.length && y < b.length && a[x] === b[y]) { add("same", a[x]); x++; y++; }
      else if (x < a.length && (y >= b.length || best[x + 1][y] >= best[x][y + 1])) add("gone", a[x++]);
      else add("new", b[y++]);
    }
  }
  add("same", old.slice(old.length - end).join(""));
  return joined(row);
};

// Changes with nothing but a blank between them are one: what stood there, then what stands there now.
const joined = (row) => {
  const found = [];
  let gone = "", fresh = "";
  const flush = () => {
    if (gone) found.push(["gone", gone]);
    if (fresh) found.push(["new", fresh]);
    gone = fresh = "";
  };
  row.forEach(([kind, text], at) => {
    if (kind === "gone") gone += text;
    else if (kind === "new") fresh += text;
    else if (!text.trim() && gone && fresh && row.slice(at + 1, at + 3).some(([next]) => next !== "same")) { gone += text; fresh += text; }
    else { flush(); found.push(["same", text]); }
  });
  flush();
  return found;
};

Review.shownDiff = (before, after, language) =>
  Review.diff(before, after, language).map(([kind, text]) =>
    kind === "same" ? text : Review.el(kind === "gone" ? "del" : "ins", {}, text));

Review.marksIn = (text) => text.match(TAG) ?? [];

// Characters as people count them, without marks.
Review.length = (text, language) => {
  const plain = text.replace(TAG, "").normalize("NFC");
  return [...new Intl.Segmenter(language || undefined, { granularity: "grapheme" }).segment(plain)].length;
};

Review.age = (date, today = new Date()) => {
  const made = Date.parse(date);
  if (Number.isNaN(made)) return "";
  const days = Math.max(0, Math.floor((today - made) / 86400000));
  return days === 0 ? "today" : days === 1 ? "yesterday" : `${days} days ago`;
};

// What is being written stays in this browser until it is saved, also when the page or the server ends.
Review.kept = {
  name: (sheet, id) => `dragoman ${sheet.project} ${sheet.article} ${sheet.language.tag} ${id}`,
  get(sheet, id) {
    try { return JSON.parse(localStorage.getItem(this.name(sheet, id)) ?? "null"); } catch { return null; }
  },
  put(sheet, id, value) {
    try { localStorage.setItem(this.name(sheet, id), JSON.stringify(value)); } catch { /* a full or closed store */ }
  },
  drop(sheet, id) {
    try { localStorage.removeItem(this.name(sheet, id)); } catch { /* as above */ }
  },
};

Review.byId = (id) => document.getElementById(id);

Review.tell = (text) => { Review.byId("status").textContent = text; };

Review.alarm = (text, ...more) => {
  const place = Review.byId("alert");
  place.replaceChildren(...(text ? [Review.el("p", {}, text, ...more)] : []));
};
