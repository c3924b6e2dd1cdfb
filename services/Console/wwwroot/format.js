// How ids, amounts and times are shown. Amounts are whole numbers beyond 2^53, so they are only ever BigInt or text.

export const isNative = (token) => /^0x0{40}$/.test(token ?? "");

/** 1500000000000000000 with 18 decimals → "1.5"; beyond `digits` decimals it is cut and marked, never rounded up. */
export function units(amount, decimals, digits = 6) {
  const text = BigInt(amount).toString().padStart(decimals + 1, "0");
  const whole = text.slice(0, text.length - decimals).replace(/\B(?=(\d{3})+(?!\d))/g, "\u202f");
  const rest = decimals === 0 ? "" : text.slice(-decimals).replace(/0+$/, "");
  if (rest === "") return whole;
  const shown = rest.slice(0, digits).replace(/0+$/, "");
  // Less than the last shown digit: the first two digits that count are worth more than "0".
  if (shown === "" && whole === "0") return `0.${rest.match(/^0*\d{1,2}/)[0]}`;
  return rest.length > digits ? `${whole}.${shown || "0"}…` : `${whole}.${shown}`;
}

/** An amount with its symbol, or in its smallest unit where the token is not known. */
export function amount(value, chain, token, tokens) {
  if (value === undefined || value === null) return "–";
  const known = tokens.find((info) => info.chain === chain && same(info.token, token));
  if (known) return `${units(value, known.decimals)} ${known.symbol}`;
  return isNative(token) ? `${units(value, 18)} native` : `${value} units of ${short(token)}`;
}

/** All digits of an amount, for whoever wants to know exactly. */
export const exact = (value, chain, token, tokens) => {
  const known = tokens.find((info) => info.chain === chain && same(info.token, token));
  return value === undefined || value === null ? undefined : `${units(value, known?.decimals ?? 18, 80)}, ${value} units`;
};

export const same = (left, right) => (left ?? "").toLowerCase() === (right ?? "").toLowerCase();

export const short = (hex) => (hex && hex.length > 14 ? `${hex.slice(0, 8)}…${hex.slice(-4)}` : (hex ?? "–"));

/** "MintHeld" → "Mint held"; the abbreviation stays one. */
export const words = (name) => {
  const text = name
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .replace(/\bccip\b/g, "CCIP");
  return text.charAt(0).toUpperCase() + text.slice(1);
};

export const chain = (name, selector) => (name ? name.charAt(0).toUpperCase() + name.slice(1) : (selector ?? "?"));

export const lane = (stake) =>
  stake.source
    ? `${chain(stake.sourceName, stake.source)} → ${chain(stake.destinationName, stake.destination)}`
    : "lane not known yet";

/** A sentence of the services with the stake's chains by name and, where it is about the asset, amounts in its unit. */
export function plain(sentence, stake, tokens, about) {
  const names = [
    [`${stake.source}-${stake.destination}`, lane(stake)],
    [stake.source, chain(stake.sourceName, stake.source)],
    [stake.destination, chain(stake.destinationName, stake.destination)],
  ];
  const named = names.reduce((text, [selector, name]) => (selector ? text.replaceAll(selector, name) : text), sentence);
  return /Held|Deferred/.test(about)
    ? named.replace(/\b\d{13,}\b/g, (value) => amount(value, stake.source, stake.asset, tokens))
    : named;
}

/** 250 ms, 3.4 s, 2 min 5 s, 3 h 4 min, 2 d 3 h. */
export function duration(milliseconds) {
  const ms = Math.max(0, milliseconds);
  if (ms < 1000) return `${Math.round(ms)} ms`;
  const s = ms / 1000;
  if (s < 10) return `${s.toFixed(1)} s`;
  if (s < 60) return `${Math.floor(s)} s`;
  const [min, h, d] = [Math.floor(s / 60), Math.floor(s / 3600), Math.floor(s / 86400)];
  if (min < 60) return `${min} min ${Math.floor(s % 60)} s`;
  if (h < 24) return `${h} h ${min % 60} min`;
  return `${d} d ${h % 24} h`;
}

export const clock = (time) => {
  const at = new Date(time);
  const today = at.toDateString() === new Date().toDateString();
  const day = at.toLocaleDateString(undefined, { day: "numeric", month: "short" });
  return today ? at.toLocaleTimeString() : `${day} ${at.toLocaleTimeString()}`;
};

const looks = {
  good: /^(MintConfirmed|MintFinalized|Done|Minted)$/,
  bad: /^(ExecutionFailed|MintRejected|Rejected|BlockOrphaned|MintSkipped)$/,
  wait: /^(MintDeferred|MintHeld|Deferred|Held|MintingPaused|MintPostponed|MintReturned|NotLocked|NotYetProvable|MintNotYetProvable)$/,
};

/** The colour of a state, cause or step: good, bad, wait or none. */
export const look = (name) => Object.keys(looks).find((key) => looks[key].test(name)) ?? "";
