// What writing cards needs of the browser: a preview beside the form, pictures that are pasted or picked, and gaps around
// what is selected. Everything else is Python.
(() => {
  "use strict";

  const LONGEST = 5_000;
  const changed = (field) => field.dispatchEvent(new Event("input", { bubbles: true }));

  // ---------- <card-preview>: the form's card as it will look, made by the server that shows it later.
  class CardPreview extends HTMLElement {
    connectedCallback() {
      this.form = this.closest("form");
      this.look = () => {
        clearTimeout(this.pause);
        this.pause = setTimeout(() => this.show(), 350);
      };
      this.form?.addEventListener("input", this.look);
      this.form?.addEventListener("reset", this.look);
      this.show();
    }
    disconnectedCallback() {
      this.form?.removeEventListener("input", this.look);
      this.form?.removeEventListener("reset", this.look);
      clearTimeout(this.pause);
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

  customElements.define("card-preview", CardPreview);

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
