// Shows what needs a passkey where the browser has any, and says so when it gave none.
// What speaks to the browser is allauth's own script (mfa/js/webauthn.js).

const FAILED =
  "Your browser did not get a passkey. Try again, or use another way.";

for (const form of document.querySelectorAll("form[data-passkey]")) {
  form.hidden = !window.PublicKeyCredential;
}

document.addEventListener("allauth.error", (event) => {
  event.preventDefault(); // it is told here, not in the console
  for (const line of document.querySelectorAll("[data-passkey-failed]")) line.textContent = FAILED;
});
