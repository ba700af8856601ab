// <skill-tree goal="id">: the keys of a tree, around links of role "treeitem" that stand one below the other. The server
// says how deep each is; what is folded the browser remembers. <skill-map>: the same skills as a picture. Everything else
// is Python.
(() => {
  "use strict";

  const WAYS = { ArrowUp: "up", ArrowDown: "down", ArrowRight: "in", ArrowLeft: "out" };
  const PAUSE = 700; // after which typing begins anew

  class Skills extends HTMLElement {
    get items() {
      return [...this.querySelectorAll("[data-skill]")];
    }
    get current() {
      return this.items.find((item) => item.getAttribute("aria-current") === "page");
    }
    // Notice that another skill has been chosen. On a phone it takes the place of all of them, and they take its place
    // again: the focus goes along.
    choose(chosen) {
      const was = this.chosen;
      this.chosen = chosen?.dataset.skill;
      requestAnimationFrame(() => this.hand(was));
    }
    hand(was) {
      const focus = document.activeElement;
      if (focus !== document.body && !this.contains(focus) && focus?.isConnected && focus.getClientRects().length) return;
      if (this.chosen && !this.getClientRects().length) {
        document.getElementById("skill-name")?.focus({ preventScroll: true });
        scrollTo({ top: 0, behavior: "instant" });
      } else if (!this.chosen && was) this.items.find((item) => item.dataset.skill === was)?.focus();
    }
  }

  class SkillMap extends Skills {
    connectedCallback() {
      this.changes = new MutationObserver(() => this.settle());
      this.changes.observe(this, { childList: true, subtree: true, attributes: true, attributeFilter: ["aria-current"] });
      this.settle();
    }
    disconnectedCallback() {
      this.changes.disconnect();
    }
    settle() {
      const chosen = this.current;
      if (chosen?.dataset.skill !== this.chosen) this.choose(chosen);
    }
  }

  class SkillTree extends Skills {
    static observedAttributes = ["goal"];
    folded = new Set();
    typed = "";
    typedAt = -Infinity;

    connectedCallback() {
      this.recall();
      this.changes = new MutationObserver(() => this.settle());
      const attributeFilter = ["aria-level", "aria-current"];
      this.changes.observe(this, { childList: true, subtree: true, attributes: true, attributeFilter });
      this.addEventListener("keydown", this.press);
      this.addEventListener("click", this.point, true);
      this.addEventListener("focusin", this.arrive);
      this.addEventListener("focusout", this.leave);
      this.settle();
    }
    disconnectedCallback() {
      this.changes.disconnect();
    }
    attributeChangedCallback() {
      if (this.isConnected) this.recall(), this.settle();
    }

    // ---------- What is folded
    get name() {
      return `folded.${this.getAttribute("goal")}`;
    }
    recall() {
      this.folded = new Set((localStorage.getItem(this.name) || "").split(" ").filter(Boolean));
    }
    fold(items, folds) {
      for (const item of items) this.folded[folds ? "add" : "delete"](item.dataset.skill);
      const known = new Set(this.items.map((item) => item.dataset.skill));
      const kept = [...this.folded].filter((id) => known.has(id));
      if (kept.length) localStorage.setItem(this.name, kept.join(" "));
      else localStorage.removeItem(this.name);
      this.settle();
    }

    // ---------- The items
    get shown() {
      return this.items.filter((item) => !item.hidden);
    }
    level(item) {
      return Number(item.getAttribute("aria-level"));
    }
    above(item) {
      const items = this.items;
      return items.slice(0, items.indexOf(item)).findLast((other) => this.level(other) < this.level(item));
    }
    siblings(item) {
      const above = this.above(item);
      return this.items.filter((other) => this.level(other) === this.level(item) && this.above(other) === above);
    }
    holds(item) {
      return item.hasAttribute("aria-expanded");
    }
    isOpen(item) {
      return item.getAttribute("aria-expanded") === "true";
    }

    // React sets none of these attributes, so what is set here stays.
    settle() {
      const items = this.items;
      this.rescue(items);
      this.reveal(this.current);
      this.unfold(items.find((item) => item === document.activeElement)); // it may have moved into a folded branch
      let closed = Infinity;
      items.forEach((item, at) => {
        const level = this.level(item);
        if (level <= closed) closed = Infinity;
        item.hidden = level > closed;
        if (at + 1 < items.length && this.level(items[at + 1]) > level) {
          const isOpen = !this.folded.has(item.dataset.skill);
          item.setAttribute("aria-expanded", String(isOpen));
          if (!isOpen) closed = Math.min(closed, level);
        } else item.removeAttribute("aria-expanded");
      });
      this.rove(this.shown.find((item) => item.dataset.skill === this.at));
    }
    // A skill with the focus that is deleted, e.g. in another tab, leaves the focus to the one that takes its place.
    rescue(items) {
      const isLost = this.holder && !this.holder.isConnected && document.activeElement === document.body;
      if (isLost) (items[Math.min(this.place, items.length - 1)] ?? document.body).focus({ preventScroll: true });
      this.place = items.indexOf(this.holder);
    }
    // A skill that has just been chosen must not be inside a folded branch.
    reveal(chosen) {
      const id = chosen?.dataset.skill;
      if (id === this.chosen) return;
      if (chosen) {
        this.unfold(chosen);
        this.at = id;
      }
      this.choose(chosen);
    }
    unfold(item) {
      for (let above = item && this.above(item); above; above = this.above(above)) this.folded.delete(above.dataset.skill);
    }
    // One item is reached by Tab: the last one that had the focus, else the chosen one, else the first.
    rove(item) {
      const stop = item ?? this.shown.find((each) => each.getAttribute("aria-current") === "page") ?? this.shown[0];
      for (const each of this.items) each.tabIndex = each === stop ? 0 : -1;
    }

    // ---------- Mouse and keys
    arrive = ({ target }) => {
      const item = target.closest("[role=treeitem]");
      if (!item) return;
      this.at = item.dataset.skill;
      this.holder = item;
      this.place = this.items.indexOf(item);
      this.rove(item);
    };
    leave = ({ target }) => {
      const forget = () => target.isConnected && target === this.holder && (this.holder = null);
      queueMicrotask(forget); // what loses the focus because it is deleted is still there now, and no more then
    };
    point = (event) => {
      const item = event.target.closest("[role=treeitem]");
      if (!event.target.closest("[data-fold]") || !this.holds(item)) return;
      event.preventDefault();
      event.stopPropagation();
      item.focus(); // before it folds, because a line with the focus stays visible
      this.fold([item], this.isOpen(item));
    };
    press = (event) => {
      const item = event.target.closest("[role=treeitem]");
      if (!item || event.ctrlKey || event.metaKey || event.isComposing) return;
      if (event.altKey ? this.move(item, event) : this.walk(item, event.key)) event.preventDefault();
    };
    move(item, { key, repeat }) {
      if (!(key in WAYS)) return false;
      const detail = { id: item.dataset.skill, way: WAYS[key] };
      if (!repeat) this.dispatchEvent(new CustomEvent("Move", { detail }));
      return true;
    }
    walk(item, key) {
      if (key.length > 1) this.typedAt = -Infinity;
      const shown = this.shown;
      const at = shown.indexOf(item);
      switch (key) {
        case "ArrowDown":
          return this.go(shown[at + 1]);
        case "ArrowUp":
          return this.go(shown[at - 1]);
        case "Home":
          return this.go(shown[0]);
        case "End":
          return this.go(shown.at(-1));
        case "ArrowRight":
          if (!this.holds(item)) return true;
          return this.isOpen(item) ? this.go(shown[at + 1]) : this.change([item], false);
        case "ArrowLeft":
          return this.holds(item) && this.isOpen(item) ? this.change([item], true) : this.go(this.above(item));
        case "*":
          return this.change(this.siblings(item).filter((each) => this.holds(each)), false);
        case " ":
          item.click();
          return true;
        default:
          return this.seek(item, key);
      }
    }
    go(item) {
      item?.focus();
      return true;
    }
    change(items, folds) {
      this.fold(items, folds);
      return true;
    }
    // Type-ahead: the next item whose title or number begins with what was typed. The same letter again goes on.
    seek(item, key) {
      if (!/^[\p{L}\p{N}.]$/u.test(key)) return false;
      const now = performance.now();
      const letter = key.toLocaleLowerCase();
      this.typed = now - this.typedAt > PAUSE || this.typed === letter ? letter : this.typed + letter;
      this.typedAt = now;
      const shown = this.shown;
      const from = shown.indexOf(item) + (this.typed.length === 1 ? 1 : 0);
      const begins = (each) =>
        [".skill-title", ".skill-path"].some((part) =>
          each.querySelector(part).textContent.toLocaleLowerCase().startsWith(this.typed),
        );
      return this.go([...shown.slice(from), ...shown.slice(0, from)].find(begins));
    }
  }
  customElements.define("skill-tree", SkillTree);
  customElements.define("skill-map", SkillMap);
})();
