// Warns before a session ends, and lets its person stay. To ask how much is left is nobody's
// activity; to type is, also on pages that do not save it meanwhile. Without this file the session
// ends at the same time, and what is sent afterwards is kept.

const WARN = 300; // seconds before the end
const AGAIN = 60; // while the warning stands
const LATE = 2; // by then the server thinks so, too

const SAYS = {
  idle: (when) => `You will be signed out in ${when}, because nothing has happened here for a while.`,
  last: (when) => `You will be signed out in ${when}: one sign-in lasts no longer. Save what you have typed.`,
  over: "You are signed out. What you typed is still on this page. Sign in again in a new tab, then send it.",
};

class Idle {
  constructor(box) {
    this.box = box;
    this.words = box.querySelector("[data-words]");
    this.stay = box.querySelector("[data-stay]");
    this.signIn = box.querySelector("[data-sign-in]");
    this.typed = false;
  }

  start() {
    this.words.setAttribute("role", "alert"); // without a script nothing is ever said here
    document.addEventListener("input", () => (this.typed = true));
    document.addEventListener("visibilitychange", () => this.onVisibility());
    this.stay.addEventListener("click", () => this.ask(true));
    this.later(Number(this.box.dataset.left));
  }

  // Timers sleep in a tab out of sight.
  onVisibility() {
    if (document.visibilityState === "visible" && Date.now() >= this.due) this.ask();
  }

  later(left) {
    const wait = left > WARN ? left - WARN : Math.min(left + LATE, AGAIN);
    this.due = Date.now() + wait * 1000;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), wait * 1000);
  }

  async ask(stays = this.typed) {
    this.typed = false;
    const headers = { "X-CSRFToken": document.querySelector("[name=csrfmiddlewaretoken]").value };
    const method = stays ? "POST" : "GET";
    const reply = await fetch(this.box.dataset.idle, { method, headers }).catch(() => null);
    if (reply?.status === 200) return this.show(await reply.json());
    if (reply?.status === 401) return this.end();
    return this.later(AGAIN); // out of reach
  }

  show({ left, is_last }) {
    this.later(left);
    this.box.hidden = left > WARN;
    this.stay.hidden = is_last;
    this.signIn.hidden = true;
    const minutes = Math.max(1, Math.round(left / 60));
    const say = is_last ? SAYS.last : SAYS.idle;
    if (!this.box.hidden) this.say(say(minutes > 1 ? `${minutes} minutes` : "a minute"));
  }

  // When the page is next looked at, she may have signed in again.
  end() {
    this.due = 0;
    this.stay.hidden = true;
    this.box.hidden = this.signIn.hidden = false;
    this.say(SAYS.over);
  }

  // Read aloud whenever it changes.
  say(words) {
    if (this.words.textContent !== words) this.words.textContent = words;
  }
}

const box = document.querySelector("[data-idle]");
if (box) new Idle(box).start();
