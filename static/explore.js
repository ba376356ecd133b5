// Puts a chart that can be pointed at and enlarged in the place of the still picture. The picture and
// its table say the same without this file.
const figures = JSON.parse(document.getElementById("figures").textContent);

// Long names of bars stand on several lines, fewer letters to each on a phone.
const wrapped = (words, width) =>
  words.replace(new RegExp(`(.{1,${width}})(\\s|$)`, "g"), "$1<br>").replace(/<br>$/, "");

const bars = (figure, place) => {
  const names = figure.data.find((trace) => trace.orientation === "h")?.y;
  if (!names) return {};
  const width = place.clientWidth < 500 ? 18 : 40;
  const ticktext = names.map((name) => wrapped(name, width));
  const lines = Math.max(...ticktext.map((text) => text.split("<br>").length));
  const height = 150 + names.length * Math.max(16 * lines + 10, 42);
  const axis = { ...figure.layout.yaxis, tickmode: "array", tickvals: names, ticktext };
  return { height, yaxis: { ...axis, ticklabelstandoff: 8 } };
};

const draw = (place) => {
  const figure = figures[Number(place.dataset.chart)];
  const picture = place.querySelector(".sa-chart__picture");
  if (!figure || !window.Plotly) return;
  const live = document.createElement("div");
  live.className = "sa-chart__live";
  live.setAttribute("role", "group");
  live.setAttribute("aria-label", figure.layout.meta.alt);
  picture.replaceChildren(live);
  const margin = { ...figure.layout.margin, t: 16 };
  const layout = { ...figure.layout, title: undefined, margin, height: 380, ...bars(figure, place) };
  const options = { responsive: true, displaylogo: false, modeBarButtonsToRemove: ["lasso2d", "select2d"] };
  window.Plotly.newPlot(live, figure.data, layout, options);
};

// On a phone the still picture says more: it shows the newest quarters, and nothing is cut off.
const isWide = window.matchMedia("(min-width: 40em)").matches;

document.querySelectorAll("[data-chart]").forEach((place) => {
  const folded = place.closest("details:not([open])");
  if (folded) folded.addEventListener("toggle", () => draw(place), { once: true });
  else if (isWide) draw(place);
});
