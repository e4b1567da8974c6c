/**
 * Turns pages, and saves what is filled in as it is filled in: a reload, a lost connection or a second tab loses nothing.
 * Of each activity the newest value wins. Texts and HTML come from the server, escaped; only plain text is built here.
 */

import { Activities, valueOf } from "./activities.js";

const RETRY_SECONDS = [2, 4, 8, 15, 30];
const TYPING = 800; // ms of rest before what was typed is sent
const FRESH = 5000; // ms that a state is believed
const SHOWN = 4000; // ms that good news stays
const SLOW = 600; // ms before "saving" is shown: on a good line it would only flicker
const WIDE = 900; // px of the block from which the contents stand beside the lesson

export default function start(runtime, element, args) {
  const root = (element.jquery ? element[0] : element).querySelector(".wl");
  if (root && !root.dataset.ready) {
    root.dataset.ready = "yes";
    new Course(root, (name) => runtime.handlerUrl(element, name), args).begin();
  }
}

/** What the server does not have yet, kept on the device; browsers may forbid that. */
class Drafts {
  constructor(key) {
    this.key = `winternship.${key}`;
    this.kept = true;
  }

  read() {
    try {
      return JSON.parse(localStorage.getItem(this.key)) || {};
    } catch {
      return {};
    }
  }

  write(drafts) {
    try {
      if (Object.keys(drafts).length) localStorage.setItem(this.key, JSON.stringify(drafts));
      else localStorage.removeItem(this.key);
      this.kept = true;
    } catch {
      this.kept = false;
    }
  }
}

async function post(url, data) {
  const headers = { "Content-Type": "application/json" };
  try {
    const token = /(?:^|;\s*)csrftoken=([^;]+)/.exec(document.cookie);
    if (token) headers["X-CSRFToken"] = decodeURIComponent(token[1]);
  } catch {
    // A sandboxed frame has no cookies, and a host that frames us so asks for no token.
  }
  // keepalive: a request under way survives leaving the page.
  const options = { method: "POST", credentials: "same-origin", headers, body: JSON.stringify(data), keepalive: true };
  const response = await fetch(url, options);
  // A sign-in page answers 200 too, but never with JSON.
  const isJson = (response.headers.get("Content-Type") || "").includes("json");
  const body = isJson ? await response.json() : {};
  if (response.ok && isJson) return body;
  throw Object.assign(new Error(body.message || ""), { status: response.status, code: body.error });
}

class Course {
  constructor(root, urlOf, args) {
    Object.assign(this, { root, urlOf, texts: args.texts });
    this.activities = new Activities(this);
    this.drafts = new Drafts(args.draft);
    this.guest = root.hasAttribute("data-guest");
    this.pending = {}; // activity → {value, at} that the server has not confirmed
    this.failures = 0;
    this.seen = 0;
    this.note(args.state);
  }

  async begin() {
    this.root.addEventListener("input", (event) => this.changed(event.target, true));
    this.root.addEventListener("change", (event) => this.changed(event.target, false));
    this.root.addEventListener("submit", (event) => event.preventDefault());
    this.root.addEventListener("click", (event) => this.clicked(event));
    this.root.addEventListener("keydown", (event) => event.key === "Escape" && this.closeTerm(event.target));
    this.arrange();
    if (this.guest) return;
    window.addEventListener("online", () => this.sync());
    window.addEventListener("offline", () => this.tellFailure());
    window.addEventListener("focus", () => this.sync());
    window.addEventListener("pageshow", (event) => event.persisted && this.sync());
    window.addEventListener("pagehide", () => this.flush());
    document.addEventListener("visibilitychange", () => (document.hidden ? this.flush() : this.sync()));
    window.addEventListener("beforeunload", (event) => {
      if (this.unsaved() && !this.drafts.kept) event.preventDefault();
    });
    const drafts = Object.entries(this.drafts.read()).filter(([key, { at }]) => at > this.since && at > (this.at[key] ?? 0));
    this.pending = Object.fromEntries(drafts);
    if (drafts.length && (await this.flush())) this.turn("read", {}, null);
  }

