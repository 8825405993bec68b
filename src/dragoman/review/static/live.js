// The server on this machine, which saves into the project's files.
"use strict";

Review.isLive = true;

class Refusal extends Error {
  constructor(message, hint) {
    super(message);
    this.hint = hint;
  }
}

Review.Refusal = Refusal;

// Asks the server. A Refusal is its word on what is wrong; any other error means that it cannot be reached.
Review.ask = async (name, said = {}) => {
  const answer = await fetch(`ask/${name}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(said),
    cache: "no-store",
  });
  const found = await answer.json();
  if (!answer.ok) throw new Refusal(found.error ?? "refused", found.hint ?? "");
  return found;
};

Review.wanted = () => {
  const asked = new URLSearchParams(location.search);
  return { article: asked.get("article") ?? "", language: asked.get("language") ?? "" };
};

Review.addressOf = (article, language) =>
  `article?${new URLSearchParams({ article, language })}`;
