"use strict";
(() => {
  const charts = JSON.parse(document.getElementById("charts").textContent);
  const chosen = {};
  const NARROW = 560;
  let printing = 0;

  function layoutFor(chart, view, width) {
    const narrow = width < NARROW;
    const layout = structuredClone(Object.assign({}, charts.base, view.layout));
    layout.xaxis = Object.assign({}, charts.base.xaxis, layout.xaxis);
    layout.yaxis = Object.assign({}, charts.base.yaxis, layout.yaxis);
    layout.height = chart.height;
    layout.width = width;
    if (narrow) {
      layout.margin = Object.assign({}, layout.margin, { l: 44, r: 22 });
      layout.font.size = 11;
      const every = (values) => values && values.filter((_, at) => at % 2 === 0);
      if (layout.xaxis.tickvals && layout.xaxis.tickvals.length > 5) {
        layout.xaxis.tickvals = every(layout.xaxis.tickvals);
        layout.xaxis.ticktext = every(layout.xaxis.ticktext);
      }
    }
    return layout;
  }

  function draw() {
    for (const place of document.querySelectorAll(".plot")) {
      const chart = charts.charts[place.dataset.chart];
      const view = chart.views[chart.by ? chosen[chart.by] || 0 : 0];
      const width = printing || place.clientWidth;
      const narrow = width < NARROW;
      const data = view.data.map((trace) =>
        narrow && trace.colorbar ? Object.assign({}, trace, { showscale: false }) : trace);
      place.setAttribute("aria-label", view.alt);
      Plotly.react(place, data, layoutFor(chart, view, width), {
        displaylogo: false, displayModeBar: false, scrollZoom: false, doubleClick: false,
      });
    }
  }

  for (const select of document.querySelectorAll("select[data-by]")) {
    select.addEventListener("change", () => {
      const by = select.dataset.by;
      chosen[by] = Number(select.value);
      for (const part of document.querySelectorAll(`[data-view^="${by}-"]`)) {
        part.hidden = part.dataset.view !== `${by}-${select.value}`;
      }
      draw();
    });
  }

  let waiting;
  addEventListener("resize", () => {
    clearTimeout(waiting);
    waiting = setTimeout(draw, 120);
  });

  // On paper nothing can be opened, and charts are as wide as an A4 sheet.
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details:not([open])")];
    for (const part of closed) part.open = true;
    printing = 660;
    draw();
  });
  addEventListener("afterprint", () => {
    for (const part of closed) part.open = false;
    printing = 0;
    draw();
  });

  draw();
})();
