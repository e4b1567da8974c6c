/**
 * What is kept from one visit to the next, as short text: an LMS with SCORM 1.2 has room for 4,096 characters.
 *
 * `{"v":1,"s":[pages seen],"a":{question: last choice},"r":[right in an earlier try],"f":{activity:{field: value}}}`
 * Where there is not enough room, pages and answers go first, and then field after field as long as it fits.
 */
(function (ours) {
  "use strict";

  const VERSION = 1;

  /** The text, and the activities of which something did not fit. */
  ours.pack = function ({ seen, answers, right, forms }, room) {
    const kept = { v: VERSION, s: seen, a: answers, r: right, f: {} };
    const missed = new Set();
    const whole = JSON.stringify({ ...kept, f: forms });
    if (whole.length <= room) return { text: whole, missed };
    let used = JSON.stringify(kept).length;
    for (const [activity, fields] of Object.entries(forms)) {
      for (const [name, value] of Object.entries(fields)) {
        const isFirst = !kept.f[activity];
        // A comma, and for the first field of an activity its key, a colon and braces.
        const more = JSON.stringify({ [name]: value }).length - 1 + (isFirst ? JSON.stringify(activity).length + 4 : 0);
        if (used + more > room) missed.add(activity);
        else {
          used += more;
          (kept.f[activity] = kept.f[activity] || {})[name] = value;
        }
      }
    }
    return { text: JSON.stringify(kept), missed };
  };

  /** What was kept; a text that is none of ours counts as nothing. */
  ours.unpack = function (text) {
    let found = {};
    try {
      found = JSON.parse(text) || {};
    } catch {
      // The first visit, or a package that was replaced by another.
    }
    if (found.v !== VERSION) found = {};
    return { seen: found.s || [], answers: found.a || {}, right: found.r || [], forms: found.f || {} };
  };
})(window.winternship);
