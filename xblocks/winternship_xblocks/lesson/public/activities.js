/**
 * What can be done inside an activity: fill in, add and remove rows, turn cards, sort by level.
 *
 * A form's value is read from the names of its fields (`tasks/0/process`), so no activity is known here.
 */

/** The value of a form, from its fields' names; what is empty is left out. */
export function valueOf(form) {
  const value = {};
  for (const field of form.elements) {
    if (!field.name || field.matches(":disabled")) continue;
    const several = field.type === "checkbox" && field.hasAttribute("value");
    if ((several || field.type === "radio") && !field.checked) continue;
    if (field.type === "checkbox" && !several) put(value, field.name, field.checked);
    else if (several) put(value, field.name, field.value, true);
    else if (field.value.trim() !== "") put(value, field.name, field.type === "number" ? Number(field.value) : field.value);
  }
  return tidy(value);
}

function put(value, name, found, isList = false) {
  const path = name.split("/");
  const last = path.pop();
  for (const [index, part] of path.entries()) {
    value = value[part] ??= /^\d+$/.test(path[index + 1] ?? last) ? [] : {};
  }
  if (isList) (value[last] ??= []).push(found);
  else value[last] = found;
}

/** Rows without a word in them are dropped, so that a list has no holes. */
function tidy(value) {
  for (const [key, found] of Object.entries(value)) {
    if (Array.isArray(found)) value[key] = found.filter((row) => typeof row !== "object" || Object.values(row).some(Boolean));
  }
  return value;
}

/** The parts of a page that move without the server; `course` is told of what changed. */
export class Activities {
  constructor(course) {
    this.course = course;
    this.root = course.root;
    this.listenForDrags();
  }

  /** Bring a page as it came from the server into its first state. */
  arrange() {
    for (const cards of this.root.querySelectorAll("[data-cards]")) this.deal(cards, 0);
    for (const form of this.root.querySelectorAll("form[data-kind=levels]")) this.sortLevels(form);
    for (const list of this.root.querySelectorAll("[data-rows]")) this.limitRows(list);
    for (const field of this.root.querySelectorAll("[data-at-most]")) this.limitChoices(field);
    for (const table of this.root.querySelectorAll(".table")) this.openToKeys(table);
  }

  /** A table wider than the screen must be scrolled by those without a mouse, too. */
  openToKeys(table) {
    if (table.scrollWidth <= table.clientWidth) return;
    table.tabIndex = 0;
    table.setAttribute("role", "group");
    table.setAttribute("aria-label", this.course.texts.table);
  }

  /** A click on one of our own buttons. */
  clicked(action, target) {
    const actions = {
      card: () => this.moveCard(target, Number(target.dataset.by)),
      "cards-all": () => this.allCards(target),
      "row-add": () => this.addRow(target.closest("[data-rows]")),
      "row-remove": () => this.removeRow(target.closest("[data-row]")),
      "row-undo": () => this.restoreRow(target.closest("[data-removed]")),
      "plan-add": () => this.addStep(target, target.dataset.step),
    };
    actions[action]?.();
  }

  /** A field of the form changed. */
  follow(field, form) {
    const limited = field.closest("[data-at-most]");
    if (limited) this.limitChoices(limited);
    if (form.dataset.kind === "levels") this.sortLevels(form);
  }

  limitChoices(field) {
    const most = Number(field.dataset.atMost);
    const boxes = [...field.querySelectorAll("input")];
    const isFull = boxes.filter((box) => box.checked).length >= most;
    for (const box of boxes) box.disabled = isFull && !box.checked;
  }

  rows = (list) => [...list.querySelectorAll(":scope > [data-row]")];

  addRow(list) {
    const blank = list.querySelector("[data-blank]");
    const index = Math.max(-1, ...this.rows(list).map((row) => Number(row.dataset.row))) + 1;
    const row = blank.content.cloneNode(true).firstElementChild;
    row.dataset.row = index;
    for (const part of row.querySelectorAll("*")) {
      for (const { name, value } of [...part.attributes]) if (value.includes("__")) part.setAttribute(name, value.replace("__", index));
      if (!part.children.length) part.textContent = part.textContent.replace("__", index + 1);
    }
    blank.before(row);
    this.limitRows(list);
    row.querySelector("input, select, textarea").focus();
    return row;
  }

