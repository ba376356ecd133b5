// Says who else has this page open: asked of the server every 30 seconds, while the page is in sight.

const OFTEN = 30_000; // milliseconds
const AT_FIRST = 1_000;

const form = document.querySelector("form[data-autosave]");
const line = document.querySelector("p[data-here]");
const announce = document.querySelector("[data-announce]");

function sentence(others) {
  const names = others.join(" and ");
  return names && `${names} also ${others.length > 1 ? "have" : "has"} this page open.`;
}

async function ask() {
  if (document.visibilityState === "visible") {
    const headers = {
      "X-CSRFToken": form.elements.csrfmiddlewaretoken.value,
      "X-Author": form.elements.author.value,
    };
    const response = await fetch(form.dataset.here, { method: "POST", headers }).catch(() => null);
    if (response?.status === 200) show((await response.json()).others);
  }
  setTimeout(ask, OFTEN);
}

function show(others) {
  const said = sentence(others);
  if (said === line.textContent) return;
  line.textContent = announce.textContent = said;
}

if (form && line) setTimeout(ask, AT_FIRST);
