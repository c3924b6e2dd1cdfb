import { chip, el, since } from "./dom.js";
import { amount, exact, lane, look, plain, short, words } from "./format.js";

/** All stakes, or those that bear a name; looks again every two seconds while it is seen. */
export function showList(main, api, search) {
  let pages = 1;
  let timer;
  let stopped = false;

  async function refresh() {
    clearTimeout(timer);
    try {
      if (!document.hidden || main.childElementCount === 0) await load();
    } catch {
      // api has told the reason on the page; what was shown stays until it recovers.
    }
    if (!stopped) timer = setTimeout(refresh, 2000);
  }

  async function load() {
    const [stakes, tokens] = [[], []];
    let next = null;
    for (let page = 0; page < pages; page++) {
      const query = new URLSearchParams({ limit: "50" });
      if (search) query.set("search", search);
      if (next) query.set("after", next);
      const answer = await api(`/api/stakes?${query}`);
      stakes.push(...answer.stakes);
      tokens.push(...answer.tokens);
      next = answer.next;
      if (!next) break;
    }
    if (!stopped) draw(stakes, tokens, next);
  }

  function draw(stakes, tokens, next) {
    const focused = document.activeElement?.getAttribute?.("href");
    const more = next && el("button", { class: "more", type: "button", onclick: () => (pages++, refresh()) }, "Show more");
    main.replaceChildren(
      el("h1", {}, search ? `Stakes matching “${short(search)}”` : "Stakes"),
      stakes.length === 0 ? nothing(search) : table(stakes, tokens),
      more || "",
    );
    if (focused) main.querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus();
  }

  refresh();
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}

const nothing = (search) =>
  el(
    "p",
    { class: "card empty" },
    search
      ? "No stake bears this name. Search for a whole id, hash or address."
      : "Nobody has staked yet. The first stake appears here by itself.",
  );

const table = (stakes, tokens) =>
  el(
    "div",
    { class: "card list" },
    el(
      "table",
      {},
      el("caption", { class: "quiet" }, "Stakes, the youngest first"),
      el(
        "thead",
        {},
        el(
          "tr",
          {},
          ...["Stake", "Amount", "Lane", "State", "Waiting for"].map((name) => el("th", { scope: "col" }, name)),
          el("th", { scope: "col", class: "number" }, "Age"),
        ),
      ),
      el("tbody", {}, ...stakes.map((stake) => row(stake, tokens))),
    ),
  );

function row(stake, tokens) {
  const done = stake.waiting.cause === "Done";
  return el(
    "tr",
    {},
    el(
      "td",
      {},
      el("a", { class: "row mono", href: `#/stake/${stake.stakeId}`, title: stake.stakeId }, short(stake.stakeId)),
    ),
    el(
      "td",
      { class: "amount", title: exact(stake.amount, stake.source, stake.asset, tokens) },
      amount(stake.amount, stake.source, stake.asset, tokens),
    ),
    el("td", { class: "lane" }, lane(stake)),
    el("td", { class: "state" }, chip(words(stake.state), look(stake.state))),
    el(
      "td",
      { class: "why" },
      done ? el("span", { class: "soft" }, "Nothing: done") : plain(stake.waiting.detail, stake, tokens, stake.state),
      done ? "" : el("small", {}, `${words(stake.waiting.owner)}’s turn`),
    ),
    el("td", { class: "age number" }, stake.lockedAt ? since(stake.lockedAt, "since") : "–"),
  );
}