  removeRow(row) {
    const note = document.createElement("p");
    note.className = "wl-note";
    note.dataset.removed = "";
    const undo = document.createElement("button");
    Object.assign(undo, { type: "button", className: "wl-link", textContent: this.course.texts.undo });
    undo.dataset.action = "row-undo";
    note.append(`${this.course.texts.row_removed} `, undo);
    row.disabled = true;
    row.hidden = true;
    row.before(note);
    this.course.changed(row.querySelector("input, select, textarea"), false);
    undo.focus();
  }

  restoreRow(note) {
    const row = note.nextElementSibling;
    row.disabled = false;
    row.hidden = false;
    note.remove();
    const field = row.querySelector("input, select, textarea");
    this.course.changed(field, false);
    field.focus();
  }

  limitRows(list) {
    const add = list.querySelector('[data-action="row-add"]');
    if (add) add.hidden = this.rows(list).length >= Number(list.dataset.most);
  }

  addStep(button, step) {
    const list = button.closest("form").querySelector("[data-rows]");
    const isEmpty = (row) => !row.disabled && [...row.querySelectorAll("input, textarea")].every((field) => !field.checked && (field.type === "checkbox" || !field.value));
    const row = this.rows(list).find(isEmpty) ?? this.addRow(list);
    const field = row.querySelector("input, textarea");
    field.value = step.slice(0, field.maxLength > 0 ? field.maxLength : undefined);
    button.closest("li").remove();
    field.focus();
    this.course.changed(field, false);
  }

  deal(cards, at) {
    const all = [...cards.children];
    cards.dataset.at = (at + all.length) % all.length;
    for (const [index, card] of all.entries()) card.classList.toggle("wl-off", index !== Number(cards.dataset.at));
    const bar = cards.parentElement.querySelector("[data-deal]");
    bar.hidden = false;
    const number = Number(cards.dataset.at) + 1;
    bar.querySelector("[data-card-of]").textContent = this.course.texts.card_of.replace("{number}", number).replace("{total}", all.length);
    return all[number - 1];
  }

  moveCard(button, by) {
    const cards = button.closest("section").querySelector("[data-cards]");
    this.deal(cards, Number(cards.dataset.at) + by).focus({ preventScroll: true });
  }

  allCards(button) {
    const cards = button.closest("section").querySelector("[data-cards]");
    for (const card of cards.children) card.classList.remove("wl-off");
    button.closest("[data-deal]").hidden = true;
    cards.firstElementChild.focus();
  }

  /** The tasks again under their levels, to see at a glance; with a mouse they can be dragged there. */
  sortLevels(form) {
    const levels = form.parentElement.querySelector("[data-levels]");
    for (const list of levels.querySelectorAll("[data-level-tasks]")) list.replaceChildren();
    for (const row of this.rows(form.querySelector("[data-rows]"))) {
      row.querySelector("legend").draggable = true;
      const text = row.querySelector("input").value.trim();
      const level = row.querySelector("select").value;
      if (!text || !level) continue;
      const item = document.createElement("li");
      item.textContent = text;
      levels.querySelector(`[data-level="${level}"] [data-level-tasks]`).append(item);
    }
  }

  listenForDrags() {
    this.root.addEventListener("dragstart", (event) => {
      this.dragged = event.target.closest?.("form[data-kind=levels] [data-row]");
      event.dataTransfer?.setData("text/plain", this.dragged?.querySelector("input").value ?? "");
    });
    this.root.addEventListener("dragend", () => (this.dragged = null));
    this.root.addEventListener("dragover", (event) => {
      if (this.dragged && event.target.closest("[data-level]")) event.preventDefault();
    });
    this.root.addEventListener("drop", (event) => {
      const level = event.target.closest("[data-level]");
      if (!this.dragged || !level) return;
      event.preventDefault();
      const select = this.dragged.querySelector("select");
      select.value = level.dataset.level;
      this.course.changed(select, false);
    });
  }
}