  /** The server's clock, as a phone's own may be wrong; when each activity was last saved, and when all was erased. */
  note(state) {
    this.offset = state.now - Date.now();
    this.since = state.since;
    this.at = state.at;
  }

  // -- the page as it comes from the server ------------------------------------------------------------

  arrange() {
    const contents = this.root.querySelector("[data-contents]");
    if (contents && this.root.clientWidth >= WIDE) contents.open = true;
    this.activities.arrange();
  }

  /** Another page, or the same one again: go, read, language, erase. Gives false when it did not come. */
  async turn(handler, data, focus, message) {
    if (this.turning) {
      // A click while a page is on its way counts: the newest goes next. What the page wants for itself can wait.
      if (focus) this.wanted = [handler, data, focus, message];
      return false;
    }
    this.turning = true;
    try {
      // Erasing needs no saving first; anything else must not leave an answer behind.
      if (handler !== "erase" && !(await this.flush())) return false;
      const reply = await post(this.urlOf(handler), data);
      if (handler === "erase") this.forget();
      this.swap(reply);
      if (focus) this.focus(this.root.querySelector(focus) ?? this.root.querySelector(".wl-title"));
      this.tell(this.texts[message] ?? "");
      return true;
    } catch (error) {
      this.tell(error.message || (navigator.onLine ? this.texts.failed : this.texts.offline), "bad");
      return false;
    } finally {
      this.turning = false;
      const { wanted } = this;
      this.wanted = null;
      if (wanted) this.turn(...wanted);
    }
  }

  swap(reply) {
    const parsed = new DOMParser().parseFromString(reply.html, "text/html").querySelector(".wl");
    this.root.replaceChildren(...parsed.childNodes);
    this.root.lang = parsed.lang;
    Object.assign(this.root.dataset, { place: parsed.dataset.place, kind: parsed.dataset.kind });
    this.texts = reply.texts;
    this.note(reply.state);
    this.arrange();
  }

  forget() {
    clearTimeout(this.timer);
    this.pending = {};
    this.drafts.write({});
  }

  focus(target) {
    if (target.classList.contains("wl-title")) target.tabIndex = -1;
    target.focus({ preventScroll: true });
    target.scrollIntoView({ block: target.matches("[data-focus]") ? "start" : "nearest" });
  }

  go(place, done) {
    const data = this.guest ? { place, language: this.root.lang } : done ? { place, done } : { place };
    // What is done where one stays is said there; another page is begun at its heading.
    this.turn(this.guest ? "read" : "go", data, done === place ? "[data-score], [data-focus]" : "[data-focus]");
  }

  language(language) {
    const focus = `[data-value="${language}"]`;
    if (this.guest) this.turn("read", { place: this.root.dataset.place, language }, focus);
    else this.turn("choose_language", { language }, focus);
  }

  clicked(event) {
    const target = event.target.closest("[data-go], [data-term], [data-action], [data-flush]");
    if (!target) return;
    const { go, done, term, action, value } = target.dataset;
    if (go !== undefined) {
      event.preventDefault();
      return void this.go(go, done);
    }
    if (term) return void this.toggleTerm(target);
    if (!action) return void this.openLater(event, target);
    const actions = {
      language: () => this.language(value),
      answer: () => this.answer(target.closest("[data-question]")),
      result: () => this.showResult(target.form),
      erase: () => this.turn("erase", {}, "[data-focus]", "erased"),
      "erase-ask": () => this.askErase(true),
      "erase-keep": () => this.askErase(false),
    };
    if (actions[action]) actions[action]();
    else this.activities.clicked(action, target);
  }

  /** A document shows what is saved, so what is not saved yet goes first. */
  async openLater(event, link) {
    if (!this.unsaved()) return;
    event.preventDefault();
    const page = link.target ? window.open("", link.target) : window;
    if (page && page !== window) page.opener = null;
    if (await this.flush()) (page ?? window).location.assign(link.href);
    else if (page && page !== window) page.close();
  }

