// Skills of a <skill-tree> are dragged by their grip, with a mouse, a pen or a finger. Where they may be dropped is only
// shown here; the server decides.
(() => {
  "use strict";

  const START = 4; // pixels after which a press is a drag
  const INDENT = 24; // pixels to the side that stand for a level
  const EDGE = 88; // pixels from the edges of the window within which it scrolls
  const STEP = 10; // pixels it scrolls in a frame
  const INTO = 0.3; // the part of a line above and below which a skill lands between lines

  class Drag {
    drop = null;

    constructor(tree, item, event) {
      Object.assign(this, { tree, item, pointer: event.pointerId, isTouch: event.pointerType === "touch" });
      [this.startX, this.startY] = [this.x, this.y] = [event.clientX, event.clientY];
      this.ended = new AbortController();
      const { signal } = this.ended;
      tree.setPointerCapture(this.pointer);
      tree.addEventListener("pointermove", this.move, { signal });
      tree.addEventListener("pointerup", this.release, { signal });
      for (const name of ["pointercancel", "lostpointercapture"]) tree.addEventListener(name, this.end, { signal });
      document.addEventListener("keydown", this.press, { signal, capture: true });
    }

    // ---------- From press to drop
    move = (event) => {
      if (event.pointerId !== this.pointer) return;
      [this.x, this.y] = [event.clientX, event.clientY];
      if (!this.line && Math.hypot(this.x - this.startX, this.y - this.startY) >= START) this.begin();
      if (this.line) this.aim();
    };
    press = (event) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      event.stopPropagation();
      this.end();
    };
    release = (event) => {
      if (event.pointerId !== this.pointer) return;
      const { drop, tree, item } = this;
      this.end();
      if (!drop || drop.refused) return;
      const detail = { id: item.dataset.skill, beside: drop.beside.dataset.skill, side: drop.side };
      tree.dispatchEvent(new CustomEvent("Place", { detail }));
    };
    begin() {
      [this.line, this.label] = ["skill-drop", "skill-dragged"].map((name) => {
        const drawn = document.createElement("div");
        drawn.className = name;
        drawn.ariaHidden = "true";
        return this.tree.appendChild(drawn);
      });
      this.look();
    }
    // Once a frame, because lines also move by scrolling and by what other tabs do.
    look = () => {
      if (this.ended.signal.aborted) return;
      if (!this.item.isConnected) return this.end();
      const by = this.y < EDGE ? -STEP : this.y > innerHeight - EDGE ? STEP : 0;
      if (by) scrollBy({ top: by, behavior: "instant" });
      this.aim();
      requestAnimationFrame(this.look);
    };
    end = () => {
      this.ended.abort();
      if (this.tree.hasPointerCapture(this.pointer)) this.tree.releasePointerCapture(this.pointer);
      this.line?.remove();
      this.label?.remove();
      delete this.tree.dataset.dragging;
      for (const item of this.tree.items) delete item.dataset.drop, delete item.dataset.dragged;
    };

    // ---------- Where it would land
    aim() {
      const items = this.tree.items;
      const at = items.indexOf(this.item);
      const behind = items.slice(at + 1).findIndex((other) => this.level(other) <= this.level(this.item));
      this.own = items.slice(at, behind < 0 ? undefined : at + 1 + behind);
      this.drop = this.judged(this.found(this.tree.shown));
      this.draw(items);
    }
    found(shown) {
      const boxes = shown.map((item) => item.getBoundingClientRect());
      const below = boxes.findIndex((box) => this.y < box.bottom);
      if (below < 0) return this.between(shown, boxes, shown.length);
      const part = (this.y - boxes[below].top) / boxes[below].height;
      if (part < INTO) return this.between(shown, boxes, below);
      if (part > 1 - INTO) return this.between(shown, boxes, below + 1);
      return { side: "into", beside: shown[below], level: this.level(shown[below]) + 1 };
    }
    // Behind the last line of a branch there are several levels to choose from, by moving to the side.
    between(shown, boxes, gap) {
      const [before, behind] = [shown[gap - 1], shown[gap]];
      const y = ((boxes[gap - 1]?.bottom ?? boxes[gap].top) + (boxes[gap]?.top ?? boxes[gap - 1].bottom)) / 2;
      const least = behind ? this.level(behind) : 1;
      const most = Math.max(least, before ? this.level(before) : 1);
      const wanted = this.level(this.item) + Math.round((this.x - this.startX) / INDENT);
      const level = Math.min(most, Math.max(least, wanted));
      if (behind && level === least) return { side: "before", beside: behind, level, y };
      let beside = before;
      while (this.level(beside) > level) beside = this.tree.above(beside);
      return { side: "after", beside, level, y };
    }
    judged(drop) {
      const deepest = Number(this.tree.getAttribute("deepest"));
      const levels = Math.max(...this.own.map((item) => this.level(item))) - this.level(this.item);
      if (drop.beside === this.item) return null;
      if (this.own.includes(drop.beside)) return { ...drop, refused: "Not into itself" };
      if (drop.level + levels > deepest) return { ...drop, refused: `At most ${deepest} levels` };
      return drop;
    }
    level(item) {
      return this.tree.level(item);
    }

    draw(items) {
      const { drop, line, label, tree } = this;
      const verdict = drop?.refused ? "no" : "yes";
      tree.dataset.dragging = verdict;
      for (const item of items) {
        if (this.own.includes(item)) item.dataset.dragged = "";
        else delete item.dataset.dragged;
        if (drop?.side === "into" && item === drop.beside) item.dataset.drop = verdict;
        else delete item.dataset.drop;
      }
      line.hidden = !drop || drop.side === "into";
      if (!line.hidden) line.style.top = `${drop.y - tree.getBoundingClientRect().top}px`;
      line.dataset.depth = drop?.level ?? "";
      const words = drop?.refused ?? this.item.querySelector(".skill-title").textContent;
      if (label.textContent !== words) label.textContent = words;
      const x = Math.min(this.x + 16, document.documentElement.clientWidth - label.offsetWidth - 8);
      const y = Math.min(this.y + (this.isTouch ? -64 : 16), innerHeight - label.offsetHeight - 8);
      label.style.transform = `translate(${Math.max(8, x)}px, ${Math.max(8, y)}px)`;
    }
  }

  document.addEventListener("pointerdown", (event) => {
    const item = event.target.closest("[data-grip]")?.closest("[role=treeitem]");
    if (!item || event.button || !event.isPrimary) return;
    event.preventDefault(); // else the text would be selected
    item.focus({ preventScroll: true });
    new Drag(item.closest("skill-tree"), item, event);
  });
  // A grip is part of its line's link, which is not meant.
  document.addEventListener("click", (event) => event.target.closest("[data-grip]") && event.preventDefault(), true);
  document.addEventListener("contextmenu", (event) => event.target.closest("[data-grip]") && event.preventDefault());
})();
