/**
 * Speaks to an LMS with cmi5: the launch, what is kept, and the statements of one session.
 *
 * The interface is that of scorm.js. Source: the cmi5 specification (Quartz, 1st Edition); section numbers are its own.
 */
(function (ours) {
  "use strict";

  const KEPT = "winternship"; // our document beside LMS.LaunchData
  const VERSION = "1.0.3";
  const VERBS = "http://adlnet.gov/expapi/verbs/";
  const CONTEXT = "https://w3id.org/xapi/cmi5/context/";
  const LONGEST_FAREWELL = 60000; // what a browser sends on after the page has gone: 64 KiB together

  function uuid() {
    const bytes = crypto.getRandomValues(new Uint8Array(16)); // randomUUID is not there without https
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  }

  const span = (milliseconds) => `PT${(Math.max(0, milliseconds) / 1000).toFixed(2)}S`;

  class Cmi5 {
    constructor(iri) {
      const given = new URLSearchParams(window.location.search);
      this.iri = iri; // the publisher's id of the unit
      this.launch = {};
      for (const name of ["endpoint", "fetch", "actor", "registration", "activityId"]) this.launch[name] = given.get(name);
      this.room = Infinity;
      this.outbox = []; // statements that wait
      this.underway = []; // statements that were sent and not confirmed
      this.sent = []; // verbs that a registration may hold once
      this.isOpen = false;
      this.verdict = null; // passed or failed, not said yet
    }

    async open() {
      if (Object.values(this.launch).some((value) => !value)) throw new Error("no_lms");
      try {
        this.agent = JSON.parse(this.launch.actor);
        this.token = await this.fetchToken();
        this.data = await this.readState("LMS.LaunchData");
        if (!this.data?.contextTemplate) throw new Error("no launch data");
        await this.read("agents/profile", { agent: this.launch.actor, profileId: "cmi5LearnerPreferences" }); // 11: MUST
        const found = (await this.readState(KEPT)) || {};
        this.sent = found.sent || [];
        this.began = Date.now();
        this.say("initialized");
        this.isOpen = true;
        if (this.data.returnURL && /^https?:/.test(this.data.returnURL)) this.leave = () => this.goBack();
        const mark = Number.parseFloat(this.data.masteryScore);
        return { place: found.place, kept: found.kept, passMark: Number.isNaN(mark) ? undefined : mark };
      } catch {
        throw new Error("no_start");
      }
    }

    /** 8.2: the address works once; the answer is 200 also when it is an error. */
    async fetchToken() {
      const response = await fetch(this.launch.fetch, { method: "POST" });
      const { "auth-token": token } = await response.json();
      if (!token) throw new Error("no token");
      return token;
    }

    // -- what is kept: the State API of xAPI ------------------------------------------------------------

    address(resource, parameters = {}) {
      const query = new URLSearchParams(parameters).toString();
      return `${this.launch.endpoint.replace(/\/$/, "")}/${resource}${query ? `?${query}` : ""}`;
    }

    stateAddress(stateId) {
      const { activityId, actor, registration } = this.launch;
      return ["activities/state", { activityId, agent: actor, registration, stateId }];
    }

    async request(method, [resource, parameters], body) {
      const text = body === undefined ? undefined : JSON.stringify(body);
      const headers = { Authorization: `Basic ${this.token}`, "X-Experience-API-Version": VERSION };
      if (text) headers["Content-Type"] = "application/json";
      const keepalive = Boolean(text) && text.length < LONGEST_FAREWELL / 2;
      return fetch(this.address(resource, parameters), { method, headers, body: text, keepalive });
    }

    /** The document, or `null` if there is none or we may not see it (404, 403). */
    async read(resource, parameters) {
      const response = await this.request("GET", [resource, parameters]);
      if (response.status === 404 || response.status === 403) return null;
      if (!response.ok) throw new Error(`${resource}: ${response.status}`);
      return response.json();
    }

    readState(stateId) {
      return this.read(...this.stateAddress(stateId));
    }

    keep(place, kept) {
      const next = JSON.stringify({ place, kept });
      if (next === this.next) return;
      this.next = next;
      this.isDirty = true;
      this.document = { place, kept };
    }

    // -- statements -------------------------------------------------------------------------------------

    /** 9.6: the context is the LMS's template, and ours beside it; nothing of the template is overwritten. */
    context(categories, extensions) {
      const context = JSON.parse(JSON.stringify(this.data.contextTemplate));
      context.registration = context.registration || this.launch.registration;
      const activities = (context.contextActivities = context.contextActivities || {});
      const given = [].concat(activities.category || []);
      const wanted = categories.map((name) => ({ id: `${CONTEXT}categories/${name}` }));
      const category = given.concat(wanted.filter(({ id }) => !given.some((one) => one.id === id)));
      if (category.length) activities.category = category;
      context.extensions = { ...extensions, ...context.extensions };
      return context;
    }

    put(verb, object, result, context) {
      this.outbox.push({
        id: uuid(),
        actor: this.agent,
        verb: { id: VERBS + verb, display: { en: verb } },
        object,
        ...(result && { result }),
        context,
        timestamp: new Date().toISOString(), // 9.7: UTC
      });
    }

    /** A statement that cmi5 defines. */
    say(verb, result, extensions = {}) {
      const judges = result && ("success" in result || "completion" in result); // 9.6.2.2
      const categories = judges ? ["cmi5", "moveon"] : ["cmi5"];
      const object = { objectType: "Activity", id: this.launch.activityId }; // 9.4
      this.put(verb, object, result && { ...result, duration: span(Date.now() - this.began) }, this.context(categories, extensions));
    }

    /** 10: in Browse and Review nothing but the beginning and the end is recorded. */
    get isLooking() {
      return this.data.launchMode !== "Normal";
    }

    once(verb, result, extensions) {
      if (this.sent.includes(verb)) return;
      this.say(verb, result, extensions);
      this.sent.push(verb);
      this.isDirty = true;
    }

    /** A "cmi5 allowed" statement: the template, but not the cmi5 category (7.1.3). */
    answered(question) {
      if (!this.isOpen || this.isLooking) return;
      this.hasAnswered = this.hasAnswered || question.isGraded;
      const language = document.documentElement.lang;
      const definition = {
        type: "http://adlnet.gov/expapi/activities/cmi.interaction",
        name: { [language]: question.text },
        interactionType: "choice",
        choices: question.choices.map(({ name, text }) => ({ id: name, description: { [language]: text } })),
        correctResponsesPattern: [question.right],
      };
      const object = { objectType: "Activity", id: `${this.iri}#${encodeURIComponent(question.key)}`, definition };
      const result = { response: question.choice, success: question.isRight, duration: span(Date.now() - question.since) };
      this.put("answered", object, result, this.context([], {}));
    }

    result({ share, isPassed, isComplete }) {
      if (!this.isOpen || this.isLooking) return;
      if (isComplete) this.once("completed", { completion: true });
      if (share === null) return;
      const score = { scaled: Number(share.toFixed(4)), raw: Math.round(share * 100), min: 0, max: 100 };
      const { masteryScore } = this.data;
      const basis = masteryScore === undefined ? {} : { [`${CONTEXT}extensions/masteryscore`]: masteryScore };
      this.verdict = { verb: isPassed ? "passed" : "failed", result: { success: isPassed, score }, basis };
      if (share === 1) this.conclude("passed");
    }

    /**
     * 9.3: of passed and failed a session has one, and a registration passes once. So that a better try still counts,
     * passing is said when nothing can be better or the page is put away, and failing when the page is left.
     */
    conclude(...verbs) {
      if (!this.verdict || !verbs.includes(this.verdict.verb) || this.sent.includes("passed")) return;
      const { verb, result, basis } = this.verdict;
      if (verb === "passed") this.once(verb, result, basis);
      else if (this.hasAnswered) this.say(verb, result, basis);
      this.verdict = null;
    }

    /** One request at a time, so that statements arrive in their order. */
    commit() {
      this.line = (this.line || Promise.resolve()).then(() => this.commitNow());
      return this.line;
    }

    async commitNow() {
      if (!this.isOpen) return false;
      if (document.hidden) this.conclude("passed");
      this.underway = this.outbox.splice(0);
      try {
        if (this.underway.length) await this.send(this.underway);
      } catch {
        this.outbox.unshift(...this.underway);
        return false;
      } finally {
        this.underway = [];
      }
      return this.sendState();
    }

    /** Statements have ids of their own, so that sending one twice changes nothing (xAPI 1.0.3, 2.1.2). */
    async send(statements) {
      const response = await this.request("POST", ["statements"], statements);
      if (!response.ok && response.status !== 409) throw new Error(`statements: ${response.status}`);
    }

    async sendState() {
      if (!this.isDirty) return true;
      this.isDirty = false;
      try {
        const response = await this.request("PUT", this.stateAddress(KEPT), { ...this.document, sent: this.sent });
        this.isDirty = this.isDirty || !response.ok;
        return response.ok;
      } catch {
        this.isDirty = true;
        return false;
      }
    }

    /** The last statements, in one request that outlives the page. */
    close() {
      if (!this.isOpen) return Promise.resolve();
      this.conclude("passed", "failed");
      this.say("terminated", {});
      this.isOpen = false;
      // What is under way goes along once more, lest the end overtakes it.
      return Promise.allSettled([this.sendState(), this.send(this.underway.concat(this.outbox.splice(0)))]);
    }

    async goBack() {
      await this.close();
      window.location.assign(this.data.returnURL); // 10, returnURL: MUST
    }
  }

  ours.Cmi5 = Cmi5;
})(window.winternship);