  // -- terms ------------------------------------------------------------------------------------------

  toggleTerm(button) {
    if (button.getAttribute("aria-expanded") === "true") return void this.closeTerm(button);
    const text = this.root.querySelector(`[data-explains="${CSS.escape(button.dataset.term)}"]`);
    if (!text) return;
    this.terms = (this.terms ?? 0) + 1;
    const note = document.createElement("span");
    note.className = "wl-gloss";
    note.id = `${this.root.id}-term-${this.terms}`;
    note.setAttribute("role", "note");
    const word = document.createElement("strong");
    word.textContent = text.previousElementSibling.textContent;
    note.append(word, ` – ${text.textContent}`);
    // Below the sentence it stands in: nothing floats, so nothing is covered.
    button.closest("p, li, td, th, h4, h5, blockquote, figcaption").append(note);
    button.setAttribute("aria-expanded", "true");
    button.setAttribute("aria-controls", note.id);
  }

  closeTerm(target) {
    const open = '[data-term][aria-expanded="true"]';
    const button = target.closest?.(open) ?? target.closest?.("p, li, td, th, h4, h5, blockquote")?.querySelector(open);
    if (!button) return;
    document.getElementById(button.getAttribute("aria-controls"))?.remove();
    button.setAttribute("aria-expanded", "false");
    button.removeAttribute("aria-controls");
    button.focus();
  }

  // -- what is filled in ------------------------------------------------------------------------------

