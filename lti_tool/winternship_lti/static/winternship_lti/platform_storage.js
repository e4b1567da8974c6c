// Keeps a secret with the platform where cookies do not stay: LTI Platform Storage (lti-cs-pm 0.1, lti-pm-s 0.1).
"use strict";
(() => {
  const WAIT = 1000; // ms: a platform without storage does not answer at all

  // Only the frame that the platform named is asked, only its registered origin can read the question, and only an
  // answer from there, to this very question, counts.
  const ask = (place, message) => new Promise((resolve, reject) => {
    const owner = window.opener || window.parent;
    const frame = place.target === "_parent" ? owner : owner.frames[place.target];
    if (!frame) { reject(new Error("no such frame")); return; }
    const id = crypto.randomUUID();
    const finish = (settle, value) => {
      clearTimeout(timer);
      window.removeEventListener("message", hear);
      settle(value);
    };
    const hear = (event) => {
      const answer = event.data;
      if (event.origin !== place.origin || !answer || answer.message_id !== id) { return; }
      if (answer.subject !== `${message.subject}.response`) { return; }
      if (answer.error) { finish(reject, new Error(answer.error.code || "refused")); } else { finish(resolve, answer.value); }
    };
    const timer = setTimeout(() => finish(reject, new Error("silent")), WAIT);
    window.addEventListener("message", hear);
    frame.postMessage({ ...message, message_id: id }, place.origin);
  });

  window.WinternshipStorage = {
    put: (place, key, value) => ask(place, { subject: "lti.put_data", key, value }),
    get: (place, key) => ask(place, { subject: "lti.get_data", key }),
  };
})();
