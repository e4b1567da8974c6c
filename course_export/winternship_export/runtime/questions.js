/** Questions: choose, check, read why; as often as one likes. The right answer and the feedback are in the page. */
(function (ours) {
  "use strict";

  class Question {
    /** `answered` is called with the question after each check by the learner. */
    constructor(element, texts, answered) {
      Object.assign(this, { element, texts });
      this.key = element.dataset.question;
      this.right = element.dataset.right;
      this.isGraded = Boolean(element.closest("[data-kind=quiz]"));
      this.choice = ""; // what was checked last
      this.wasRight = false; // in any try
      this.since = Date.now();
      element.querySelector("[data-action=answer]").addEventListener("click", () => {
        if (this.check()) answered(this);
      });
    }

    get isRight() {
      return this.choice === this.right;
    }

    get text() {
      const legend = this.element.querySelector("legend").cloneNode(true);
      for (const number of legend.querySelectorAll(".wx-small")) number.remove();
      return legend.textContent.trim();
    }

    get choices() {
      return [...this.element.querySelectorAll("input[type=radio]")].map((input) => ({
        name: input.value,
        text: input.closest("label").textContent.trim(),
      }));
    }

    check() {
      const chosen = this.element.querySelector("input[type=radio]:checked");
      if (!chosen) {
        this.say(this.texts.choose_first, "none");
        return false;
      }
      this.show(chosen.value);
      return true;
    }

    /** Bring back what was answered in an earlier session. */
    restore(choice, wasRight) {
      const input = [...this.element.querySelectorAll("input[type=radio]")].find((one) => one.value === choice);
      if (!input) return;
      input.checked = true;
      this.wasRight = wasRight;
      this.show(choice);
    }

    show(choice) {
      this.choice = choice;
      this.wasRight = this.wasRight || this.isRight;
      for (const part of this.element.querySelectorAll("[data-feedback]")) part.hidden = part.dataset.feedback !== choice;
      for (const part of this.element.querySelectorAll("[data-basis]")) part.hidden = false;
      this.say(this.isRight ? this.texts.right : this.texts.wrong, this.isRight ? "right" : "wrong");
    }

    say(text, state) {
      const box = this.element.querySelector(".wx-feedback");
      let verdict = box.querySelector("[data-verdict]");
      if (!verdict) {
        verdict = document.createElement("p");
        verdict.dataset.verdict = "";
        box.prepend(verdict);
      }
      verdict.textContent = text;
      this.element.dataset.state = state;
    }
  }

  class Questions {
    constructor(root, texts, answered) {
      const found = [...root.querySelectorAll("[data-question]")];
      this.all = found.map((element) => new Question(element, texts, (question) => {
        this.tellResult();
        answered(question);
        question.since = Date.now();
      }));
      Object.assign(this, { root, texts });
    }

    get graded() {
      return this.all.filter((question) => question.isGraded);
    }

    /** The questions of one page. */
    on(page) {
      return this.all.filter((question) => page.contains(question.element));
    }

    /** The share of the quiz that was right in any try, once all of it was answered; before that `null`. */
    share() {
      const graded = this.graded;
      if (!graded.length || graded.some((question) => !question.choice)) return null;
      return graded.filter((question) => question.wasRight).length / graded.length;
    }

    /** Below each quiz: how many were right. */
    tellResult() {
      for (const place of this.root.querySelectorAll("[data-quiz-result]")) {
        const asked = this.on(place.closest("[data-kind=quiz]"));
        const answered = asked.filter((question) => question.choice).length;
        const right = asked.filter((question) => question.wasRight).length;
        const text = answered === asked.length ? this.texts.quiz_result : this.texts.quiz_so_far;
        place.textContent = answered
          ? text.replace("{right}", right).replace("{answered}", answered).replace("{total}", asked.length)
          : "";
      }
    }

    /** What was answered, as short as can be: the last choices, and what was right in any try. */
    values() {
      const answers = {};
      const right = [];
      for (const question of this.all) {
        if (question.choice) answers[question.key] = question.choice;
        if (question.wasRight && !question.isRight) right.push(question.key);
      }
      return { answers, right };
    }

    fill(answers, right) {
      for (const question of this.all) {
        if (answers[question.key]) question.restore(answers[question.key], right.includes(question.key));
      }
      this.tellResult();
    }
  }

  ours.Questions = Questions;
})(window.winternship);
