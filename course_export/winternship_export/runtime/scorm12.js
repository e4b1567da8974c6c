/** The words of SCORM 1.2 (Run-Time Environment 3.4). */
(function (ours) {
  "use strict";

  const two = (number) => String(Math.floor(number)).padStart(2, "0");

  /** CMITimespan, HHHH:MM:SS. */
  function span(seconds) {
    return `${String(Math.min(9999, Math.floor(seconds / 3600))).padStart(4, "0")}:${two((seconds / 60) % 60)}:${two(seconds % 60)}`;
  }

  function time(date) {
    return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
  }

  ours.scorm12 = {
    api: "API",
    prefix: "LMS",
    finish: "Finish",
    place: "cmi.core.lesson_location",
    room: 4096,

    open(lms, hasQuiz) {
      lms.isLooking = ["browse", "review"].includes(lms.read("cmi.core.lesson_mode"));
      lms.status = lms.read("cmi.core.lesson_status");
      if (["", "not attempted"].includes(lms.status) && !lms.isLooking) {
        lms.write("cmi.core.lesson_status", "incomplete");
      }
      const mark = hasQuiz ? Number.parseFloat(lms.read("cmi.student_data.mastery_score")) : NaN;
      return {
        place: lms.read("cmi.core.lesson_location"),
        kept: lms.read("cmi.suspend_data"),
        passMark: Number.isNaN(mark) ? undefined : mark / 100,
      };
    },

    interaction({ key, choice, right, isRight, isGraded, since }) {
      const now = new Date();
      return [
        ["id", key],
        ["type", "choice"],
        ["time", time(now)],
        ["correct_responses.0.pattern", right],
        ["weighting", isGraded ? "1" : "0"],
        ["student_response", choice],
        ["result", isRight ? "correct" : "wrong"],
        ["latency", span((now - since) / 1000)],
      ];
    },

    /** One status has to say both how far and how well, and an LMS makes its own of any score: so only at the end. */
    result(lms, { share, isPassed, isComplete }) {
      if (!isComplete) return;
      if (share === null) {
        lms.write("cmi.core.lesson_status", "completed");
        return;
      }
      lms.offer("cmi.core.score.min", 0); // both optional, RTE 3.4.2
      lms.offer("cmi.core.score.max", 100);
      lms.write("cmi.core.score.raw", Math.round(share * 100));
      lms.write("cmi.core.lesson_status", isPassed ? "passed" : "failed");
    },

    close(lms, seconds) {
      lms.write("cmi.core.session_time", span(seconds));
      lms.write("cmi.core.exit", "suspend");
    },
  };
})(window.winternship);
