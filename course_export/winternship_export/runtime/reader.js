/** Turns pages: one at a time, named in the address, with the heading in focus and the contents ticked. */
(function (ours) {
  "use strict";

  class Reader {
    /** `turned` is called with the key of each page that opens. */
    constructor(root, turned) {
      Object.assign(this, { root, turned });
      this.pages = [...root.querySelectorAll("[data-page]")];
      this.title = document.title;
      this.contents = document.querySelector("[data-contents]");
      if (window.matchMedia("(max-width: 55.99em)").matches) this.contents.open = false;
      window.addEventListener("hashchange", () => this.follow());
      document.addEventListener("click", (event) => {
        const link = event.target.closest("a[href^='#']");
        if (link && !event.defaultPrevented && link.hash === window.location.hash) this.follow();
      });
      document.querySelector("[data-skip]").addEventListener("click", (event) => {
        event.preventDefault();
        this.heading(this.page).focus();
      });
    }

    get keys() {
      return this.pages.map((page) => page.dataset.page);
    }

    titleOf(key) {
      return this.heading(this.pages.find((page) => page.dataset.page === key)).textContent;
    }

    heading(page) {
      return page.querySelector("h2");
    }

    /** Open the page with this key; the first one if there is none. */
    begin(key) {
      this.first = this.pages.find((one) => one.dataset.page === key) || this.pages[0];
      this.open(this.first);
    }

    /** The address changed, by one of our links or by going back; or a link to the present address was pressed. */
    follow() {
      const name = decodeURIComponent(window.location.hash.slice(1));
      const target = name ? document.getElementById(name) : this.first;
      const page = target?.closest("[data-page]");
      if (!page) return;
      if (page !== this.page) this.open(page);
      if (target === page) this.arrive(page);
      else target.scrollIntoView();
    }

    arrive(page) {
      const heading = this.heading(page);
      heading.focus({ preventScroll: true });
      heading.scrollIntoView();
      if (window.matchMedia("(max-width: 55.99em)").matches) this.contents.open = false;
    }

    open(page) {
      this.page = page;
      for (const one of this.pages) one.classList.toggle("wx-open", one === page);
      document.body.dataset.at = page.dataset.kind;
      document.title = `${this.heading(page).textContent} – ${this.title}`;
      for (const link of this.contents.querySelectorAll("a")) {
        if (link.hash === `#${page.id}`) link.setAttribute("aria-current", "page");
        else link.removeAttribute("aria-current");
      }
      this.turned(page.dataset.page);
    }

    /** Tick the pages in `done` in the contents. */
    tick(done, text) {
      for (const page of this.pages) {
        const mark = this.contents.querySelector(`a[href="#${page.id}"] [data-tick]`);
        if (mark) mark.textContent = done.has(page.dataset.page) ? text : "";
      }
    }
  }

  ours.Reader = Reader;
})(window.winternship);
