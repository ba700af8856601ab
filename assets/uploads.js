// Large files go to the server in pieces, as tus 1.0 says, so that a lost connection or a closed tab costs little.
(() => {
  "use strict";

  const VERSION = { "Tus-Resumable": "1.0.0" };
  const PIECE = 16 * 1024 * 1024;
  const PAUSES = [1000, 2000, 5000, 10000, 30000]; // between attempts while there is no connection
  const PLACE = "studyapp.upload.";
  const MOST = 4; // how often it is tried again after a refusal that may pass
  const LOST = "no connection";
  const wait = (length) => new Promise((go) => setTimeout(go, length));
  const base64 = (text) => btoa(String.fromCharCode(...new TextEncoder().encode(text)));

  // Where a file is being sent to, so that it goes on there when it is chosen again.
  const places = {
    name: (course, file) => `${PLACE}${course}.${file.name}.${file.size}.${file.lastModified}`,
    read: (name) => {
      try {
        return localStorage.getItem(name);
      } catch {
        return null;
      }
    },
    write: (name, address) => {
      try {
        if (address) localStorage.setItem(name, address);
        else localStorage.removeItem(name);
      } catch {
        // The storage is closed: it begins anew after the page was closed.
      }
    },
  };

  class Refused extends Error {}

  // One request. `XMLHttpRequest`, because `fetch` does not tell how much has been sent.
  const ask = (upload, method, address, headers, body) =>
    new Promise((answer, fail) => {
      const request = new XMLHttpRequest();
      upload.request = request;
      request.open(method, address);
      for (const [name, value] of Object.entries({ ...VERSION, ...headers })) request.setRequestHeader(name, value);
      request.upload.onprogress = (event) => upload.show(upload.offset + event.loaded);
      request.onload = () => answer(request);
      request.onerror = request.onabort = () => fail(new Error(LOST));
      request.send(body);
    });

  const sentence = (request) => {
    try {
      return JSON.parse(request.responseText).error;
    } catch {
      return `The server answered with status ${request.status}.`;
    }
  };

  class Sending {
    constructor(course, file, row) {
      Object.assign(this, { course, file, row, offset: 0, isCancelled: false, place: places.name(course, file) });
    }
    async run() {
      this.address = places.read(this.place);
      for (let failed = 0; !this.isCancelled; ) {
        try {
          if (await this.step()) return;
          failed = 0;
        } catch (error) {
          if (this.isCancelled) return;
          const isLost = error.message === LOST;
          if (error instanceof Refused || (!isLost && failed >= MOST)) throw error;
          this.offset = -1; // ask where to go on
          this.row.say(isLost ? "No connection. It goes on by itself." : error.message);
          await wait(PAUSES[Math.min(failed++, PAUSES.length - 1)]);
        }
      }
    }
    // One request further. Returns whether all has been sent.
    async step() {
      if (!this.address) await this.begin();
      else if (this.offset < 0 || !this.isKnown) await this.askOffset();
      else await this.sendPiece();
      if (this.address && this.offset >= this.file.size) {
        places.write(this.place, null);
        return true;
      }
      return false;
    }
    async begin() {
      const told = { filename: this.file.name, course_id: this.course };
      const metadata = Object.entries(told).map(([name, value]) => `${name} ${base64(value)}`);
      const headers = { "Upload-Length": String(this.file.size), "Upload-Metadata": metadata.join(",") };
      const answer = this.checked(await ask(this, "POST", "/api/uploads", headers));
      this.address = new URL(answer.getResponseHeader("Location"), location.href).pathname;
      this.offset = 0;
      this.isKnown = true;
      places.write(this.place, this.address);
    }
    async askOffset() {
      const answer = await ask(this, "HEAD", this.address, {});
      if (answer.status === 404) {
        this.address = null; // expired or cancelled: begin anew
        places.write(this.place, null);
        return;
      }
      this.offset = Number(this.checked(answer).getResponseHeader("Upload-Offset"));
      this.isKnown = true;
    }
    async sendPiece() {
      this.row.say("");
      const headers = { "Content-Type": "application/offset+octet-stream", "Upload-Offset": String(this.offset) };
      const piece = this.file.slice(this.offset, this.offset + PIECE);
      const answer = await ask(this, "PATCH", this.address, headers, piece);
      if (answer.status === 404) this.offset = -1;
      else this.offset = Number(this.checked(answer).getResponseHeader("Upload-Offset"));
    }
    // Raises `Refused` for what never succeeds; else any error, after which it is tried again.
    checked(answer) {
      if (answer.status < 300) return answer;
      const mayPass = answer.status >= 500 || [408, 429].includes(answer.status);
      if (mayPass || (answer.status === 409 && this.address)) throw new Error(sentence(answer));
      places.write(this.place, null);
      throw new Refused(sentence(answer));
    }
    show(sent) {
      this.row.progress(Math.min(100, Math.floor((100 * sent) / this.file.size)));
    }
    cancel() {
      this.isCancelled = true;
      this.request?.abort();
      places.write(this.place, null);
      if (this.address) fetch(this.address, { method: "DELETE", headers: VERSION }).catch(() => {});
    }
  }

  // The line of a file: its name, how far it is, and a way to cancel it.
  class Row {
    constructor(list, name, onCancel) {
      this.element = document.createElement("li");
      this.element.className = "upload-row";
      const [title, said, bar, figure, cancel] = ["span", "span", "progress", "span", "button"].map((tag) =>
        this.element.appendChild(document.createElement(tag)),
      );
      title.className = "upload-name wrap-anywhere";
      title.textContent = name;
      title.dir = "auto";
      said.className = "note upload-said";
      said.setAttribute("role", "status");
      bar.max = 100;
      bar.value = 0;
      bar.setAttribute("aria-label", `Sending ${name}`);
      figure.className = "numeral";
      figure.setAttribute("aria-hidden", "true");
      cancel.type = "button";
      cancel.className = "upload-cancel";
      cancel.textContent = "Cancel";
      cancel.setAttribute("aria-label", `Cancel ${name}`);
      cancel.addEventListener("click", onCancel);
      Object.assign(this, { said, bar, figure, cancel });
      this.progress(0);
      list.append(this.element);
    }
    progress(percent) {
      this.bar.value = percent;
      this.figure.textContent = `${percent} %`;
    }
    say(words) {
      if (this.said.textContent !== words) this.said.textContent = words;
    }
    fail(words) {
      this.say(words);
      this.element.classList.add("is-refused");
      this.bar.remove();
      this.figure.remove();
      this.cancel.textContent = "Dismiss";
    }
    remove() {
      this.element.remove();
    }
  }

  // <large-files course="ID" from="BYTES">: if one of the files that are chosen or dropped inside is as large as this,
  // all of them are sent here, one after the other. Else the page takes them as always.
  class LargeFiles extends HTMLElement {
    connectedCallback() {
      this.addEventListener("change", this.take, true);
      this.addEventListener("drop", this.take, true);
    }
    disconnectedCallback() {
      this.removeEventListener("change", this.take, true);
      this.removeEventListener("drop", this.take, true);
    }
    take = (event) => {
      const files = [...(event.dataTransfer?.files ?? event.target.files ?? [])];
      if (!files.some((file) => file.size >= Number(this.getAttribute("from")))) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const course = this.getAttribute("course");
      const list = this.querySelector("[data-uploads]");
      const sendings = files.map((file) => this.line(course, list, file));
      if (event.type === "change") event.target.value = "";
      sendings.reduce((before, send) => before.then(send), Promise.resolve());
    };
    line(course, list, file) {
      const row = new Row(list, file.name, () => {
        sending.cancel();
        row.remove();
      });
      const sending = new Sending(course, file, row);
      return () =>
        sending.run().then(
          () => row.remove(),
          (error) => row.fail(error.message),
        );
    }
  }
  customElements.define("large-files", LargeFiles);
})();
