// Where the nodes of a graph stand: Fruchterman and Reingold 1991, begun on a spiral, so that the same answer gives the same picture.
const [WIDTH, HEIGHT, STEPS] = [1000, 640, 200];
const GOLDEN = 2.399963;

function pushes(nodes, ideal) {
  for (const node of nodes) Object.assign(node, { dx: (WIDTH / 2 - node.x) * 0.6, dy: HEIGHT / 2 - node.y });
  nodes.forEach((a, n) => {
    for (const b of nodes.slice(n + 1)) {
      const [x, y] = [a.x - b.x, a.y - b.y];
      const force = (ideal * ideal) / Math.max(x * x + y * y, 1);
      a.dx += x * force; a.dy += y * force; b.dx -= x * force; b.dy -= y * force;
    }
  });
}

function pulls(links, ideal) {
  for (const [a, b] of links) {
    const [x, y] = [a.x - b.x, a.y - b.y];
    const force = Math.hypot(x, y) / ideal;
    a.dx -= x * force; a.dy -= y * force; b.dx += x * force; b.dy += y * force;
  }
}

export function place(nodes, links) {
  const ideal = Math.sqrt((WIDTH * HEIGHT) / Math.max(nodes.length, 1)) * 0.7;
  nodes.forEach((node, n) => {
    const radius = 20 + (300 * n) / nodes.length;
    Object.assign(node, { x: WIDTH / 2 + radius * Math.cos(n * GOLDEN), y: HEIGHT / 2 + radius * Math.sin(n * GOLDEN) });
  });
  for (let step = 0; step < STEPS; step += 1) {
    pushes(nodes, ideal);
    pulls(links, ideal);
    const heat = 40 * (1 - step / STEPS) + 0.5;
    for (const node of nodes) {
      const length = Math.max(Math.hypot(node.dx, node.dy), 0.01);
      node.x += (node.dx / length) * Math.min(length, heat);
      node.y += (node.dy / length) * Math.min(length, heat);
    }
  }
}
