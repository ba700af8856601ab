// What writing and studying need of the browser: lists that stay in their place, keys inside forms, and clicks that count
// once. Everything else is Python.
(() => {
  "use strict";

  // ---------- <keep-place>: around a list. What arrives in it by itself must not push away what is looked at, so the page
  // scrolls along. What the learner has just asked for may move things: then it is what they want to see.
  const ASKED_FOR = 1000;
  let touched = -Infinity;
  for (const kind of ["pointerdown", "keydown"]) addEventListener(kind, () => (touched = performance.now()), true);

  class KeepPlace extends HTMLElement {
    room = 0;
    connectedCallback() {
      // Before the next frame is drawn, so that nothing is ever seen elsewhere.
      this.changes = new MutationObserver(() => this.settle());
      this.changes.observe(this, { childList: true, subtree: true, characterData: true });
      for (const kind of ["scroll", "resize", "focusin"]) addEventListener(kind, this.look, { passive: true });
      this.look();
    }
    disconnectedCallback() {
      this.changes.disconnect();
      for (const kind of ["scroll", "resize", "focusin"]) removeEventListener(kind, this.look);
    }
    // The first card in sight, or the one that is being written in: where it stands, and where the list does.
    look = () => {
      const cards = [...this.querySelectorAll(".card-item")];
      const covered = this.covered();
      const owed = this.owed();
      this.seen = this.written() ?? cards.find((card) => card.getBoundingClientRect().bottom > covered);
      this.stood = this.seen && this.whereabouts(owed);
      if (this.stood?.list >= 0) this.removeAttribute("data-moved");
      const spare = document.documentElement.scrollHeight - innerHeight - scrollY;
      if (this.room && spare > 1) this.leave(this.room - spare);
    };
    // What sticks to the top hides what passes beneath it: the bar of a phone, and the line of what is being made.
    covered() {
      const sticking = [document.querySelector(".top-bar"), ...this.querySelectorAll("li:not(.places) > .placeholder")];
      return Math.max(0, ...sticking.map((part) => part?.getBoundingClientRect().bottom ?? 0));
    }
    written() {
      const field = document.activeElement?.closest("textarea, input[type=text]");
      return field && this.contains(field) ? field.closest(".card-item") : undefined;
    }
    whereabouts(owed = 0) {
      const list = this.getBoundingClientRect().top;
      return { card: this.seen.getBoundingClientRect().top + owed, list: list + owed, listOnPage: list + scrollY };
    }
    // Pages are scrolled by whole pixels, by the browser as well, and cards are not whole pixels high. The part that is
    // left belongs to the place that is kept: forgotten, it would add up with every card that comes.
    owed() {
      if (!this.seen?.isConnected) return 0;
      const is = this.whereabouts();
      const owed = this.stood.card - is.card + (is.listOnPage - this.stood.listOnPage);
      return Math.abs(owed) < 1 ? owed : 0;
    }
    settle() {
      if (this.seen?.isConnected && (this.written() || performance.now() - touched > ASKED_FOR)) {
        const [was, is] = [this.stood, this.whereabouts()];
        const grown = is.card - is.list !== was.card - was.list;
        // The browser may have scrolled along already; and what opened above the list has pushed all of it.
        const moved = is.card - was.card - (is.listOnPage - was.listOnPage);
        if (grown && moved && is.card - moved < innerHeight) this.follow(moved);
      }
      this.look();
    }
    // A page that is too short to be scrolled so far is given room at its end; what it does not need is taken back.
    follow(moved) {
      this.toggleAttribute("data-moved", true);
      const goal = scrollY + moved;
      scrollTo({ top: goal, behavior: "instant" });
      if (goal - scrollY < 1) return;
      this.leave(this.room + goal - scrollY + innerHeight);
      scrollTo({ top: goal, behavior: "instant" });
    }
    leave(room) {
      this.room = Math.max(0, room);
      this.style.paddingBlockEnd = this.room ? `${this.room}px` : "";
    }
  }
  customElements.define("keep-place", KeepPlace);

  // ---------- <scroll-here>: what one came for, e.g. a quote on a page, is in view when it appears. The frame after it
  // the router has scrolled to where a page begins.
  class ScrollHere extends HTMLElement {
    connectedCallback() {
      requestAnimationFrame(() => requestAnimationFrame(() => this.scrollIntoView({ block: "center", behavior: "instant" })));
    }
  }
  customElements.define("scroll-here", ScrollHere);

  window.studyText = {
    // Drawn by the next frame. A question begins at the top; a long one must not keep its answer out of sight.
    lookAt: (id) =>
      requestAnimationFrame(() => {
        const part = document.getElementById(id);
        part?.focus({ preventScroll: true });
        if (id === "study-question") scrollTo({ top: 0, behavior: "instant" });
        else part?.scrollIntoView({ block: "nearest", behavior: "instant" });
      }),
    // The card is saved: the same form for the next one, which is mostly of the same kind and about the same thing.
    next: (id) => {
      const form = document.getElementById(id);
      if (!form) return;
      const kind = form.querySelector("input[name=kind]:checked");
      const tags = form.elements.tags?.value;
      form.reset();
      if (kind) kind.checked = true;
      if (tags) form.elements.tags.value = tags;
      form.querySelector("textarea").focus();
    },
  };

  // ---------- A field takes no more than the server will refuse with a sentence. What is beyond that would take long to
  // lay out, and end the connection when it is sent (LARGEST_MESSAGE in serve.py). Material has a length of its own.
  const most = (field) => (field.matches("input") ? 10_000 : field.closest(".generate-text") ? Infinity : 100_000);
  document.addEventListener(
    "input",
    ({ target }) => {
      if (target.value?.length > most(target)) target.value = target.value.slice(0, most(target));
    },
    true,
  );

  // ---------- Keys inside forms: Ctrl or Cmd + Enter submits `form[data-keys]`, Escape presses its way out.
  document.addEventListener("keydown", (event) => {
    const form = event.target instanceof Element ? event.target.closest("form[data-keys]") : null;
    if (!form || event.isComposing || event.repeat) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.requestSubmit();
    } else if (event.key === "Escape") {
      const way = form.querySelector("[data-way-out]");
      if (!way) return;
      event.preventDefault();
      way.click();
    }
  });

  // ---------- The second click of a double click must not land on what has just taken the first one's place.
  let last = -Infinity;
  document.addEventListener(
    "click",
    (event) => {
      if (!(event.target instanceof Element) || !event.target.closest("[data-single]")) return;
      const doubled = event.detail > 1 && event.timeStamp - last < 350;
      last = event.timeStamp;
      if (!doubled) return;
      event.preventDefault();
      event.stopPropagation();
    },
    true,
  );
})();
