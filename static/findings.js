// After a save, asks what in the saved words does not agree with the record, and draws it beside the
// boxes: at once, one request at a time, and on average no more than one in 10 seconds. Until the
// reply is there, each box says that it is being checked, so that nothing stands for a text that has
// changed. It says nothing aloud and takes no focus: whoever writes looks when she likes.

const MOST = 6; // requests in a minute
const MINUTE = 60_000; // milliseconds

const form = document.querySelector("form[data-findings]");
const places = [...(form?.querySelectorAll("[data-findings-of]") ?? [])];
const asked = []; // when, the latest of a minute
let timer = null;
let isAsking = false;
let isStale = false; // something was saved since the request that is under way

function later() {
  for (const place of places) say(place, "Checking…");
  if (isAsking) isStale = true;
  else timer ??= setTimeout(ask, wait());
}

function wait() {
  return asked.length < MOST ? 0 : Math.max(0, asked[0] + MINUTE - Date.now());
}

async function ask() {
  timer = null;
  isAsking = true;
  asked.push(Date.now());
  if (asked.length > MOST) asked.shift();
  const headers = { "X-Author": form.elements.author.value };
  const response = await fetch(form.dataset.findings, { headers, redirect: "error" }).catch(() => null);
  const drawn = response?.status === 200 ? await response.json() : null;
  isAsking = false;
  if (isStale) {
    isStale = false;
    later();
  } else {
    for (const place of places) drawn ? show(place, drawn) : say(place, "This could not be checked now.");
  }
}

function say(place, words) {
  const line = place.querySelector("[data-findings-line]");
  if (line) line.textContent = words;
}

// Whoever has a button of it in hand keeps it; the sentence above it is drawn anew all the same.
function show(place, drawn) {
  const html = drawn[place.dataset.findingsOf];
  if (html === undefined) return;
  const fresh = document.createElement("template");
  fresh.innerHTML = html;
  if (place.contains(document.activeElement)) {
    say(place, fresh.content.querySelector("[data-findings-line]").textContent);
    return;
  }
  const wasOpen = Boolean(place.querySelector("details[open]"));
  place.replaceChildren(fresh.content);
  if (wasOpen) place.querySelector("details")?.setAttribute("open", "");
}

form?.addEventListener("saved", later);

// An answer leads back to the box that it is about.
const box = location.hash && document.getElementById(location.hash.slice(1));
if (box && form?.contains(box)) box.focus();
