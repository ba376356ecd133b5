// Says which rating stands beside what the evidence suggests, as it is chosen. Without this file the
// sentence names the rating that is saved.

const told = document.querySelector("[data-you-rate]");
for (const step of document.getElementsByName("rating-value")) {
  step.addEventListener("change", () => {
    if (told) told.textContent = `You rate ${step.value}. `;
  });
}
