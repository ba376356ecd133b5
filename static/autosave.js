// Saves answers while somebody types. One request at a time; a save keeps its id and its text until
// a reply arrives, so that a lost reply is no conflict and a late request takes nothing back.
// Nothing is stored in the browser but the versions the page stands on. Without this file the
// page's own Save does the same work.

import { Answer, newId } from "./answer.js";

const PATIENCE = 20_000; // milliseconds for a reply
const BEFORE_LEAVING = 5_000; // for a reply that the form waits for
const RETRIES = [2_000, 4_000, 8_000, 16_000, 30_000];
const RENEWALS = 3; // of the token, one after the other
const KEEPALIVE = 15_000; // characters: browsers let no more than 64 kB outlive a page

const SAYS = {
  unsaved: "Not saved yet",
  failing: "Not saved. Trying again.",
  signedOut: "Not saved: you are signed out.",
  stillHere: "You are signed out. What you typed is still on this page.",
  somebodyElse:
    "Somebody else is signed in in this browser. What you typed is still on this page, and kept for you.",
  closed: "This answer can no longer be changed here. Copy your text.",
  unreachable: "The portal cannot be reached, so nothing was sent. What you typed is still on this page.",
};

class Autosave {
  constructor(form) {
    this.form = form;
    this.address = form.dataset.autosave;
    this.answers = [...form.querySelectorAll("[data-answer]")].map((p) => new Answer(p, form));
    this.page = form.elements.save_id.value;
    this.alert = document.querySelector("[data-autosave-alert]");
    this.state = form.querySelector("[data-save-state]");
    this.announce = document.querySelector("[data-announce]");
    this.pending = null; // the save that has no reply yet
    this.reply = null; // a promise, while a request is under way
    this.failures = 0;
    this.retryAt = 0;
    this.renewals = 0;
    this.isUnreachable = false;
    this.signedOut = false;
    this.supersedes = false; // the server has kept a text of this page aside
    this.others = false; // a field that is not saved while typing has changed
    this.leaving = false; // the form is on its way
  }

  start() {
    this.form.addEventListener("input", (event) => this.onInput(event.target));
    this.form.addEventListener("focusout", (event) => this.onFocusOut(event));
    this.form.addEventListener("submit", (event) => this.onSubmit(event));
    addEventListener("beforeunload", (event) => this.onLeave(event));
    addEventListener("pageshow", () => this.onShow());
    addEventListener("online", () => this.tryAgain());
    document.addEventListener("visibilitychange", () => this.onVisibility());
    this.alert.querySelector("[data-again]").addEventListener("click", () => this.tryAgain());
    this.alert.querySelector("[data-copy]").addEventListener("click", () => this.copy());
    if (document.readyState === "complete") this.onShow();
  }

  get unsaved() {
    return Boolean(this.pending) || this.others || this.answers.some((answer) => answer.isDirty);
  }

  // --- When to save -----------------------------------------------------------------------------

  onInput(target) {
    this.leaving = false;
    const answer = this.answers.find(({ box }) => box === target);
    if (!answer) {
      this.others = true;
      return;
    }
    answer.typed(Date.now());
    if (answer.isDirty && !answer.stopped && !this.failures && !this.signedOut) answer.say(SAYS.unsaved);
    this.schedule();
  }

  onShow() {
    this.leaving = false;
    for (const answer of this.answers) answer.takeBack(Date.now());
    this.schedule();
  }

  // On its way to another field or a link; a button of this form sends everything itself.
  onFocusOut({ relatedTarget }) {
    if (relatedTarget?.type !== "submit") this.hurry();
  }

  schedule() {
    clearTimeout(this.timer);
    if (this.reply || this.leaving || this.signedOut) return;
    const waiting = this.answers.filter((answer) => answer.wants).map((answer) => answer.due);
    if (!this.pending && !waiting.length) return;
    const due = Math.max(this.retryAt, this.pending ? 0 : Math.min(...waiting));
    this.timer = setTimeout(() => this.run(), Math.max(0, due - Date.now()));
  }

  hurry() {
    for (const answer of this.answers) answer.due = 0;
    this.schedule();
  }

  tryAgain() {
    this.retryAt = 0;
    if (this.signedOut) return this.renew().then((renewed) => renewed && this.resume());
    return this.hurry();
  }

  resume() {
    this.signedOut = false;
    this.hurry();
  }

  onVisibility() {
    if (document.visibilityState === "visible" && this.signedOut) this.tryAgain();
    if (document.visibilityState === "hidden") this.hurry();
  }

  // --- One save ---------------------------------------------------------------------------------

  run() {
    if (this.reply || this.leaving || this.signedOut) return this.reply;
    this.pending ??= this.next();
    if (!this.pending) return null;
    this.reply = this.send(this.pending).then((reply) => {
      this.reply = null;
      return this.take(reply);
    });
    return this.reply.then(() => this.schedule());
  }

  next() {
    const answer = this.answers.find((one) => one.wants && one.due <= Date.now());
    if (!answer) return null;
    answer.since = 0;
    return { answer, text: answer.box.value, version: answer.version, id: newId() };
  }

  async send({ answer, text, version, id }) {
    const body = new FormData();
    const fields = { question: answer.key, text, version, save_id: id, page: this.page };
    if (this.supersedes) fields.supersedes = "on";
    fields.author = this.form.elements.author.value;
    for (const [name, value] of Object.entries(fields)) body.set(name, value);
    return this.ask({ method: "POST", body, keepalive: text.length < KEEPALIVE });
  }

