// An answer as a graph: triples as edges; of a SELECT, IRIs that stand beside each other in a row.
import { movable } from "../../kg/serve/static/moving.js";
import { address, shorten } from "./answer.js";
import { place } from "./place.js";

const SVG = "http://www.w3.org/2000/svg";
const MOST_EDGES = 300;
const COLOURS = 8;

function edgesOf({ variables, rows, triples }) {
  const edges = new Map();
  const add = (from, name, to) => edges.set([from.value, name, to?.value].join("\n"), [from, name, to]);
  for (const row of rows) {
    if (triples) {
      add(row[0], shorten(row[1].value), row[2]);
    } else {
      const nodes = row.map((term, column) => [term, variables[column]]).filter(([term]) => term?.type === "uri");
      for (let column = 1; column < nodes.length; column += 1) add(nodes[column - 1][0], nodes[column][1], nodes[column][0]);
      if (nodes.length === 1) add(nodes[0][0], "", null);
    }
    if (edges.size > MOST_EDGES) break;
  }
  return [...edges.values()];
}

function svg(name, attributes, ...children) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

const label = (text) => (text.length > 28 ? `${text.slice(0, 27)}…` : text);

function frame(nodes) {
  const [xs, ys] = [nodes.map(({ x }) => x), nodes.map(({ y }) => y)];
  const [left, top] = [Math.min(...xs) - 70, Math.min(...ys) - 40];
  const [width, height] = [Math.max(...xs) + 70 - left, Math.max(...ys) + 30 - top];
  return [left, top, Math.max(width, 500), Math.max(height, 200)].join(" ");
}

function line([from, to, name], colour) {
  const ends = { x1: from.x, y1: from.y, x2: to.x, y2: to.y };
  const drawn = svg("line", { ...ends, class: colour, "stroke-width": 1.5, "marker-end": "url(#arrow)" });
  drawn.append(svg("title", {}, name));
  return drawn;
}

function dot({ term, x, y, ties }) {
  const words = term.type === "uri" ? shorten(term.value) : term.value;
  const spot = term.type === "uri" ? svg("a", { href: address(term.value) }) : svg("g", {});
  spot.append(svg("title", {}, term.value));
  spot.append(svg("circle", { cx: x, cy: y, r: Math.min(5 + ties / 3, 12), class: term.type }));
  spot.append(svg("text", { x, y, dy: -10, "stroke-width": 3 }, label(words)));
  return spot;
}

function arrow() {
  const shape = { id: "arrow", viewBox: "0 0 8 8", refX: 16, refY: 4, orient: "auto" };
  const size = { markerWidth: 7, markerHeight: 7, markerUnits: "userSpaceOnUse" };
  return svg("defs", {}, svg("marker", { ...shape, ...size }, svg("path", { d: "M0 0 8 4 0 8z" })));
}

// What the colours of the lines stand for.
function legend(colours) {
  const list = document.createElement("ul");
  list.className = "legend chips";
  for (const [name, colour] of colours) {
    const item = document.createElement("li");
    const swatch = document.createElement("span");
    swatch.className = `swatch ${colour}`;
    swatch.setAttribute("aria-hidden", "true");
    item.append(swatch, name);
    list.append(item);
  }
  return list;
}

function paragraph(text) {
  const made = document.createElement("p");
  made.textContent = text;
  return made;
}

export function drawGraph(answer, words) {
  const nodes = new Map();
  const node = (term) => {
    const key = `${term.type} ${term.value}`;
    if (!nodes.has(key)) nodes.set(key, { term, ties: 0 });
    nodes.get(key).ties += 1;
    return nodes.get(key);
  };
  const found = edgesOf(answer);
  if (!found.length) return [paragraph(words.nograph)];
  const edges = found.slice(0, MOST_EDGES).map(([from, name, to]) => [node(from), to && node(to), name]);
  const links = edges.filter(([, to]) => to);
  const spots = [...nodes.values()];
  place(spots, links);
  const names = [...new Set(links.map(([, , name]) => name))];
  const colours = new Map(names.map((name, n) => [name, `c${(n % COLOURS) + 1}`]));
  const picture = svg("svg", { viewBox: frame(spots), class: "graph", role: "group", "aria-label": words.graph, "font-size": 12 });
  picture.append(arrow(), ...links.map((link) => line(link, colours.get(link[2]))), ...spots.map(dot));
  movable(picture);
  const cut = found.length > MOST_EDGES ? [paragraph(words.drawn.replace("{n}", MOST_EDGES))] : [];
  return [...cut, legend(colours), picture];
}
