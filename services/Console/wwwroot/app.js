import { el, utc } from "./dom.js";
import { clock, duration } from "./format.js";
import { showList } from "./list.js";
import { showStake } from "./stake.js";

const main = document.getElementById("main");
const query = document.getElementById("query");
const away = "The console does not answer. What is shown may be out of date; trying again.";
let leave = () => {};

function problem(text) {
  const box = document.getElementById("problem");
  if (box.textContent !== (text ?? "")) box.textContent = text ?? "";
  box.hidden = !text;
}

/** Asks the server; what went wrong stands on the page in its own words, and goes when it works again. */
async function api(path) {
  let answer;
  try {
    answer = await fetch(path, { headers: { accept: "application/json" } });
  } catch {
    problem(away);
    throw new Error(away);
  }
  const body = await answer.json().catch(() => ({}));
  if (!answer.ok) {
    problem(body.detail ?? `The console answered with status ${answer.status}. Look at its log.`);
    throw new Error(body.detail);
  }
  problem(null);
  return body;
}

function route() {
  leave();
  problem(null);
  main.replaceChildren();
  const [, place, name] = location.hash.split("/");
  const text = decodeURIComponent(name ?? "");
  query.value = place === "search" ? text : "";
  leave = place === "stake" ? showStake(main, text, problem) : showList(main, api, place === "search" ? text : "");
  document.title = place === "stake" ? `Stake ${text.slice(0, 10)}… · QL-Stake` : "QL-Stake";
}

async function health() {
  const [dot, text, list] = ["#health .dot", "#health-text", "#health-list"].map((at) => document.querySelector(at));
  try {
    const state = await (await fetch("/api/health")).json();
    const ill = state.services.filter((service) => !service.ready);
    dot.className = `dot ${ill.length === 0 ? "ready" : "ill"}`;
    text.textContent = ill.length === 0 ? "All services ready" : `${ill.length} of ${state.services.length} not ready`;
    list.replaceChildren(...state.services.map(service));
  } catch {
    dot.className = "dot ill";
    text.textContent = "Console away";
  }
  setTimeout(health, 5000);
}

function service({ service: name, ready, parts }) {
  const amiss = Object.values(parts).filter((part) => part !== "well");
  return el(
    "li",
    {},
    el("span", { class: `dot ${ready ? "ready" : "ill"}`, "aria-hidden": "true" }),
    `${name}: ${ready ? "ready" : "not ready"}`,
    ...amiss.map((part) => el("p", {}, part)),
  );
}

function age() {
  for (const time of document.querySelectorAll("[data-age]")) {
    const passed = Date.now() - new Date(time.dateTime);
    const text = {
      since: () => duration(passed),
      clock: () => clock(time.dateTime),
      until: () => (passed < 0 ? `${clock(time.dateTime)}, in ${duration(-passed)}` : `${clock(time.dateTime)}, any moment`),
    }[time.dataset.age]();
    if (time.textContent !== text) time.textContent = text;
    time.title ||= utc(time.dateTime);
  }
}

document.getElementById("search").addEventListener("submit", (event) => {
  event.preventDefault();
  const text = query.value.trim();
  location.hash = text ? `#/search/${encodeURIComponent(text)}` : "#/";
});
window.addEventListener("hashchange", () => {
  route();
  main.focus();
});
new MutationObserver(age).observe(main, { childList: true });
setInterval(age, 1000);
route();
health();
