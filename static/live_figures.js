// Puts a live figure into a text where the cursor is. Without this file the button sends the form,
// and the figure is put at the end of the text.

class Place {
  constructor(element) {
    this.box = document.getElementById(element.dataset.live);
    this.select = element.querySelector("[data-live-figure]");
    this.reads = element.querySelector("[data-live-reads]");
    this.list = element.querySelector("[data-live-list]");
    this.words = element.querySelector("[data-live-words]");
    this.box.addEventListener("answer-saved", ({ detail }) => this.show(detail));
    if (!this.select) return;
    element.querySelector("[data-live-scripted]")?.removeAttribute("hidden");
    // Choosing a figure is no change of the form.
    this.select.addEventListener("input", (event) => event.stopPropagation());
    this.button = element.querySelector("[data-live-insert]");
    this.button.hidden = false;
    this.button.addEventListener("click", (event) => this.insert(event));
  }

  insert(event) {
    event.preventDefault();
    if (!this.select.value) return this.select.focus();
    const { selectionStart, selectionEnd } = this.box;
    this.box.setRangeText(this.select.value, selectionStart, selectionEnd, "end");
    this.box.dispatchEvent(new Event("input", { bubbles: true }));
    this.box.focus();
  }

  // Quietly: a screen reader is not told after every save.
  show({ figures = [], reads = "" }) {
    if (!this.reads) return;
    this.reads.hidden = figures.length === 0;
    this.list.replaceChildren(...figures.flatMap((figure, at) => this.told(figure, at)));
    this.words.replaceChildren(...reads.split(/\n{2,}/).map(paragraph));
  }

  told([written, said], at) {
    const code = document.createElement("code");
    code.textContent = written;
    return [at ? "; " : "", code, ` says ${said}`];
  }
}

function paragraph(text) {
  const made = document.createElement("p");
  made.className = "sa-live__words";
  made.textContent = text;
  return made;
}

for (const element of document.querySelectorAll("[data-live]")) new Place(element);
