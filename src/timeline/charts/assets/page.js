"use strict";
const drawing = JSON.parse(document.getElementById("figure").textContent);
const chart = document.getElementById("timeline");
chart.textContent = "";
Plotly.newPlot(chart, drawing.data, drawing.layout, drawing.config);
