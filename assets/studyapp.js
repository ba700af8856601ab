// What only the browser can do: the theme before the first paint, moments that tick without server traffic,
// single-key shortcuts, and notifications. Everything else is Python.
(() => {
  "use strict";

  // ---------- Theme: the same choice Reflex stores, applied before anything is drawn.
  const root = document.documentElement;
  const stored = localStorage.getItem("theme") || "system";
  const dark = stored === "dark" || (stored !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  root.classList.add(dark ? "dark" : "light");
  root.style.colorScheme = dark ? "dark" : "light";

  // ---------- Moments
  const inWords = (seconds) => {
    const s = Math.max(0, Math.ceil(seconds));
    if (s < 60) return `${s} s`;
    if (s < 3600) return s % 60 && s < 600 ? `${Math.floor(s / 60)} min ${s % 60} s` : `${Math.round(s / 60)} min`;
    if (s < 86400) return `${Math.floor(s / 3600)} h ${Math.round((s % 3600) / 60)} min`;
    return `${Math.round(s / 86400)} d`;
  };

  const relative = (moment) => {
    const past = (Date.now() - moment) / 1000;
    if (past < 0) return `in ${inWords(-past)}`;
    if (past < 45) return "just now";
    if (past < 3600) return `${Math.max(1, Math.round(past / 60))} min ago`;
    if (past < 86400) return `${Math.round(past / 3600)} h ago`;
    if (past < 7 * 86400) return `${Math.round(past / 86400)} d ago`;
    return moment.toLocaleDateString(undefined, { day: "numeric", month: "short", year: "numeric" });
  };

  class Ticking extends HTMLElement {
    static observedAttributes = ["at"];
    connectedCallback() {
      this.tick();
      this.timer = setInterval(() => this.tick(), this.every);
    }
    disconnectedCallback() {
      clearInterval(this.timer);
    }
    attributeChangedCallback() {
      if (this.isConnected) this.tick();
    }
    tick() {
      const moment = new Date(this.getAttribute("at") || NaN);
      const text = isNaN(moment) ? "" : this.words(moment);
      if (this.textContent !== text) this.textContent = text;
      if (!isNaN(moment)) this.title = moment.toLocaleString();
    }
  }

  // <live-time at="ISO">: "4 min ago", the exact time on hover.
  class LiveTime extends Ticking {
    every = 15000;
    words(moment) {
      return relative(moment);
    }
  }

  // <count-down at="ISO">: "12 s", then "a moment". `timer` is a role whose changes are not read out.
  class CountDown extends Ticking {
    every = 250;
    connectedCallback() {
      this.setAttribute("role", "timer");
      super.connectedCallback();
    }
    words(moment) {
      const left = (moment - Date.now()) / 1000;
      return left > 0 ? inWords(left) : "a moment";
    }
  }

  customElements.define("live-time", LiveTime);
  customElements.define("count-down", CountDown);

  // ---------- Shortcuts: any element says which keys press it, `data-shortcut="space enter"`. A field is focused,
  // everything else clicked. The first visible one wins; with a dialog open only its own count.
  const names = { " ": "space", Enter: "enter", Escape: "escape" };
  const types = (element) =>
    element.isContentEditable ||
    element.matches("input:not([type=button],[type=checkbox],[type=radio],[type=range]), textarea, select") ||
    element.closest("[role=listbox],[role=menu],[role=slider],[role=radiogroup],[role=tablist]");
  const shown = (element) => element.getClientRects().length > 0 && !element.disabled;

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.isComposing) return;
    const target = event.target instanceof Element ? event.target : document.body;
    if (localStorage.getItem("shortcuts") === "off" || types(target)) return;
    const key = names[event.key] || event.key;
    if ((key === "space" || key === "enter") && target.closest("a,button,summary,[role=button]")) return;
    const dialogs = document.querySelectorAll("[role=dialog][data-state=open],[role=alertdialog][data-state=open]");
    const scope = dialogs.length ? dialogs[dialogs.length - 1] : document;
    const match = [...scope.querySelectorAll(`[data-shortcut~="${CSS.escape(key)}"]`)].find(shown);
    if (!match) return;
    event.preventDefault();
    called = match.matches("[aria-haspopup=dialog]") ? { by: match, from: document.activeElement } : null;
    if (match.matches("input,textarea")) match.focus();
    else match.click();
  });

  // ---------- A dialog that closes gives the focus back to where it was: Radix knows only of its own triggers.
  // And to a trigger it gives the focus though a key had pressed it: there the next space would open the dialog again.
  let left = null;
  let called = null;
  document.addEventListener("focusin", (event) => {
    if (event.target instanceof Element && !event.target.closest("[role=dialog]")) left = event.target;
    if (!called || event.target !== called.by) return;
    const { by, from } = called;
    called = null;
    if (from?.isConnected && from !== document.body) from.focus({ preventScroll: true });
    else by.blur();
  });
  const closed = (change) => [...change.removedNodes].some((node) => node.querySelector?.("[role=dialog]"));
  addEventListener("DOMContentLoaded", () =>
    new MutationObserver((changes) => {
      if (changes.some(closed) && document.activeElement === document.body && left?.isConnected) left.focus();
    }).observe(document.body, { childList: true }),
  );

  // ---------- The skip link: caught before the app's router, to which it would be a navigation that loses the focus.
  document.addEventListener(
    "click",
    (event) => {
      const skip = event.target instanceof Element && event.target.closest("a.skip-link");
      if (!skip) return;
      event.preventDefault();
      event.stopPropagation();
      document.getElementById("content")?.focus();
    },
    true,
  );

  // ---------- Notifications: only when asked for, only when nobody is looking, one per job over all tabs.
  window.studyapp = {
    wantsNotices: () => localStorage.getItem("notices") === "on" && window.Notification?.permission === "granted",
    askForNotices: async () => {
      const granted = window.Notification && (await Notification.requestPermission()) === "granted";
      localStorage.setItem("notices", granted ? "on" : "off");
      return granted;
    },
    notify: (title, body, id, href) => {
      if (!document.hidden || !window.studyapp.wantsNotices()) return;
      const notice = new Notification(title, { body, tag: id });
      notice.onclick = () => {
        window.focus();
        location.assign(href);
      };
    },
  };
})();