  async ask(options) {
    const headers = {
      "X-CSRFToken": this.form.elements.csrfmiddlewaretoken.value,
      "X-Author": this.form.elements.author.value,
    };
    const given_up = new AbortController();
    const timer = setTimeout(() => given_up.abort(), PATIENCE);
    try {
      const signal = given_up.signal;
      const response = await fetch(this.address, { headers, signal, redirect: "error", ...options });
      const isJson = response.headers.get("Content-Type")?.startsWith("application/json");
      return { ...(isJson ? await response.json() : {}), status: response.status };
    } catch {
      return { status: 0 };
    } finally {
      clearTimeout(timer);
    }
  }

  // --- What came of it --------------------------------------------------------------------------

  take(reply) {
    const { answer, text } = this.pending;
    this.isUnreachable = reply.status === 0;
    if (reply.status === 0 || reply.status === 429 || reply.status >= 500) return this.failed(answer);
    if (reply.status === 401) return this.lostSession(reply.reason);
    if (reply.reason === "token") return this.replaceToken();
    this.pending = null;
    this.failures = this.retryAt = this.renewals = 0;
    if (reply.status === 200) return this.done(answer, text, reply);
    if (reply.status === 422) answer.refused = text;
    else answer.stopped = true;
    if (reply.status === 409) this.stop(answer, text);
    const message = reply.message ?? SAYS.closed;
    answer.say(reply.status === 422 ? `Not saved. ${message}` : message, true);
    this.tell(`Not saved. ${message}`);
    if (reply.status < 409) this.warn(SAYS.closed);
    return null;
  }

  done(answer, text, reply) {
    const { version, saved, newer } = reply;
    answer.version = version;
    answer.saved = text;
    if (newer && !answer.isDirty) this.showNewer(answer, newer);
    else answer.say(answer.isDirty ? SAYS.unsaved : saved ? `Saved at ${saved}` : "");
    answer.box.dispatchEvent(new CustomEvent("answer-saved", { detail: reply }));
    if (saved) this.state.textContent = `Last saved at ${saved}`;
    this.supersedes = false;
    this.alert.hidden = true;
    this.tell(this.told ? "Saved again" : "Saved");
    this.form.dispatchEvent(new Event("saved"));
  }

  showNewer(answer, { text, version, message }) {
    answer.box.value = answer.saved = text;
    answer.version = version;
    answer.say(message);
  }

  // The text is kept aside on the server, and nothing more of this answer is sent while typing.
  stop(answer, text) {
    answer.saved = text;
    answer.decide.hidden = false;
  }

  failed(answer) {
    this.retryAt = Date.now() + RETRIES[Math.min(this.failures, RETRIES.length - 1)];
    this.failures += 1;
    answer.say(SAYS.failing, true);
    if (this.failures >= 2) this.warn("What you typed last is not saved.");
  }

  lostSession(reason) {
    this.signedOut = this.supersedes = true;
    for (const answer of this.answers) if (answer.isDirty) answer.say(SAYS.signedOut, true);
    this.warn(reason === "somebody_else" ? SAYS.somebodyElse : SAYS.stillHere, true);
  }

  // Signing in again, in another tab, replaces the token that this page was given.
  async replaceToken() {
    this.supersedes = true;
    this.renewals += 1;
    if (this.renewals > RENEWALS || !(await this.renew())) this.lostSession();
  }

  // A new token, but only if the same person is signed in again.
  async renew() {
    const renewed = await this.ask({ method: "GET" });
    if (renewed.status !== 200) return false;
    for (const field of document.getElementsByName("csrfmiddlewaretoken")) field.value = renewed.token;
    this.form.elements.author.value = renewed.author;
    return true;
  }

  // --- What is said -----------------------------------------------------------------------------

  // Read aloud only when the state changes: not every save.
  tell(words) {
    const state = words.startsWith("Saved") ? "saved" : words;
    if (state === this.told) return;
    this.told = state;
    this.announce.textContent = words;
  }

  warn(words, isSignedOut = false) {
    this.told = words;
    this.alert.querySelector("[data-words]").textContent = words;
    this.alert.querySelector("[data-sign-in]").hidden = !isSignedOut;
    this.alert.querySelector("[data-again]").textContent = isSignedOut ? "Save now" : "Try again";
    this.alert.hidden = false;
  }

  // Only a secure page has a clipboard: elsewhere the text is selected, ready to be copied.
  async copy() {
    const boxes = this.answers.filter((answer) => answer.isDirty).map((answer) => answer.box);
    if (!navigator.clipboard) return boxes[0]?.select();
    await navigator.clipboard.writeText(boxes.map((box) => box.value).join("\n\n"));
    this.announce.textContent = "Copied";
  }

  // --- Leaving the page -------------------------------------------------------------------------

  // The form waits for a save that is under way, and does not leave for a server out of reach.
  onSubmit(event) {
    if (this.leaving) return;
    if (!this.reply && !this.isUnreachable) {
      this.letGo();
      return;
    }
    event.preventDefault();
    this.waiting ??= this.finish(event.submitter);
  }

  async finish(submitter) {
    const impatience = new Promise((resolve) => setTimeout(resolve, BEFORE_LEAVING));
    await Promise.race([this.reply ?? this.run(), impatience]);
    this.waiting = null;
    if (this.isUnreachable) {
      this.warn(SAYS.unreachable);
      return;
    }
    this.letGo();
    this.form.requestSubmit(submitter);
  }

  letGo() {
    this.leaving = true;
    clearTimeout(this.timer);
    if (this.pending) this.form.elements.save_id.value = this.pending.id; // its reply may be lost
  }

  onLeave(event) {
    if (this.leaving || !this.unsaved) return;
    this.hurry();
    event.preventDefault();
  }
}

const form = document.querySelector("form[data-autosave]");
if (form) new Autosave(form).start();
