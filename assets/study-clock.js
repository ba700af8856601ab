// The clock of a study session: the time that is left as a line that gets shorter, and what happens at a moment.
(() => {
  "use strict";

  // <time-line until="ISO" seconds="300">: how much of the whole is left, once a second. The look is in styles/study.css.
  class TimeLine extends HTMLElement {
    static observedAttributes = ["until", "seconds"];
    connectedCallback() {
      this.tick();
      this.timer = setInterval(() => this.tick(), 1000);
    }
    disconnectedCallback() {
      clearInterval(this.timer);
    }
    attributeChangedCallback() {
      if (this.isConnected) this.tick();
    }
    tick() {
      const left = (new Date(this.getAttribute("until")) - Date.now()) / 1000 / Number(this.getAttribute("seconds"));
      this.style.setProperty("--left", `${100 * Math.min(1, Math.max(0, left || 0))}%`);
      this.toggleAttribute("data-short", left < 0.1);
    }
  }
  customElements.define("time-line", TimeLine);

  // <button data-press-at="ISO">: pressed at that moment, and again until the page has moved on, should the clock of the
  // server be a little behind. A machine that slept through the moment presses it when it wakes.
  setInterval(() => {
    for (const button of document.querySelectorAll("button[data-press-at]")) {
      const moment = new Date(button.getAttribute("data-press-at"));
      if (Date.now() >= moment) button.click();
    }
  }, 1000);
})();
