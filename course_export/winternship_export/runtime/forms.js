/**
 * What is filled in: read from the names of the fields and put back by them, so that no activity is known here.
 *
 * The value of an activity is flat, from a field's name to a text, `true`, or a list for boxes of one name.
 */
(function (ours) {
  "use strict";

  const FIELDS = "input[name]:not([name^='q:']), select[name], textarea[name]";

  function fieldsOf(activity) {
    return [...activity.querySelectorAll(FIELDS)];
  }

  function isOneOfSeveral(field) {
    return field.type === "checkbox" && field.hasAttribute("value");
  }

  class Forms {
    /** `changed` is called after each change, with the activity. */
    constructor(root, changed) {
      this.activities = [...root.querySelectorAll("[data-activity]")].filter((one) => fieldsOf(one).length);
      for (const activity of this.activities) {
        for (const event of ["input", "change"]) {
          activity.addEventListener(event, (happened) => {
            if (!happened.target.matches(FIELDS)) return;
            this.limit(activity);
            changed(activity);
          });
        }
        this.limit(activity);
        this.label(activity);
      }
    }

    /** All values: activity → name → value; what is empty is left out. */
    values() {
      const all = {};
      for (const activity of this.activities) {
        const value = {};
        for (const field of fieldsOf(activity)) {
          if (isOneOfSeveral(field)) {
            if (field.checked) (value[field.name] = value[field.name] || []).push(field.value);
          } else if (field.type === "checkbox") {
            if (field.checked) value[field.name] = true;
          } else if (field.value.trim()) value[field.name] = field.value;
        }
        if (Object.keys(value).length) all[activity.dataset.activity] = value;
      }
      return all;
    }

    /** Put values back; what no longer has a field is skipped. */
    fill(all) {
      for (const activity of this.activities) {
        const value = all[activity.dataset.activity] || {};
        for (const field of fieldsOf(activity)) {
          const found = value[field.name];
          if (found === undefined) continue;
          if (isOneOfSeveral(field)) field.checked = [].concat(found).includes(field.value);
          else if (field.type === "checkbox") field.checked = found === true;
          else field.value = String(found);
        }
        this.limit(activity);
      }
    }

    /** Say at the activities in `keys`, and only there, that the LMS has no room for what was filled in. */
    tellMissed(keys, text) {
      for (const activity of this.activities) {
        let note = activity.querySelector(":scope > [data-missed]");
        if (!note && !keys.has(activity.dataset.activity)) continue;
        if (!note) {
          note = document.createElement("p");
          note.className = "wx-note wx-warning";
          note.dataset.missed = "";
          note.setAttribute("role", "status");
          activity.append(note);
        }
        const wanted = keys.has(activity.dataset.activity) ? text : "";
        if (note.textContent !== wanted) note.textContent = wanted;
        note.hidden = !wanted;
      }
    }

    limit(activity) {
      for (const group of activity.querySelectorAll("[data-at-most]")) {
        const boxes = [...group.querySelectorAll("input")];
        const isFull = boxes.filter((box) => box.checked).length >= Number(group.dataset.atMost);
        for (const box of boxes) box.disabled = isFull && !box.checked;
      }
    }

    /** On a phone the rows of a table stand below one another; then each field needs the head of its column. */
    label(activity) {
      for (const table of activity.querySelectorAll("table")) {
        if (!table.querySelector("input, select, textarea")) continue;
        table.classList.add("wx-rows");
        const heads = [...table.querySelectorAll("thead tr > *")].map((head) => head.textContent);
        for (const row of table.querySelectorAll("tbody tr")) {
          for (const [index, cell] of [...row.cells].entries()) if (index) cell.dataset.head = heads[index] || "";
        }
      }
    }
  }

  ours.Forms = Forms;
})(window.winternship);
