/**
 * Shows each next screen in place of the one before, keeps the place of keyboard and reader, and says what changed.
 *
 * All HTML comes from the server, escaped there. What was typed in a search never comes into an address: it is kept
 * in the browser's history of this frame, so that "back" works. Without this script the same forms and links work as
 * pages of their own.
 */

const LONG = 1_000; // milliseconds after which somebody wonders whether anything happens

export default function start(runtime, element) {
  const host = element.jquery ? element[0] : element;
  const root = host.matches?.(".wb") ? host : host.querySelector(".wb");
  if (root && !root.dataset.ready) {
    root.dataset.ready = "yes";
    new Board(root, (name) => runtime.handlerUrl(element, name)).begin();
  }
}

function headersFor(type) {
  const headers = { Accept: "application/json", "Content-Type": type };
  try {
    const token = /(?:^|;\s*)csrftoken=([^;]+)/.exec(document.cookie);
    if (token) headers["X-CSRFToken"] = decodeURIComponent(token[1]);
  } catch {
    // A sandboxed frame has no cookies, and a host that frames us so asks for no token.
  }
  return headers;
}

/** Each file as URL-safe Base64 of its bytes, since a handler takes texts. */
async function withFiles(data) {
  for (const [name, value] of [...data]) {
    if (!(value instanceof File)) continue;
    const bytes = new Uint8Array(await value.arrayBuffer());
    let letters = "";
    for (let at = 0; at < bytes.length; at += 0x8000) letters += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
    data.set(name, btoa(letters).replaceAll("+", "-").replaceAll("/", "_"));
  }
  return data;
}

class Board {
  constructor(root, urlOf) {
    Object.assign(this, { root, urlOf, number: 0 });
    this.key = `wb:${root.id}`;
  }

  get part() {
    return this.root.querySelector("[data-part]");
  }

  begin() {
    this.root.addEventListener("click", (event) => this.clicked(event));
    this.root.addEventListener("submit", (event) => this.submitted(event));
    window.addEventListener("popstate", (event) => this.back(event.state));
    this.remember(this.root.dataset.address, "replace");
  }

  clicked(event) {
    const language = event.target.closest("[data-action=language]");
    if (language) return void this.speak(language.dataset.value);
    const field = event.target.closest("a[data-field]");
    if (field) {
      event.preventDefault();
      return void this.toField(field.dataset.field);
    }
    const link = event.target.closest("a[data-go]");
    if (link && "stop" in link.dataset) clearTimeout(this.next);
    if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    this.sent = null;
    this.go(new URL(link.href, location.href).search.slice(1), { push: true });
  }

  async submitted(event) {
    const form = event.target.closest("form[data-form]");
    if (!form) return;
    event.preventDefault();
    if (this.busy) return; // a second click would do it twice
    this.sent = form;
    const data = new FormData(form, event.submitter);
    this.busy = true;
    const body = new URLSearchParams(await withFiles(data)).toString();
    this.busy = false;
    if ("file" in form.dataset) this.download(body);
    else if ("goesOn" in form.dataset) this.go(body, { focused: this.part.querySelector("[data-stop]").id });
    else this.go(body, { push: true, focused: document.activeElement?.id });
  }

  /** Ask for a screen and show it. A change is sent once; only looking is done again by "back". */
  async go(body, { push = false, focused = "", scroll = null } = {}) {
    const number = ++this.number;
    this.setBusy(true);
    try {
      const reply = await this.send(body);
      if (number !== this.number) return; // something newer was asked for meanwhile
      const looked = !new URLSearchParams(body).get("do");
      if (push) this.remember(looked ? body : reply.address, "push");
      this.show(reply, focused, scroll);
    } catch (error) {
      if (number === this.number) this.fail(error);
    } finally {
      if (number === this.number) this.setBusy(false);
    }
  }

  async send(body) {
    const response = await fetch(this.urlOf("board"), {
      method: "POST",
      credentials: "same-origin",
      headers: headersFor("application/x-www-form-urlencoded"),
      body,
    });
    const isJson = (response.headers.get("Content-Type") || "").includes("json");
    const reply = isJson ? await response.json() : {};
    if (response.ok && isJson) return reply;
    const signedOut = !isJson || response.status === 401 || response.status === 403;
    throw new Error(reply.message || (signedOut ? this.root.dataset.signedOut : this.root.dataset.failed));
  }

