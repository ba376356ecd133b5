// One question's text on a page that saves while somebody types, and the version it was written on.

const QUIET = 2_000; // milliseconds after the last keystroke
const LONGEST_WAIT = 15_000; // while somebody types on and on

export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

export class Answer {
  constructor(place, form) {
    this.key = place.dataset.answer;
    this.box = form.elements[`${this.key}-text`];
    this.hidden = form.elements[`${this.key}-version`];
    this.line = place.querySelector("[data-line]");
    this.decide = place.querySelector("[data-decide]");
    this.saved = "unsaved" in place.dataset ? null : this.box.defaultValue;
    this.refused = null; // a text that the server will not take as it is
    this.stopped = false; // by a conflict, or because nothing may be written here any more
    this.since = 0; // when the oldest change that is not saved was typed
    this.due = 0;
    this.versionThen = history.state?.versions?.[this.key]; // when the page was last left
    this.version = this.hidden.value;
  }

  // The browser puts back what was typed before the page was left, some time after it has drawn the
  // page anew. That text belongs to the version that the page stood on then.
  takeBack(now) {
    if (!this.isDirty || this.since) return;
    if (this.versionThen !== undefined && this.saved !== null) this.version = this.versionThen;
    this.typed(now);
  }

  get isDirty() {
    return this.box.value !== this.saved;
  }

  get wants() {
    return this.isDirty && !this.stopped && this.box.value !== this.refused;
  }

  get version() {
    return this.hidden.value;
  }

  set version(version) {
    this.hidden.value = version;
    const versions = { ...history.state?.versions, [this.key]: String(version) };
    history.replaceState({ ...history.state, versions }, "");
  }

  typed(now) {
    this.since ||= now;
    this.due = Math.min(now + QUIET, this.since + LONGEST_WAIT);
  }

  say(words, isBad = false) {
    this.line.textContent = words;
    this.line.classList.toggle("sa-autosave--bad", isBad);
  }
}
