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
Review.Busy = class extends Error {}; // another run is at work: asked again

// Asks the server. A Refusal is its word on what is wrong, Busy that it has to wait for another run; any other error
// means that it cannot be reached.
Review.ask = async (name, said = {}) => {
  const answer = await fetch(`ask/${name}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(said),
    cache: "no-store",
  });
  const found = await answer.json();
  if (answer.status === 423) throw new Review.Busy(found.error);
  if (!answer.ok) throw new Refusal(found.error ?? "refused", found.hint ?? "");
  return found;
};

Review.wanted = () => {
  const asked = new URLSearchParams(location.search);
  return { article: asked.get("article") ?? "", language: asked.get("language") ?? "" };
};

Review.addressOf = (article, language) =>
  `article?${new URLSearchParams({ article, language })}`;