  show(reply, focused, scroll) {
    const before = this.part.querySelector("[data-screen]")?.dataset.screen;
    this.part.innerHTML = reply.html;
    const same = before === this.part.querySelector("[data-screen]")?.dataset.screen;
    const problems = this.part.querySelector("[data-problems]");
    const heading = this.part.querySelector("[data-heading]");
    const again = same && focused && !problems ? document.getElementById(focused) : null;
    const target = problems ?? again ?? heading;
    target?.focus({ preventScroll: true });
    if (scroll !== null) window.scrollTo(0, scroll);
    else if (!again) target?.scrollIntoView({ block: "nearest" });
    const far = this.part.querySelector("[data-far]")?.textContent;
    this.say(reply.said || far || (again ? "" : reply.title));
    this.goOn();
  }

  /** Long work goes on by itself, part by part, until it is done or somebody stops it. */
  goOn() {
    const form = this.part.querySelector("form[data-goes-on]");
    clearTimeout(this.next);
    if (form) this.next = setTimeout(() => form.isConnected && form.requestSubmit(), 100);
  }

  say(words) {
    const live = this.root.querySelector("[data-live]");
    live.textContent = "";
    setTimeout(() => (live.textContent = words), 50); // the same words again are read again
  }

  fail(error) {
    const status = this.root.querySelector("[data-status]");
    status.textContent = error instanceof TypeError ? this.root.dataset.failed : error.message;
    status.hidden = false;
    this.say(status.textContent);
  }

  setBusy(busy) {
    this.busy = busy;
    this.part?.setAttribute("aria-busy", String(busy));
    if (busy) this.root.querySelector("[data-status]").hidden = true;
    clearTimeout(this.wait);
    this.sign?.remove();
    if (busy) this.wait = setTimeout(() => this.showBusy(), LONG);
  }

  /** What takes long shows that it is at work, below the form that was sent. */
  showBusy() {
    if (this.sent && "goesOn" in this.sent.dataset) return; // that shows how far it is
    const sign = this.root.querySelector("template[data-busy]")?.content.firstElementChild;
    this.sign = sign?.cloneNode(true);
    if (this.sign) (this.sent?.isConnected ? this.sent : this.part).append(this.sign);
    this.say(sign?.textContent.trim() ?? "");
  }

  toField(name) {
    const found = this.part.querySelector(`[data-name="${CSS.escape(name)}"] :is(input, select, textarea)`);
    found?.closest("details")?.setAttribute("open", "");
    found?.focus();
  }

  remember(body, how) {
    if (how === "push") history.replaceState({ ...history.state, scroll: window.scrollY }, "");
    const state = { ...(how === "push" ? {} : history.state), [this.key]: body };
    history[how === "push" ? "pushState" : "replaceState"](state, "");
  }

  back(state) {
    const body = state?.[this.key];
    if (body !== undefined) this.go(body, { scroll: state.scroll ?? null });
  }

  /** A file is fetched like a screen, since a frame may have no cookies to fetch it with by itself. */
  async download(body) {
    this.setBusy(true);
    try {
      const response = await fetch(this.urlOf("board"), {
        method: "POST",
        credentials: "same-origin",
        headers: headersFor("application/x-www-form-urlencoded"),
        body,
      });
      const named = /filename="([^"]+)"/.exec(response.headers.get("Content-Disposition") || "");
      if (!response.ok || !named) throw new Error(this.root.dataset.failed);
      const link = document.createElement("a");
      link.href = URL.createObjectURL(await response.blob());
      link.download = named[1];
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    } catch (error) {
      this.fail(error);
    } finally {
      this.setBusy(false);
    }
  }

  async speak(language) {
    this.setBusy(true);
    try {
      const response = await fetch(this.urlOf("choose_language"), {
        method: "POST",
        credentials: "same-origin",
        headers: headersFor("application/json"),
        body: JSON.stringify({ language }),
      });
      if (!response.ok) throw new Error(this.root.dataset.failed);
      const html = (await response.json()).html;
      const fresh = new DOMParser().parseFromString(html, "text/html").querySelector(".wb");
      const here = history.state?.[this.key];
      this.root.lang = fresh.lang;
      for (const name of ["failed", "signedOut"]) this.root.dataset[name] = fresh.dataset[name];
      for (const part of [".wb-head", "template"]) this.root.querySelector(part)?.replaceWith(fresh.querySelector(part));
      this.root.querySelector(`[data-action=language][data-value=${language}]`)?.focus();
      this.setBusy(false);
      await this.go(here ?? "", { focused: "" });
    } catch (error) {
      this.fail(error);
      this.setBusy(false);
    }
  }
}
