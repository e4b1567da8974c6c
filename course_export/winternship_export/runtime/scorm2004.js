/** The words of SCORM 2004 (4th Edition, Run-Time Environment 4.2). */
(function (ours) {
  "use strict";

  const TEXT = 240; // RTE 4.2.9: an LMS must have room for 250 characters in a description

  function span(seconds) {
    return `PT${Math.max(0, Math.round(seconds))}S`;
  }

  ours.scorm2004 = {
    api: "API_1484_11",
    prefix: "",
    finish: "Terminate",
    place: "cmi.location",
    room: 64000,

    open(lms, hasQuiz) {
      lms.isLooking = ["browse", "review"].includes(lms.read("cmi.mode"));
      // A value that was never set is an error to read (RTE 3.1.7.6, 403), so only after a visit that was suspended.
      const isBack = lms.read("cmi.entry") === "resume";
      const mark = hasQuiz ? Number.parseFloat(lms.read("cmi.scaled_passing_score")) : NaN;
      lms.status = lms.read("cmi.completion_status");
      if (lms.status !== "completed" && !lms.isLooking) lms.write("cmi.completion_status", "incomplete");
      for (let index = 0; isBack && index < (Number(lms.read("cmi.interactions._count")) || 0); index += 1) {
        lms.indexes[lms.read(`cmi.interactions.${index}.id`)] = index;
      }
      return {
        place: isBack ? lms.read("cmi.location") : "",
        kept: isBack ? lms.read("cmi.suspend_data") : "",
        passMark: Number.isNaN(mark) ? undefined : mark,
      };
    },

    interaction({ key, text, choice, right, isRight, isGraded, since }) {
      const now = new Date();
      return [
        ["id", key],
        ["type", "choice"],
        ["timestamp", `${now.toISOString().slice(0, 22)}Z`], // 4.1.1.7: a zone only after parts of a second
        ["description", `{lang=${document.documentElement.lang}}${[...text].slice(0, TEXT).join("")}`, "optional"],
        ["correct_responses.0.pattern", right],
        ["weighting", isGraded ? "1" : "0"],
        ["learner_response", choice],
        ["result", isRight ? "correct" : "incorrect"],
        ["latency", span((now - since) / 1000)],
      ];
    },

    result(lms, { share, isPassed, isComplete, progress }) {
      if (share !== null) {
        lms.write("cmi.score.min", 0);
        lms.write("cmi.score.max", 100);
        lms.write("cmi.score.raw", Math.round(share * 100));
        lms.write("cmi.score.scaled", Number(share.toFixed(4)));
        lms.write("cmi.success_status", isPassed ? "passed" : "failed");
      }
      if (lms.status === "completed") return;
      lms.write("cmi.progress_measure", Number(progress.toFixed(4)));
      if (isComplete) lms.write("cmi.completion_status", "completed");
    },

    close(lms, seconds) {
      lms.write("cmi.session_time", span(seconds));
      lms.write("cmi.exit", "suspend");
    },
  };
})(window.winternship);
