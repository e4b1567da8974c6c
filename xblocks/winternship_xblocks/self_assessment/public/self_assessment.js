/**
 * Saves each answer as it is given, so that a reload, a lost connection, a second tab or the back button loses nothing.
 *
 * Per question the newest answer wins. Every reply of the server holds its whole state; what is newer there is taken
 * over, what is newer here is sent again. Texts come from the server, escaped HTML too: no string is built here.
 */

const RETRY_SECONDS = [2, 4, 8, 15, 30];
const FRESH = 5000; // ms that a state is believed: coming back to a tab gives more than one event
const SHOWN = 4000; // ms that good news stays
const SLOW = 600; // ms before "saving" is shown: on a good line it would only flicker

export default function start(runtime, element, args) {
  const root = (element.jquery ? element[0] : element).querySelector(".wsa");
  if (root && !root.dataset.ready) {
    root.dataset.ready = "yes";
    new Check(root, (name) => runtime.handlerUrl(element, name), args).begin();
  }
}

/** Answers that the server does not have yet, kept on the device; browsers may forbid that. */
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

  write(answers) {
    try {
      if (Object.keys(answers).length) localStorage.setItem(this.key, JSON.stringify(answers));
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

class Check {
  constructor(root, urlOf, args) {
    Object.assign(this, { root, urlOf, texts: args.texts });
    this.drafts = new Drafts(args.draft);
    this.answers = { ...args.state.answers };
    this.pending = {}; // item → answer that the server has not confirmed
    this.failures = 0;
    this.seen = 0;
    this.oneByOne = false;
    this.note(args.state);
  }

  begin() {
    this.root.addEventListener("change", (event) => this.changed(event.target));
    this.root.addEventListener("click", (event) => {
      const button = event.target.closest("[data-go], [data-move], [data-action]");
      if (button) this.clicked(button);
    });
    window.addEventListener("online", () => this.sync());
    window.addEventListener("offline", () => this.tellFailure());
    window.addEventListener("focus", () => this.sync());
    window.addEventListener("pageshow", (event) => event.persisted && this.sync());
    document.addEventListener("visibilitychange", () => this.sync());
    window.addEventListener("beforeunload", (event) => {
      if (this.unsaved() && !this.drafts.kept) event.preventDefault();
    });
    for (const [item, draft] of Object.entries(this.drafts.read())) this.restore(item, draft);
    this.openTry(Boolean(this.place) || this.phase() === "result");
    this.showProgress();
    // After "back" the browser may show a page older than the state.
    const [entry] = performance.getEntriesByType("navigation");
    if (entry && entry.type === "back_forward") this.sync();
    else this.flush();
  }

  /** Remember the server's clock and place; answers are stamped by that clock, as a phone's own may be wrong. */
  note(state) {
    this.offset = state.now - Date.now();
    this.since = state.since;
    this.finished = state.finished;
    this.place ??= state.place;
  }

  changed(input) {
    if (input.dataset.done) return void this.tick(input);
    const group = input.closest("[data-item]");
    if (!group) return;
    const item = group.dataset.item;
    const value = input.value === "dk" ? "dk" : Number(input.value);
    const seen = this.answers[item]?.at ?? 0;
    // Later than all this person has seen of the question, whatever the clocks say.
    const at = Math.max(Date.now() + this.offset, seen + 1, this.since + 1);
    this.keep(item, { value, at });
    this.showProgress();
    this.flush();
  }

  keep(item, answer) {
    this.answers[item] = answer;
    this.pending[item] = answer;
    this.drafts.write(this.pending);
  }

  restore(item, draft) {
    const known = this.answers[item];
    if (draft.at <= this.since || known?.at >= draft.at) return;
    this.keep(item, draft);
    this.mark(item, draft.value);
  }

  group(item) {
    return this.root.querySelector(`fieldset[data-item="${CSS.escape(item)}"]`);
  }

  mark(item, value) {
    for (const input of this.group(item)?.querySelectorAll("input") ?? []) input.checked = input.value === String(value);
  }

  /** Bring this tab and the server's state together; says whether anything changed here. */
  merge(state) {
    this.note(state);
    let changed = false;
    for (const item of new Set([...Object.keys(state.answers), ...Object.keys(this.answers)])) {
      const [theirs, ours] = [state.answers[item], this.answers[item]];
      if (theirs && (!ours || theirs.at >= ours.at || theirs.value === ours.value)) {
        if (theirs.value !== ours?.value) {
          this.mark(item, theirs.value);
          changed = true;
        }
        this.answers[item] = theirs;
        delete this.pending[item];
      } else if (ours.at > this.since) {
        this.pending[item] = ours; // lost on the way, or newer than what was sent
      } else {
        delete this.answers[item];
        delete this.pending[item];
        this.mark(item, null);
        changed = true;
      }
    }
    this.drafts.write(this.pending);
    this.showProgress();
    return changed;
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
    while (this.unsaved() || this.unsavedPlace !== undefined) {
      const all = Object.entries(this.pending);
      const answers = Object.fromEntries(this.oneByOne ? all.slice(0, 1) : all);
      const data = this.unsavedPlace === undefined ? { answers } : { answers, place: this.unsavedPlace };
      const slow = setTimeout(() => this.tell(this.texts.saving), SLOW);
      try {
        const reply = await post(this.urlOf("save_answers"), data);
        if (data.place === this.unsavedPlace) this.unsavedPlace = undefined;
        this.failures = 0;
        this.received(reply.state, this.texts.saved);
      } catch (error) {
        if (!this.survives(error, answers)) return false;
      } finally {
        clearTimeout(slow);
      }
    }
    this.oneByOne = false;
    return true;
  }

  /** After a refusal (not a failure) find the answer that is to blame and leave it out; else plan another try. */
  survives(error, answers) {
    if (error.status === 400 || error.status === 413) {
      const items = Object.keys(answers);
      this.unsavedPlace = undefined;
      if (items.length > 1) this.oneByOne = true;
      for (const item of items.length > 1 ? [] : items) delete this.pending[item];
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

  received(state, message) {
    const elsewhere = this.isOtherScreen(state);
    const changed = this.merge(state);
    this.seen = Date.now();
    this.signedOut = false;
    if (elsewhere) return void this.change("refresh", {}, "[data-focus]", "caught_up");
    this.tell(changed ? this.texts.caught_up : message);
  }

  isOtherScreen(state) {
    return state.phase !== this.phase() || (state.phase === "result" && state.finished !== this.finished);
  }

  phase = () => this.root.dataset.phase;

  /** Catch up after being away, and send what waited. */
  async sync() {
    if (document.hidden || this.changing) return;
    if (this.unsaved()) return void this.flush();
    if (Date.now() - this.seen < FRESH) return;
    try {
      const { state } = await post(this.urlOf("state"), {});
      this.received(state, this.root.querySelector("[data-status]").textContent);
      if (this.unsaved()) this.flush();
    } catch {
      // Nothing waits to be saved: the next answer will tell.
    }
  }

  /** A move that gives a new screen: finish, again, cancel, erase, another language. */
  async change(handler, data, focus, message) {
    if (this.changing) return;
    this.changing = true;
    try {
      // Erasing needs no saving first; anything else must not leave an answer behind.
      if (handler === "refresh" || handler === "erase" || (await this.flush())) {
        const reply = await post(this.urlOf(handler), data);
        if (handler === "erase") this.pending = {};
        this.swap(reply, focus);
        this.tell(this.texts[message] ?? "");
      }
    } catch (error) {
      const problem = this.root.querySelector("[data-problem]");
      if (handler === "finish" && problem && error.code) problem.textContent = error.message;
      else this.tell(error.message || this.texts.failed, "bad");
    } finally {
      this.changing = false;
    }
  }

  swap(reply, focus) {
    const parsed = new DOMParser().parseFromString(reply.html, "text/html").querySelector(".wsa");
    const tryOpen = this.root.querySelector("[data-try]")?.open;
    this.root.replaceChildren(...parsed.childNodes);
    this.root.lang = parsed.lang;
    this.root.dataset.phase = parsed.dataset.phase;
    this.texts = reply.texts;
    this.place = reply.state.place;
    this.answers = { ...reply.state.answers };
    for (const item of Object.keys(this.pending)) this.answers[item] = this.pending[item];
    this.merge(reply.state);
    this.openTry(tryOpen);
    this.focus(this.root.querySelector(focus) ?? this.heading() ?? this.root.querySelector(".wsa-title"));
  }

  clicked(button) {
    const { go, move, item, action, value } = button.dataset;
    if (go !== undefined) return void this.show(go, item);
    if (move) return void this.show(this.neighbour(Number(move)));
    const actions = {
      language: () => this.change("choose_language", { language: value }, `[data-value="${value}"]`),
      finish: () => this.change("finish", {}, "[data-focus]", "result_ready"),
      again: () => this.change("again", { why: "again" }),
      correct: () => this.change("again", { why: "correct" }),
      cancel: () => this.change("cancel", {}, "[data-focus]"),
      erase: () => this.change("erase", {}, ".wsa-title", "erased"),
      "erase-ask": () => this.askErase(true),
      "erase-keep": () => this.askErase(false),
      print: () => this.print(),
    };
    actions[action]?.();
  }

  steps = () => [...this.root.querySelectorAll("[data-step]")];

  neighbour(move) {
    const names = this.steps().map((step) => step.dataset.step);
    return names[names.indexOf(this.place) + move] ?? this.place;
  }

  show(place, item) {
    this.place = place;
    for (const step of this.steps()) step.hidden = step.dataset.step !== place;
    for (const link of this.root.querySelectorAll(".wsa-rail [data-go]")) {
      if (link.dataset.go === place) link.setAttribute("aria-current", "step");
      else link.removeAttribute("aria-current");
    }
    this.root.querySelector("[data-progress]").hidden = place === "";
    const problem = this.root.querySelector("[data-problem]");
    if (problem) problem.textContent = "";
    this.focus((item && this.group(item)?.querySelector("input:checked, input")) || this.heading());
    this.unsavedPlace = place;
    this.flush();
  }

  heading() {
    return this.steps().find((step) => !step.hidden)?.querySelector("h3[tabindex]");
  }

  focus(target) {
    if (!target) target = this.root.querySelector(".wsa-title");
    if (target.classList.contains("wsa-title")) target.tabIndex = -1;
    target.focus();
  }

  showProgress() {
    const groups = [...this.root.querySelectorAll("fieldset[data-item]")];
    if (!groups.length) return;
    const open = new Set(groups.filter((group) => !group.querySelector(":checked")).map((group) => group.dataset.item));
    const answered = groups.length - open.size;
    this.root.querySelector("progress").value = answered;
    const text = this.texts.answered_of.replace("{answered}", answered).replace("{total}", groups.length);
    this.root.querySelector("[data-answered]").textContent = text;
    for (const row of this.root.querySelectorAll("[data-open]")) row.hidden = !open.has(row.dataset.open);
    this.root.querySelector("[data-open-text]").textContent = open.size ? this.texts.overview_open : this.texts.overview_all;
    for (const label of this.root.querySelectorAll("[data-group]")) this.showGroup(label, open);
  }

  showGroup(label, open) {
    const step = this.steps().find((candidate) => candidate.dataset.step === label.dataset.group);
    const left = [...step.querySelectorAll("fieldset")].filter((group) => open.has(group.dataset.item)).length;
    label.textContent = left ? this.texts.group_open.replace("{open}", left) : this.texts.group_done;
    label.closest("button").toggleAttribute("data-done", !left);
  }

  async tick(box) {
    try {
      await post(this.urlOf("step"), { item: box.dataset.done, done: box.checked });
      this.tell(this.texts.saved);
    } catch (error) {
      box.checked = !box.checked; // what is shown is what is kept
      this.tell(error.message || this.texts.failed, "bad");
    }
  }

  askErase(open) {
    const question = this.root.querySelector("[data-erase]");
    const asker = this.root.querySelector('[data-action="erase-ask"]');
    question.hidden = !open;
    asker.setAttribute("aria-expanded", String(open));
    (open ? question.querySelector("button:last-of-type") : asker).focus();
  }

  openTry(open) {
    const area = this.root.querySelector("[data-try]");
    if (area) area.open = Boolean(open);
  }

  print() {
    for (const more of this.root.querySelectorAll("details")) more.open = true;
    window.print();
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
