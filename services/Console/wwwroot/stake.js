import { chip, el, id, said, since, utc } from "./dom.js";
import { amount, chain, clock, duration, exact, lane, look, plain, short, units, words } from "./format.js";

/** One stake, drawn anew each time the server says it changed. */
export function showStake(main, stakeId, problem) {
  let known = 0;
  let drawn = false;
  const source = new EventSource(`/api/stakes/${stakeId}/events`);
  main.replaceChildren(el("p", { class: "card empty" }, "Looking for this stake…"));

  source.addEventListener("stake", (event) => {
    problem(null);
    const stake = JSON.parse(event.data);
    if (drawn && stake.timeline.length > known) said(`${words(stake.state)}. ${stake.waiting.detail}`);
    draw(main, stake, drawn ? known : Infinity);
    [known, drawn] = [stake.timeline.length, true];
  });
  source.addEventListener("problem", (event) => {
    const { detail } = JSON.parse(event.data);
    if (drawn) problem(detail);
    else main.replaceChildren(el("h1", {}, "Stake ", short(stakeId)), el("p", { class: "card empty" }, detail));
  });
  source.addEventListener("error", () =>
    problem("The console does not answer. What is shown may be out of date; trying again."),
  );
  return () => source.close();
}

function draw(main, stake, known) {
  const open = [...main.querySelectorAll("details[open]")].map((details) => details.dataset.step);
  main.replaceChildren(
    el(
      "div",
      { class: "head" },
      el(
        "h1",
        { title: exact(stake.amount, stake.source, stake.asset, stake.tokens) },
        amount(stake.amount, stake.source, stake.asset, stake.tokens),
      ),
      el("span", {}, lane(stake)),
      chip(words(stake.state), look(stake.state)),
    ),
    waiting(stake),
    el(
      "div",
      { class: "two" },
      el("section", { class: "card", "aria-labelledby": "way" }, el("h2", { id: "way" }, "Its way"), steps(stake, known)),
      el(
        "div",
        {},
        el("section", { class: "card", "aria-labelledby": "cost" }, el("h2", { id: "cost" }, "What it cost"), fees(stake)),
        el("section", { class: "card", "aria-labelledby": "ids" }, el("h2", { id: "ids" }, "Names and places"), names(stake)),
      ),
    ),
  );
  for (const step of open) main.querySelector(`details[data-step="${step}"]`)?.setAttribute("open", "");
}

function waiting(stake) {
  const wait = stake.waiting;
  const entry = (name, value) => value && el("div", {}, el("dt", {}, name), el("dd", {}, value));
  const done = wait.cause === "Done";
  return el(
    "section",
    { class: `card waiting ${look(wait.cause)}`, "aria-label": done ? "Result" : "What it waits for" },
    el("p", { class: "detail" }, plain(wait.detail, stake, stake.tokens, stake.state)),
    el("p", { class: "remedy" }, wait.remedy),
    el(
      "dl",
      {},
      entry("Cause", words(wait.cause)),
      !done && entry("Turn of", words(wait.owner)),
      entry("Since", wait.since && since(wait.since, done ? "clock" : "since")),
      entry("Until", wait.until && since(wait.until, "until")),
    ),
  );
}

function steps(stake, known) {
  if (stake.timeline.length === 0) return el("p", { class: "soft" }, "Nothing has happened yet.");
  return el(
    "ol",
    { class: "steps" },
    ...stake.timeline.map((step, index) => {
      const before = stake.timeline[index - 1];
      const tone = look(step.what) || (step.txHash ? "" : "own");
      return el(
        "li",
        { class: `${tone} ${index >= known ? "fresh" : ""}` },
        el(
          "div",
          { class: "line" },
          el("strong", {}, words(step.what)),
          el("time", { class: "soft", datetime: step.at, title: utc(step.at) }, clock(step.at)),
          before && el("span", { class: "gap", title: "after the step before" }, gap(before, step)),
        ),
        el(
          "div",
          { class: "where" },
          step.chain ? chain(step.chainName, step.chain) : "decided by the services",
          step.block && ` · block ${step.block.number}`,
          step.txHash && el("span", {}, " · tx ", id(step.txHash, short(step.txHash))),
        ),
        step.detail && el("details", { "data-step": index }, el("summary", {}, "details"), plain(step.detail, stake, stake.tokens, step.what)),
      );
    }),
  );
}

/** Blocks tell whole seconds and our clocks tell less, so a decision may seem to come before the block it follows. */
function gap(before, step) {
  if (before.block && before.block.hash === step.block?.hash) return "same block";
  return `+${duration(new Date(step.at) - new Date(before.at))}`;
}

function fees({ fees: cost, feesNote, tokens }) {
  if (!cost) return el("p", { class: "soft" }, feesNote ?? "No fees are known yet.");
  const line = (name, note, part) =>
    el("tr", {}, el("td", {}, name, el("small", {}, note)), el("td", { class: "number", title: value(part, tokens, exact) }, value(part, tokens)));
  return el(
    "table",
    { class: "fees" },
    el("caption", { class: "quiet" }, "Each part of what the stake cost, and who paid it"),
    el(
      "thead",
      {},
      el("tr", {}, el("th", { scope: "col" }, "Part"), el("th", { scope: "col", class: "number" }, "Amount")),
    ),
    el(
      "tbody",
      {},
      ...cost.parts.map((part) => {
        const gas = part.gas ? ` · ${units(part.gas, 0)} gas` : "";
        return line(words(part.name), `${part.paidBy} on ${chain(part.chainName, part.chain)}${gas}`, part);
      }),
    ),
    el(
      "tbody",
      { class: "sums" },
      ...cost.totals.map((sum) => line(`Paid by the ${sum.paidBy}`, `on ${chain(sum.chainName, sum.chain)}`, sum)),
    ),
    cost.takenBack > 0 &&
      el("tbody", {}, el("tr", {}, el("td", { colspan: 2, class: "soft" }, `${cost.takenBack} postings were taken back by a reorg.`))),
  );
}

const value = (part, tokens, show = amount) => show(part.amount, part.chain, part.token, tokens);

function names(stake) {
  const entries = [
    ["Stake id", stake.stakeId],
    ["Message id", stake.messageId],
    ["Staker", stake.staker],
    ["Receiver", stake.receiver],
    ["Refund to", stake.refundTo],
    ["Root", stake.root],
  ];
  return el(
    "dl",
    { class: "facts" },
    ...entries
      .filter(([, value]) => value)
      .flatMap(([name, value]) => [el("dt", {}, name), el("dd", {}, id(value, short(value)))]),
    ...(stake.sequenceNumber ? [el("dt", {}, "Sequence"), el("dd", {}, `${stake.sequenceNumber}`)] : []),
    ...(stake.shares ? [el("dt", {}, "Shares"), el("dd", {}, units(stake.shares, 18))] : []),
    el("dt", {}, "Trace"),
    el(
      "dd",
      {},
      stake.traceUrl && el("a", { href: stake.traceUrl, rel: "noreferrer" }, "open"),
      stake.traceUrl ? " " : "",
      id(stake.traceId, short(`0x${stake.traceId}`).slice(2)),
    ),
  );
}
