// Elements that go on by themselves. Each draws in its own shadow, so that the server's view of the page stays true.

const styles = (text) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  return [sheet];
};

const button = styles(`
  button { font: inherit; font-size: 12px; line-height: 18px; padding: 2px 7px; color: var(--accent); background: var(--card);
    border: 1px solid var(--line); border-radius: 6px; cursor: pointer; }
  button:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
  button.done { color: var(--good); }
`);

/** 250 ms, 3.4 s, 2 min 5 s, 3 h 4 min, 2 d 3 h. */
export function duration(milliseconds) {
  const ms = Math.max(0, milliseconds);
  if (ms < 1000) return `${Math.round(ms)} ms`;
  const s = ms / 1000;
  if (s < 10) return `${s.toFixed(1)} s`;
  if (s < 60) return `${Math.floor(s)} s`;
  const [min, h, d] = [Math.floor(s / 60), Math.floor(s / 3600), Math.floor(s / 86400)];
  if (min < 60) return `${min} min ${Math.floor(s % 60)} s`;
  return h < 24 ? `${h} h ${min % 60} min` : `${d} d ${h % 24} h`;
}

function clock(at) {
  const today = at.toDateString() === new Date().toDateString();
  const day = at.toLocaleDateString(undefined, { day: "numeric", month: "short" });
  return today ? at.toLocaleTimeString() : `${day} ${at.toLocaleTimeString()}`;
}

/** A time in the reader's zone that ages: clock, since, or until. */
class Time extends HTMLElement {
  static observedAttributes = ["datetime", "mode"];
  static all = new Set();
  #text = this.attachShadow({ mode: "open" }).appendChild(document.createTextNode(""));

  connectedCallback() {
    Time.all.add(this);
    this.tell();
  }

  disconnectedCallback() {
    Time.all.delete(this);
  }

  attributeChangedCallback() {
    this.tell();
  }

  tell() {
    const at = new Date(this.getAttribute("datetime"));
    if (Number.isNaN(at.getTime())) return;
    const passed = Date.now() - at.getTime();
    const mode = this.getAttribute("mode");
    const left = passed < 0 ? `in ${duration(-passed)}` : "any moment";
    const text = mode === "since" ? duration(passed) : mode === "until" ? `${clock(at)}, ${left}` : clock(at);
    if (this.#text.data !== text) this.#text.data = text;
  }
}

/** Takes a long id to the clipboard. */
class Copy extends HTMLElement {
  connectedCallback() {
    if (this.shadowRoot) return;
    const shadow = this.attachShadow({ mode: "open" });
    shadow.adoptedStyleSheets = button;
    const copy = shadow.appendChild(document.createElement("button"));
    copy.type = "button";
    copy.textContent = "copy";
    copy.setAttribute("aria-label", `Copy ${this.getAttribute("value")}`);
    copy.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(this.getAttribute("value"));
        copy.textContent = "copied";
        copy.classList.add("done");
      } catch {
        copy.textContent = "cannot copy";
      }
      setTimeout(() => {
        copy.textContent = "copy";
        copy.classList.remove("done");
      }, 1500);
    });
  }
}

/** Light, dark, or as the system has it. */
class Theme extends HTMLElement {
  connectedCallback() {
    if (this.shadowRoot) return;
    const shadow = this.attachShadow({ mode: "open" });
    shadow.adoptedStyleSheets = button;
    const choose = shadow.appendChild(document.createElement("button"));
    choose.type = "button";
    const root = document.documentElement;
    const dark = () => (root.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
    const tell = () => {
      choose.textContent = dark() ? "☀" : "☾";
      choose.setAttribute("aria-label", dark() ? "Light colours" : "Dark colours");
      choose.title = choose.getAttribute("aria-label");
    };
    choose.addEventListener("click", () => {
      root.dataset.theme = dark() ? "light" : "dark";
      try {
        localStorage.setItem("theme", root.dataset.theme);
      } catch {
        // It holds for this page, then.
      }
      tell();
    });
    tell();
  }
}

customElements.define("ql-time", Time);
customElements.define("ql-copy", Copy);
customElements.define("ql-theme", Theme);
setInterval(() => Time.all.forEach((time) => time.tell()), 1000);

// A console that was started anew knows nothing of this page.
document.getElementById("components-reconnect-modal")?.addEventListener("components-reconnect-state-changed", (event) => {
  if (event.detail.state === "rejected") location.reload();
});
