// Elements are made, never parsed from text: what a chain or a token says about itself is only ever text.

export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "class") node.className = value;
    else if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child !== undefined && child !== null && child !== false));
  return node;
}

/** A time that ages by itself: app.js calls `age` of every such element each second. */
export const since = (time, age) => el("time", { datetime: time, title: utc(time), "data-age": age }, "");

export const utc = (time) => `${new Date(time).toISOString().replace("T", " ").replace("Z", "")} UTC`;

/** A long id: short to the eye, whole to the clipboard and to a screen reader's title. */
export const id = (value, shown) =>
  value
    ? el("span", { class: "id" }, el("span", { class: "mono", title: value }, shown), " ", copy(value))
    : el("span", { class: "soft" }, "–");

function copy(value) {
  const button = el("button", { class: "copy", type: "button", "aria-label": `Copy ${value}` }, "copy");
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(value);
      said("Copied");
      button.textContent = "copied";
      button.classList.add("done");
    } catch {
      button.textContent = "cannot copy";
    }
    setTimeout(() => {
      button.textContent = "copy";
      button.classList.remove("done");
    }, 1500);
  });
  return button;
}

/** Tells those who cannot see it. */
export const said = (text) => {
  document.getElementById("said").textContent = text;
};

export const chip = (text, look) => el("span", { class: `chip ${look}` }, text);
