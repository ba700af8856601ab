// Drafts: what is typed stays in this browser until the server has accepted it. One store for the texts that cards and
// questions are made from and for the forms of cards. Everything else is Python.
(() => {
  "use strict";

  const PAUSE = 300;
  const place = (name) => `studyapp.draft.${name}`;
  const drafts = {
    read: (name) => {
      try {
        return JSON.parse(localStorage.getItem(place(name)));
      } catch {
        return null;
      }
    },
    // Whether there was room. If the browser's storage is full or closed, the text is still in the field.
    write: (name, typed) => {
      try {
        localStorage.setItem(place(name), JSON.stringify(typed));
        return true;
      } catch {
        return false;
      }
    },
    drop: (name) => {
      try {
        localStorage.removeItem(place(name));
      } catch {
        // Nothing was kept either.
      }
    },
  };

  // Texts had a store of their own before, as they were typed.
  const BEFORE = "studyapp.text.";
  try {
    for (const key of Object.keys(localStorage).filter((each) => each.startsWith(BEFORE))) {
      const text = localStorage.getItem(key);
      localStorage.removeItem(key);
      if (!drafts.write(key.slice(BEFORE.length), text)) localStorage.setItem(key, text);
    }
  } catch {
    // The storage is closed: there is nothing to move, and the fields work without it.
  }

  // An element whose `source`, itself or its form, is listened to; `store` puts away what stands there under its name.
  class Kept extends HTMLElement {
    connectedCallback() {
      this.form = this.closest("form");
      this.source?.addEventListener("input", this.storeSoon);
      this.form?.addEventListener("submit", this.storeNow);
      if (this.source) this.restore();
    }
    disconnectedCallback() {
      this.source?.removeEventListener("input", this.storeSoon);
      this.form?.removeEventListener("submit", this.storeNow);
      this.storeNow();
    }
    get draft() {
      return this.getAttribute("name");
    }
    storeSoon = () => {
      clearTimeout(this.pause);
      this.pause = setTimeout(this.storeNow, PAUSE);
    };
    // What has not been stored yet. Nothing is pending once it has: the form may go away after it was accepted.
    storeNow = () => {
      if (this.pause === undefined) return;
      this.stop();
      this.store();
    };
    stop() {
      clearTimeout(this.pause);
      this.pause = undefined;
    }
  }

  // ---------- <kept-text name="…" least="50" most="400000" short="…" long="…">: keeps what is typed into its textarea,
  // counts it, and says beforehand what the server would refuse.
  const number = new Intl.NumberFormat("en");
  // `dir="auto"` takes Chromium half a minute on a text of 50,000 lines; its first letter tells the direction as well.
  const fromTheRight = /^\P{L}*[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
  // As the server counts them: an emoji is one, though two units of a JavaScript string.
  const characters = (text) => text.length - (text.match(/[\ud800-\udbff][\udc00-\udfff]/g)?.length ?? 0);

  class KeptText extends Kept {
    static observedAttributes = ["name", "least"];

    connectedCallback() {
      super.connectedCallback();
      this.addEventListener("input", this.count);
    }
    attributeChangedCallback(attribute, before) {
      if (!this.isConnected || before === null) return;
      if (attribute === "name") this.restore();
      else this.count();
    }
    get source() {
      return this;
    }
    get field() {
      return this.querySelector("textarea");
    }
    store() {
      if (this.field?.value) drafts.write(this.draft, this.field.value);
      else drafts.drop(this.draft);
    }
    restore() {
      if (this.field) this.field.value = drafts.read(this.draft) || "";
      this.count();
    }
    write(text) {
      this.stop();
      this.field.value = text;
      this.store();
      this.count();
    }
    accepted() {
      this.write("");
    }
    count = () => {
      if (!this.field) return;
      const length = characters(this.field.value.trim());
      this.field.dir = fromTheRight.test(this.field.value.slice(0, 500)) ? "rtl" : "ltr";
      const least = Number(this.getAttribute("least"));
      const most = Number(this.getAttribute("most"));
      const wish =
        length > most ? this.getAttribute("long") : length < least ? this.getAttribute("short") : "";
      this.field.setCustomValidity(wish);
      const line = this.querySelector("[data-count]");
      if (!line) return;
      line.textContent = length === 0 ? "" : `${number.format(length)} ${length === 1 ? "character" : "characters"}`;
      if (length > 0 && wish) line.textContent += `. ${wish}`;
      line.toggleAttribute("data-refused", length > most);
    };
  }

  // ---------- <counted-field most="200" long="…">: counts what is typed into its input once little room is left, and
  // says beforehand what the server would refuse.
  const LITTLE_ROOM = 0.8;

  class CountedField extends HTMLElement {
    connectedCallback() {
      this.addEventListener("input", this.count);
      this.count();
    }
    count = () => {
      const field = this.querySelector("input");
      const line = this.querySelector("[data-count]");
      if (!field || !line) return;
      const length = characters(field.value.trim());
      const most = Number(this.getAttribute("most"));
      const wish = length > most ? this.getAttribute("long") : "";
      field.setCustomValidity(wish);
      line.textContent = length < most * LITTLE_ROOM ? "" : `${length} of ${most}${wish && `. ${wish}`}`;
      line.toggleAttribute("data-refused", length > most);
    };
  }

  // ---------- <kept-draft name="…">: keeps what is typed into the form around it, and says when it has brought it back.
  // A <kept-text> in the form keeps its own.
  const changed = (field) => field.dispatchEvent(new Event("input", { bubbles: true }));

  class KeptDraft extends Kept {
    connectedCallback() {
      super.connectedCallback();
      this.form?.addEventListener("click", this.leave);
    }
    disconnectedCallback() {
      super.disconnectedCallback();
      this.form?.removeEventListener("click", this.leave);
    }
    get source() {
      return this.form;
    }
    get fields() {
      const others = (field) => field.name && field.type !== "file" && field.type !== "hidden" && !field.closest("kept-text");
      return [...this.form.elements].filter(others);
    }
    store() {
      const typed = this.fields.filter((field) => field.type !== "radio" || field.checked);
      drafts.write(this.draft, typed.map((field) => [field.name, field.value]));
    }
    restore() {
      const entries = drafts.read(this.draft);
      const kept = new Map(Array.isArray(entries) ? entries : []);
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
      this.tell(differs);
      if (differs) changed(this.fields[0]);
    }
    tell(isRestored) {
      const told = this.querySelector("[data-restored]");
      if (told) told.hidden = !isRestored;
    }
    // Leaving an edit means that the card stays as it is; `data-forget` says so of a button or of "Discard". Escape is
    // pressed too easily for that: the click it becomes is not the learner's own, and what was typed is kept.
    leave = (event) => {
      if (!event.isTrusted || !(event.target instanceof Element) || !event.target.closest("[data-forget]")) return;
      this.accepted();
      this.form.reset();
      this.tell(false);
      changed(this.fields[0]);
      this.stop();
    };
    accepted() {
      this.stop();
      drafts.drop(this.draft);
    }
  }

  const kept = (name) => {
    const all = [...document.querySelectorAll("kept-text, kept-draft")];
    return name === undefined ? all : all.filter((element) => element.draft === name);
  };
  addEventListener("pagehide", () => kept().forEach((element) => element.storeNow()));
  customElements.define("kept-text", KeptText);
  customElements.define("counted-field", CountedField);
  customElements.define("kept-draft", KeptDraft);

  window.studyDrafts = {
    // The server has taken it: nothing has to be kept any longer.
    accept: (name) => {
      kept(name).forEach((element) => element.accepted());
      drafts.drop(name);
    },
    // A sample to try: fetched only when asked for.
    sample: async (name, address) => {
      const answer = await fetch(address);
      if (!answer.ok) return;
      const text = await answer.text();
      kept(name).forEach((element) => element.write(text));
    },
    // An example takes the place of what is written, as typing would: the browser's own undo brings that back.
    suggest: (name, text) => {
      const field = kept(name)[0]?.field;
      field?.focus();
      field?.select();
      document.execCommand("insertText", false, text);
    },
  };
})();
