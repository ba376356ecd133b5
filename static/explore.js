// Puts a chart that can be pointed at and enlarged in the place of the still picture. The picture and
// its table say the same without this file.
const figures = JSON.parse(document.getElementById("figures").textContent);

document.querySelectorAll("[data-chart]").forEach((place) => {
  const figure = figures[Number(place.dataset.chart)];
  const picture = place.querySelector(".sa-chart__picture");
  if (!figure || !window.Plotly) return;
  const live = document.createElement("div");
  live.className = "sa-chart__live";
  live.setAttribute("role", "group");
  live.setAttribute("aria-label", figure.layout.meta.alt);
  picture.replaceChildren(live);
  const layout = { ...figure.layout, title: undefined, height: 380 };
  const options = { responsive: true, displaylogo: false, modeBarButtonsToRemove: ["lasso2d", "select2d"] };
  window.Plotly.newPlot(live, figure.data, layout, options);
});
