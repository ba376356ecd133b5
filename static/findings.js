// After a save, asks what in the saved words does not agree with the record, at most every 10
// seconds, and draws it beside the boxes. It says nothing aloud and takes no focus: whoever writes
// looks when she likes.

const OFTEN = 10_000; // milliseconds between two requests

const form = document.querySelector("form[data-findings]");
let asked = 0;
let timer = null;

function later() {
  timer ??= setTimeout(ask, Math.max(0, asked + OFTEN - Date.now()));
}

async function ask() {
  timer = null;
  asked = Date.now();
  const headers = { "X-Author": form.elements.author.value };
  const response = await fetch(form.dataset.findings, { headers, redirect: "error" }).catch(() => null);
  if (response?.status === 200) for (const [key, html] of Object.entries(await response.json())) show(key, html);
}

function show(key, html) {
  const place = form.querySelector(`[data-findings-of="${key}"]`);
  if (!place || place.contains(document.activeElement)) return;
  const wasOpen = Boolean(place.querySelector("details[open]"));
  place.innerHTML = html;
  if (wasOpen) place.querySelector("details")?.setAttribute("open", "");
}

form?.addEventListener("saved", later);
