// The time that is left of a timed sitting, as a line that gets shorter.
(() => {
  "use strict";

  // <time-line until="ISO" seconds="300">: how much of the whole is left, once a second. The look is in sitting.css.
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
})();
