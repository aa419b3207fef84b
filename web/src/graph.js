// An answer as a graph: triples as edges; of a SELECT, IRIs that stand beside each other in a row.
import { address, shorten } from "./answer.js";

const SVG = "http://www.w3.org/2000/svg";
const MOST_EDGES = 300;
const [WIDTH, HEIGHT, STEPS] = [1000, 640, 200];

function edgesOf({ variables, rows, triples }) {
  const edges = [];
  for (const row of rows) {
    if (triples) {
      edges.push([row[0], shorten(row[1].value), row[2]]);
    } else {
      const nodes = row.map((term, place) => [term, variables[place]]).filter(([term]) => term?.type === "uri");
      for (let place = 1; place < nodes.length; place += 1) edges.push([nodes[place - 1][0], nodes[place][1], nodes[place][0]]);
      if (nodes.length === 1) edges.push([nodes[0][0], "", null]);
    }
    if (edges.length >= MOST_EDGES) break;
  }
  return edges;
}

// Fruchterman and Reingold 1991; begun on a circle, so that the same answer gives the same picture.
function place(nodes, links) {
  const ideal = Math.sqrt((WIDTH * HEIGHT) / Math.max(nodes.length, 1)) * 0.7;
  nodes.forEach((node, n) => {
    const angle = n * 2.399963;
    const radius = 20 + (300 * n) / nodes.length;
    Object.assign(node, { x: WIDTH / 2 + radius * Math.cos(angle), y: HEIGHT / 2 + radius * Math.sin(angle) });
  });
  for (let step = 0; step < STEPS; step += 1) {
    for (const node of nodes) Object.assign(node, { dx: (WIDTH / 2 - node.x) * 0.3, dy: (HEIGHT / 2 - node.y) * 0.5 });
    for (const a of nodes) {
      for (const b of nodes) {
        if (a === b) continue;
        const [x, y] = [a.x - b.x, a.y - b.y];
        const square = Math.max(x * x + y * y, 1);
        a.dx += (x * ideal * ideal) / square;
        a.dy += (y * ideal * ideal) / square;
      }
    }
    for (const [a, b] of links) {
      const [x, y] = [a.x - b.x, a.y - b.y];
      const pull = Math.hypot(x, y) / ideal;
      a.dx -= x * pull; a.dy -= y * pull; b.dx += x * pull; b.dy += y * pull;
    }
    const heat = 40 * (1 - step / STEPS) + 0.5;
    for (const node of nodes) {
      const length = Math.max(Math.hypot(node.dx, node.dy), 0.01);
      node.x += (node.dx / length) * Math.min(length, heat);
      node.y += (node.dy / length) * Math.min(length, heat);
    }
  }
}

function svg(name, attributes, text) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text !== undefined) made.textContent = text;
  return made;
}

function frame(nodes) {
  const [xs, ys] = [nodes.map(({ x }) => x), nodes.map(({ y }) => y)];
  const [left, top] = [Math.min(...xs) - 90, Math.min(...ys) - 30];
  const [width, height] = [Math.max(...xs) + 90 - left, Math.max(...ys) + 20 - top];
  return [left, top, Math.max(width, 600), Math.max(height, 200)].join(" ");
}

function label(text) {
  return text.length > 28 ? `${text.slice(0, 27)}…` : text;
}

export function drawGraph(answer, words) {
  const nodes = new Map();
  const node = (term) => {
    const key = `${term.type} ${term.value}`;
    if (!nodes.has(key)) nodes.set(key, { term });
    return nodes.get(key);
  };
  const edges = edgesOf(answer).map(([from, name, to]) => [node(from), to && node(to), name]);
  if (!edges.length) {
    const none = document.createElement("p");
    none.textContent = words.nograph;
    return none;
  }
  const links = edges.filter(([, to]) => to);
  place([...nodes.values()], links);
  const picture = svg("svg", { viewBox: frame([...nodes.values()]), class: "graph", role: "img", "aria-label": words.graph });
  for (const [from, to, name] of links) {
    picture.append(svg("line", { x1: from.x, y1: from.y, x2: to.x, y2: to.y }));
    picture.append(svg("text", { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2, class: "edge" }, label(name)));
  }
  for (const { term, x, y } of nodes.values()) {
    const spot = term.type === "uri" ? svg("a", { href: address(term.value) }) : svg("g", {});
    spot.append(svg("title", {}, term.value), svg("circle", { cx: x, cy: y, r: 6, class: term.type }));
    spot.append(svg("text", { x, y: y - 10 }, label(term.type === "uri" ? shorten(term.value) : term.value)));
    picture.append(spot);
  }
  return picture;
}