  changed(field, isTyping) {
    const form = field.closest?.("form[data-activity]");
    if (!form) return;
    this.activities.follow(field, form);
    const value = valueOf(form);
    // Typing and then leaving a field gives two events with the same value; leaving it ends the wait.
    if (JSON.stringify(value) === form.dataset.kept) return void (isTyping || this.guest || this.flush());
    form.dataset.kept = JSON.stringify(value);
    if (this.guest) return;
    const key = form.dataset.activity;
    // Later than all this person has seen of the activity, whatever the clocks say.
    const at = Math.max(Date.now() + this.offset, (this.at[key] ?? 0) + 1, (this.pending[key]?.at ?? 0) + 1, this.since + 1);
    this.pending[key] = { value, at };
    this.drafts.write(this.pending);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush(), isTyping ? TYPING : 0);
  }

  unsaved = () => Object.keys(this.pending).length > 0;

  /** Send until nothing is left; one request at a time. Gives false when something stays unsaved. */
  flush() {
    this.flushing ??= this.send().finally(() => {
      this.flushing = null;
    });
    return this.flushing;
  }

  async send() {
    clearTimeout(this.timer);
    while (this.unsaved()) {
      // One by one: a refusal then names its activity, and no request grows too large.
      const [key, entry] = Object.entries(this.pending)[0];
      const slow = setTimeout(() => this.tell(this.texts.saving), SLOW);
      try {
        const reply = await post(this.urlOf("save_work"), { saved: { [key]: entry } });
        this.failures = 0;
        this.signedOut = false;
        this.confirm(key, entry, reply);
      } catch (error) {
        if (!this.survives(error, key, entry)) return false;
      } finally {
        clearTimeout(slow);
      }
    }
    return true;
  }

  confirm(key, entry, reply) {
    this.note(reply.state);
    this.seen = Date.now();
    if (this.pending[key] === entry) delete this.pending[key];
    this.drafts.write(this.pending);
    for (const [activity, html] of Object.entries(reply.results)) this.place(activity, html);
    this.score(reply.score);
    this.tell(this.texts.saved);
    // A newer value from another tab won: show that one.
    if ((this.at[key] ?? 0) > entry.at && !this.unsaved()) setTimeout(() => this.turn("read", {}, null, "caught_up"));
  }

  /** After a refusal (not a failure) leave out what is to blame; else plan another try. */
  survives(error, key, entry) {
    if (error.status === 400 || error.status === 413) {
      if (this.pending[key] === entry) delete this.pending[key];
      this.drafts.write(this.pending);
      this.tell(error.message, "bad");
      return true;
    }
    this.signedOut = error.status === 401 || error.status === 403;
    const seconds = RETRY_SECONDS[Math.min(this.failures, RETRY_SECONDS.length - 1)];
    this.failures += 1;
    this.timer = setTimeout(() => this.flush(), seconds * 1000);
    this.tellFailure(seconds, error);
    return false;
  }

  tellFailure(seconds = RETRY_SECONDS[0], error = undefined) {
    if (!navigator.onLine) this.tell(this.drafts.kept ? this.texts.offline : this.texts.offline_unkept, "bad");
    else if (this.signedOut) this.tell(error?.message || this.texts.signed_out, "bad");
    else if (error) this.tell(this.texts.retry.replace("{seconds}", seconds), "bad");
  }

  /** Catch up after being away, and send what waited. */
  async sync() {
    if (document.hidden || this.turning) return;
    if (this.unsaved()) return void this.flush();
    if (Date.now() - this.seen < FRESH) return;
    this.seen = Date.now();
    try {
      const { state } = await post(this.urlOf("state"), {});
      const forms = [...this.root.querySelectorAll("form[data-activity]")].map((form) => form.dataset.activity);
      const isOld = state.since > this.since || forms.some((key) => state.at[key] !== this.at[key]);
      if (isOld && !this.unsaved()) this.turn("read", {}, null, "caught_up");
    } catch {
      // Nothing waits to be saved: the next change will tell.
    }
  }

  place(activity, html) {
    const target = this.root.querySelector(`form[data-activity="${CSS.escape(activity)}"] [data-result]`);
    if (target) target.replaceChildren(...new DOMParser().parseFromString(html, "text/html").body.childNodes);
    for (const table of target?.querySelectorAll(".table") ?? []) this.activities.openToKeys(table);
    return target;
  }

  score(text) {
    const score = this.root.querySelector("[data-score]");
    if (score && text) score.textContent = text;
  }

  async showResult(form) {
    const { activity } = form.dataset;
    const from = document.activeElement;
    try {
      const { html } = await post(this.urlOf("calculate"), { activity, value: valueOf(form) });
      const target = this.place(activity, html);
      if (document.activeElement === from) this.focus(target); // else they went on: nobody is called back
    } catch (error) {
      this.tell(error.message || this.texts.failed, "bad");
    }
  }

  async answer(question) {
    const chosen = question.querySelector("input:checked");
    if (!chosen) return void this.tell(this.texts.choose_first, "bad");
    const from = document.activeElement;
    try {
      const reply = await post(this.urlOf("answer"), { question: question.dataset.question, choice: chosen.value });
      const target = question.querySelector("[data-feedback]");
      const stays = document.activeElement === from || target.contains(document.activeElement);
      target.replaceChildren(...new DOMParser().parseFromString(reply.html, "text/html").body.childNodes);
      if (stays) this.focus(target.firstElementChild);
      this.score(reply.score);
      this.tell("");
    } catch (error) {
      this.tell(error.message || this.texts.failed, "bad");
    }
  }

  // -- erasing and telling ----------------------------------------------------------------------------

  askErase(open) {
    const question = this.root.querySelector("[data-erase]");
    const asker = this.root.querySelector('[data-action="erase-ask"]');
    question.hidden = !open;
    asker.setAttribute("aria-expanded", String(open));
    (open ? question.querySelector("button:last-of-type") : asker).focus();
  }

  tell(text, kind = "good") {
    const status = this.root.querySelector("[data-status]");
    if (status.textContent !== text) status.textContent = text;
    status.dataset.kind = kind;
    clearTimeout(this.fading);
    // Good news floats over the page, so it goes by itself; bad news stays until it is mended.
    if (kind === "good") this.fading = setTimeout(() => (status.dataset.kind = "past"), SHOWN);
  }
}
