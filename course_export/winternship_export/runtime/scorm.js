/**
 * Speaks to an LMS with SCORM 1.2 or 2004; the two dialects are in scorm12.js and scorm2004.js.
 *
 * What every adapter can do:
 *   room                   how many characters `keep` has room for
 *   open(hasQuiz)          → {place, kept, passMark?}; throws an Error whose message is the name of a text
 *   keep(place, kept)      the page one is on, and the text of memory.js
 *   answered(question)     a question was checked
 *   result({share, isPassed, isComplete, progress})   share is null until the quiz was answered
 *   commit()               → whether the LMS confirmed that it has it all
 *   close()                the visit ends; must work while the page is being left
 *   isLooking              after open: the LMS lets one look back or around, and takes no result
 *   leave                  a function, if the LMS wants to be gone back to
 *
 * Sources: SCORM 1.2 Run-Time Environment 3.2 to 3.4; SCORM 2004 4th Edition RTE 3.1 to 4.2.
 */
(function (ours) {
  "use strict";

  const MOST_HOPS = 500; // RTE 3.3.6.1: a limit, lest two windows are each other's parents

  function upwards(name, from) {
    let here = from;
    for (let hop = 0; here && hop < MOST_HOPS; hop += 1) {
      try {
        if (here[name]) return here[name];
      } catch {
        // A window of another site may not be looked into, but there may be one of ours above it.
      }
      if (here.parent === here) return null;
      here = here.parent;
    }
    return null;
  }

  /** The API object in a parent, or in the window that opened us or one above it. */
  ours.findApi = function (name) {
    const found = upwards(name, window);
    if (found) return found;
    for (const start of [window, window.top]) {
      try {
        if (start.opener) return upwards(name, start.opener);
      } catch {
        // The top window is of another site.
      }
    }
    return null;
  };

  class Scorm {
    constructor(dialect) {
      this.dialect = dialect;
      this.room = dialect.room;
      this.began = Date.now();
      this.said = {}; // element → the value the LMS has from us
      this.indexes = {}; // question → its place among the interactions
      this.isOpen = false;
      this.hasFailed = false;
      this.takesInteractions = true;
    }

    /** Call the API; an API that throws has failed, no more. */
    call(verb, ...values) {
      try {
        return String(this.api[this.dialect.prefix + verb](...values));
      } catch {
        return "";
      }
    }

    read(element) {
      const value = this.call("GetValue", element);
      return value === "null" || value === "undefined" ? "" : value;
    }

    /** Set a value, once; remembers a refusal for the next commit. */
    write(element, value) {
      const text = String(value);
      if (this.said[element] === text) return true;
      const isTaken = this.call("SetValue", element, text) === "true";
      if (isTaken) this.said[element] = text;
      else this.hasFailed = true;
      return isTaken;
    }

    /** Set a value that an LMS need not take. */
    offer(element, value) {
      this.call("SetValue", element, String(value));
    }

    async open(hasQuiz) {
      this.api = ours.findApi(this.dialect.api);
      if (!this.api) throw new Error("no_lms");
      if (this.call("Initialize", "") !== "true") throw new Error("no_start");
      this.isOpen = true;
      return this.dialect.open(this, hasQuiz);
    }

    keep(place, kept) {
      if (!this.isOpen) return;
      this.write(this.dialect.place, place);
      this.write("cmi.suspend_data", kept);
    }

    answered(question) {
      if (!this.isOpen || this.isLooking || !this.takesInteractions) return;
      const index = this.indexes[question.key] ?? (Number(this.read("cmi.interactions._count")) || 0);
      const fields = this.dialect.interaction(question);
      // Interactions are optional in 1.2: an LMS that does not take them is not asked again, and has not failed.
      this.takesInteractions = fields.every(
        ([name, value, isOptional]) =>
          this.call("SetValue", `cmi.interactions.${index}.${name}`, value) === "true" || isOptional,
      );
      this.indexes[question.key] = index;
    }

    result(result) {
      if (this.isOpen && !this.isLooking) this.dialect.result(this, result);
    }

    async commit() {
      if (!this.isOpen) return false;
      const isDone = this.call("Commit", "") === "true" && !this.hasFailed;
      this.hasFailed = false;
      return isDone;
    }

    close() {
      if (!this.isOpen) return;
      this.dialect.close(this, (Date.now() - this.began) / 1000);
      this.call("Commit", "");
      this.call(this.dialect.finish, "");
      this.isOpen = false;
    }
  }

  ours.Scorm = Scorm;
})(window.winternship);
