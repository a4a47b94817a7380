"use strict";
const drawing = JSON.parse(document.getElementById("figure").textContent);
const chart = document.getElementById("timeline");
chart.textContent = "";

// Labels have places by the widths of one font. Where the browser has only a wider
// one, all text is set so much smaller that it keeps to its place.
function widening(sample) {
  const context = document.createElement("canvas").getContext("2d");
  context.font = "100px " + drawing.layout.font.family;
  return Math.max(1, context.measureText(sample.text).width / sample.width);
}

function shrink(node, factor) {
  for (const [key, value] of Object.entries(node)) {
    if (value === null || typeof value !== "object") continue;
    if (key.endsWith("font") && typeof value.size === "number") value.size /= factor;
    shrink(value, factor);
  }
}

// What a mouse can choose, the keyboard can reach.
function press(event) {
  if (event.key !== "Enter" && event.key !== " ") return;
  event.preventDefault();
  for (const kind of ["mousedown", "mouseup", "click"]) {
    event.currentTarget.dispatchEvent(new MouseEvent(kind, { bubbles: true }));
  }
}

function reach(element, label) {
  element.setAttribute("tabindex", "0");
  element.setAttribute("role", "button");
  element.setAttribute("aria-label", label);
  element.onkeydown = press;
}

function makeReachable() {
  for (const svg of chart.querySelectorAll(".main-svg")) {
    for (const part of svg.children) part.setAttribute("aria-hidden", "true");
  }
  const layer = chart.querySelector(".infolayer");
  if (layer) layer.removeAttribute("aria-hidden");
  for (const part of layer ? layer.children : []) {
    if (!part.classList.contains("legend")) part.setAttribute("aria-hidden", "true");
  }
  for (const item of chart.querySelectorAll(".legend .traces")) {
    const toggle = item.querySelector(".legendtoggle");
    const label = item.textContent.trim();
    if (!toggle) continue;
    reach(toggle, label + ": " + drawing.toggle);
    toggle.setAttribute("aria-pressed", String(item.style.opacity !== "0.5"));
  }
  for (const button of chart.querySelectorAll(".modebar-btn")) {
    reach(button, button.getAttribute("data-title") || "");
  }
}

// Of the ticks of each time axis the finest for which the stretch in view has room.
function tick() {
  const [first, last] = chart.layout.xaxis.range;
  const change = {};
  for (const [axis, levels] of Object.entries(drawing.ticks.axes)) {
    const inView = (level) => level.tickvals.filter((x) => first <= x && x <= last);
    const fits = levels.filter((level) => inView(level).length <= drawing.ticks.most);
    const { tickvals, ticktext } = fits.at(-1) || levels[0];
    change[axis + ".tickvals"] = tickvals;
    change[axis + ".ticktext"] = ticktext;
  }
  Plotly.relayout(chart, change);
}

const factor = widening(drawing.sample);
if (factor > 1) shrink({ data: drawing.data, layout: drawing.layout }, factor);
Plotly.newPlot(chart, drawing.data, drawing.layout, drawing.config).then(() => {
  makeReachable();
  chart.on("plotly_afterplot", makeReachable);
  chart.on("plotly_relayout", (changed) => {
    if (Object.keys(changed).some((name) => name.startsWith("xaxis.range"))) tick();
  });
});

// Paper cannot be opened: the table is printed too.
window.addEventListener("beforeprint", () => {
  for (const closed of document.querySelectorAll("details")) closed.open = true;
});
