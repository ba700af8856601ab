// What writing cards needs of the browser: drafts that survive a reload, a preview beside the form, pictures that are
// pasted or picked, and gaps around what is selected. Everything else is Python.
(() => {
  "use strict";

  const LONGEST = 5_000;
  const place = (name) => `studyapp.draft.${name}`;
  const later = (run, pause) => {
    let timer;
    const wait = () => {
      clearTimeout(timer);
      timer = setTimeout(() => ((timer = undefined), run()), pause);
    };
    wait.now = () => timer !== undefined && (clearTimeout(timer), (timer = undefined), run());
    wait.stop = () => (clearTimeout(timer), (timer = undefined));
    return wait;
  };
  const changed = (field) => field.dispatchEvent(new Event("input", { bubbles: true }));

  // ---------- <kept-draft name="…">: keeps what is typed into its form in this browser until the server has taken it.
  class KeptDraft extends HTMLElement {
    connectedCallback() {
      this.form = this.closest("form");
      if (!this.form) return;
      this.store = later(() => this.keep(), 300);
      this.form.addEventListener("input", this.store);
      this.form.addEventListener("submit", this.store.now);
      this.form.addEventListener("click", this.leave);
      this.restore();
    }
    disconnectedCallback() {
      this.form?.removeEventListener("input", this.store);
      this.form?.removeEventListener("submit", this.store.now);
      this.form?.removeEventListener("click", this.leave);
      this.store?.now();
    }
    get fields() {
      return [...this.form.elements].filter((field) => field.name && field.type !== "file" && field.type !== "hidden");
    }
    keep() {
      const typed = this.fields.filter((field) => field.type !== "radio" || field.checked);
      try {
        localStorage.setItem(place(this.getAttribute("name")), JSON.stringify(typed.map((f) => [f.name, f.value])));
      } catch {
        // The browser's storage is full or closed: the text is still in the form.
      }
    }
    restore() {
      let kept;
      try {
        kept = new Map(JSON.parse(localStorage.getItem(place(this.getAttribute("name"))) || "null") || []);
      } catch {
        kept = new Map();
      }
      let differs = false;
      for (const field of this.fields) {
        if (!kept.has(field.name)) continue;
        if (field.type === "radio") {
          if (field.value === kept.get(field.name) && !field.checked) (field.checked = true), (differs = true);
        } else if (field.value !== kept.get(field.name)) {
          field.value = kept.get(field.name);
          differs = true;
        }
      }
      const told = this.querySelector("[data-restored]");
      if (told) told.hidden = !differs;
      if (differs) changed(this.fields[0]);
    }
    // Leaving an edit means that the card stays as it is; `data-forget` says so of a button or of "Discard". Escape is
    // pressed too easily for that: the click it becomes is not the learner's own, and what was typed is kept.
    leave = (event) => {
      if (!event.isTrusted || !(event.target instanceof Element) || !event.target.closest("[data-forget]")) return;
      this.forget();
      this.form.reset();
      const told = this.querySelector("[data-restored]");
      if (told) told.hidden = true;
      changed(this.fields[0]);
      this.store.stop();
    };
    forget() {
      this.store.stop();
      localStorage.removeItem(place(this.getAttribute("name")));
    }
  }

  // ---------- <card-preview>: the form's card as it will look, made by the server that shows it later.
  class CardPreview extends HTMLElement {
    connectedCallback() {
      this.form = this.closest("form");
      this.look = later(() => this.show(), 350);
      this.form?.addEventListener("input", this.look);
      this.form?.addEventListener("reset", this.look);
      this.show();
    }
    disconnectedCallback() {
      this.form?.removeEventListener("input", this.look);
      this.form?.removeEventListener("reset", this.look);
      this.look.stop();
    }
    async show() {
      const typed = new FormData(this.form);
      // What no card may hold is not sent either; half a character at the cut would be refused, as would NUL.
      const text = (name) => String(typed.get(name) || "").slice(0, LONGEST).replace(/[\ud800-\udbff]$|\0/g, "");
      const kind = text("kind") || "basic";
      const draft = {
        kind,
        question: text("question"),
        answer: kind === "true_false" ? text("verdict") : text("answer"),
        explanation: text("explanation"),
      };
      const asked = JSON.stringify(draft);
      if (asked === this.asked) return;
      this.asked = asked;
      const answer = await fetch("/api/cards/preview", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: asked,
      }).catch(() => undefined);
      if (!answer?.ok || this.asked !== asked) return;
      const shown = await answer.json();
      for (const part of ["front", "back", "explanation"]) {
        const side = this.querySelector(`[data-side="${part}"]`);
        if (side) side.innerHTML = shown[part];
      }
    }
  }

  addEventListener("pagehide", () => document.querySelectorAll("kept-draft").forEach((draft) => draft.store?.now()));
  customElements.define("kept-draft", KeptDraft);
  customElements.define("card-preview", CardPreview);

  window.studyCards = {
    // The server has taken it: nothing has to be kept any longer.
    accept: (name) => {
      const drafts = [...document.querySelectorAll("kept-draft")].filter((draft) => draft.getAttribute("name") === name);
      drafts.forEach((draft) => draft.forget());
      localStorage.removeItem(place(name));
    },
  };

  // ---------- Pictures: picked with the button or pasted into a text of `form[data-pictures]`.
  const latest = new WeakMap();
  const tell = (form, words) => {
    const line = form.querySelector("[data-told]");
    if (line) line.textContent = words;
  };
  const write = (field, text) => {
    field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
    changed(field);
    field.focus();
  };
  const upload = async (form, file) => {
    const field = latest.get(form) || form.querySelector("textarea");
    const { mostBytes, tooLarge } = form.querySelector("[data-picture]").dataset;
    if (file.size > Number(mostBytes)) return tell(form, tooLarge);
    tell(form, "Uploading the picture…");
    const slow = setTimeout(() => tell(form, "Still uploading, or waiting for other files…"), 4_000);
    try {
      const answer = await fetch("/api/images", { method: "POST", body: file });
      const told = await answer.json();
      if (!answer.ok) return tell(form, told.error);
      tell(form, "");
      const name = file.name.replace(/\.[^.]*$/, "").replace(/[[\]\\\n]/g, " ").trim();
      write(field, `![${name || "Picture"}](${told.url})`);
    } catch {
      tell(form, "The picture could not be uploaded: the server cannot be reached. Try again.");
    } finally {
      clearTimeout(slow);
    }
  };
  document.addEventListener("focusin", (event) => {
    if (!(event.target instanceof HTMLTextAreaElement)) return;
    const form = event.target.closest("form[data-pictures]");
    if (form) latest.set(form, event.target);
  });
  document.addEventListener("paste", (event) => {
    const form = event.target instanceof HTMLTextAreaElement ? event.target.closest("form[data-pictures]") : null;
    const file = form && [...(event.clipboardData?.files || [])].find((each) => each.type.startsWith("image/"));
    if (!file) return;
    event.preventDefault();
    upload(form, file);
  });
  document.addEventListener("change", (event) => {
    if (!(event.target instanceof HTMLInputElement) || !event.target.matches("[data-picture]")) return;
    const form = event.target.closest("form[data-pictures]");
    const [file] = event.target.files;
    event.target.value = "";
    if (form && file) upload(form, file);
  });

  // ---------- A question to choose from wants its options: their lines open with the kind.
  document.addEventListener("change", (event) => {
    if (!(event.target instanceof HTMLInputElement) || !event.target.matches("[name=kind][value=multiple_choice]")) return;
    event.target.form?.querySelector("details.for-choices")?.setAttribute("open", "");
  });

  // ---------- Buttons of the form: pick a picture, hide what is selected, submit in another way.
  const gap = (field) => {
    const numbers = [...field.value.matchAll(/\{\{c(\d+)::/g)].map((match) => Number(match[1]));
    const { selectionStart: start, selectionEnd: end, value } = field;
    const opening = `{{c${Math.max(0, ...numbers) + 1}::`;
    field.setRangeText(`${opening}${value.slice(start, end)}}}`, start, end, "end");
    if (start === end) field.setSelectionRange(start + opening.length, start + opening.length);
    changed(field);
    field.focus();
  };
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("[data-does]") : null;
    const form = button?.closest("form");
    if (!form) return;
    const does = button.getAttribute("data-does");
    if (does === "picture") form.querySelector("[data-picture]")?.click();
    if (does === "gap") gap(form.querySelector("textarea[name=question]"));
    if (does === "choices") {
      form.querySelector("input[name=then]").value = "choices";
      form.requestSubmit();
      form.querySelector("input[name=then]").value = "";
    }
  });
})();
