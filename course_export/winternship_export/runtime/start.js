/** Puts a package together: pages, questions, forms, what is kept, and the LMS. */
(function (ours) {
  "use strict";

  const REST = 1000; // ms of rest before what was typed is handed to the LMS
  const SENDING = 15000; // ms before what was handed over is sent on, if no page is turned sooner

  const adapters = {
    scorm12: () => new ours.Scorm(ours.scorm12),
    scorm2004: () => new ours.Scorm(ours.scorm2004),
    cmi5: (settings) => new ours.Cmi5(settings.iri),
  };

  class Course {
    constructor() {
      this.root = document.querySelector("[data-pages]");
      this.settings = document.body.dataset;
      this.texts = JSON.parse(this.settings.texts);
      this.passMark = Number(this.settings.passMark) / 100;
      this.seen = new Set();
      this.lms = adapters[this.settings.standard](this.settings);
      this.questions = new ours.Questions(this.root, this.texts, (question) => this.answered(question));
      this.forms = new ours.Forms(this.root, () => this.filled());
      this.reader = new ours.Reader(this.root, (key) => this.turned(key));
      ours.explainTerms(this.root);
      ours.offerPrint(document);
    }

    async begin() {
      document.body.setAttribute("aria-busy", "true");
      let found = {};
      try {
        found = await this.lms.open(this.questions.graded.length > 0);
        if (this.lms.isLooking) this.tell("lms", this.texts.looking);
      } catch (error) {
        this.lms = new ours.Without();
        this.tell("lms", this.texts[error.message] || this.texts.no_start);
      }
      this.restore(found);
      document.body.removeAttribute("aria-busy");
      this.listen();
      this.reader.begin(found.place || this.pageAsked());
      if (this.lms.leave) this.offerLeave();
    }

    /** Without an LMS an address may name a page. */
    pageAsked() {
      const target = document.getElementById(decodeURIComponent(window.location.hash.slice(1)));
      return target?.closest("[data-page]")?.dataset.page || "";
    }

    restore({ kept, passMark }) {
      const { seen, answers, right, forms } = ours.unpack(kept || "");
      this.seen = new Set(seen.filter((key) => this.reader.keys.includes(key)));
      this.questions.fill(answers, right);
      this.forms.fill(forms);
      this.passMark = passMark ?? this.passMark;
    }

    listen() {
      // Never `unload`: Chromium no longer tells it to frames, and a page that listens to it is not kept for going back.
      window.addEventListener("pagehide", () => this.end());
      window.addEventListener("pageshow", (event) => event.persisted && window.location.reload());
      document.addEventListener("visibilitychange", () => document.hidden && this.save(true));
    }

    // -- what happens -----------------------------------------------------------------------------------

    turned(key) {
      this.seen.add(key);
      this.save(true);
    }

    answered(question) {
      this.lms.answered(question);
      this.save(true);
    }

    filled() {
      clearTimeout(this.resting);
      this.resting = setTimeout(() => this.save(false), REST);
    }

    // -- how far, how well ------------------------------------------------------------------------------

    /** The pages that are done: a lesson when it was opened, a quiz when all of it was answered. */
    done() {
      const isDone = (page) =>
        page.dataset.kind === "quiz"
          ? this.questions.on(page).every((question) => question.choice)
          : this.seen.has(page.dataset.page);
      return new Set(this.reader.pages.filter(isDone).map((page) => page.dataset.page));
    }

    result() {
      const done = this.done();
      const wanted = this.reader.pages.filter((page) => page.dataset.kind !== "about").map((page) => page.dataset.page);
      const share = this.questions.share();
      const progress = wanted.filter((key) => done.has(key)).length / wanted.length;
      // A share such as 2/3 may lie a rounding below a pass mark of 0.6667.
      const isPassed = share !== null && Math.round(share * 1e4) >= Math.round(this.passMark * 1e4);
      const open = wanted.filter((key) => !done.has(key));
      return { share, isPassed, isComplete: !open.length, progress, done, open };
    }

    // -- keeping ----------------------------------------------------------------------------------------

    hand() {
      clearTimeout(this.resting);
      const state = { seen: [...this.seen], ...this.questions.values(), forms: this.forms.values() };
      const { text, missed } = ours.pack(state, this.lms.room);
      const result = this.result();
      this.lms.keep(this.reader.page?.dataset.page || "", text);
      this.lms.result(result);
      this.forms.tellMissed(missed, this.texts.no_room);
      this.reader.tick(result.done, "✓");
      this.tell("module", this.saidOfModule(result));
    }

    save(isSent) {
      if (this.hasEnded) return;
      this.hand();
      clearTimeout(this.sending);
      // After the page has been painted: the commit of some LMSs blocks.
      this.sending = setTimeout(() => this.commit(), isSent ? 0 : SENDING);
    }

    async commit() {
      const isSafe = await this.lms.commit();
      if (!this.hasEnded) this.tell("saving", isSafe ? "" : this.texts.not_saved);
    }

    end() {
      if (this.hasEnded) return undefined;
      this.hand();
      this.hasEnded = true;
      clearTimeout(this.sending);
      return this.lms.close();
    }

    // -- telling ----------------------------------------------------------------------------------------

    saidOfModule({ share, isPassed, isComplete, open }) {
      if (share === null) return isComplete ? this.texts.complete : "";
      const ended = isPassed ? this.texts.passed : this.texts.failed;
      const percent = (part) => String(Math.round(part * 100));
      const titles = open.map((key) => this.reader.titleOf(key)).join("; ");
      return (isComplete ? ended : this.texts.still_open)
        .replace("{score}", percent(share))
        .replace("{mark}", percent(this.passMark))
        .replace("{pages}", () => titles);
    }

    tell(about, text) {
      const place = document.querySelector(`[data-message="${about}"]`);
      if (place.textContent !== text) place.textContent = text;
    }

    offerLeave() {
      const button = document.querySelector("[data-leave]");
      button.hidden = false;
      button.addEventListener("click", async () => {
        button.disabled = true;
        this.hand();
        this.hasEnded = true;
        await this.lms.leave();
      });
    }
  }

  new Course().begin();
})(window.winternship);
