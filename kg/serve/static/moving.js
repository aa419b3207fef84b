// Moves and zooms a picture: drag, pinch, wheel (with Ctrl, or once the picture has the focus), arrow keys, + and -.
// Words, dots and lines keep their size on the screen; words that would cover others wait until there is room.
const SIZES = ["r", "stroke-width", "markerWidth", "markerHeight", "dy", "font-size"];
const LARGEST = 1.7; // of what is no words, where a small screen shows a wide picture
const STEPS = { ArrowLeft: [-40, 0], ArrowRight: [40, 0], ArrowUp: [0, -40], ArrowDown: [0, 40] };

function sizesOf(svg) {
  return [svg, ...svg.querySelectorAll("circle, line, marker, text")].flatMap((element) =>
    SIZES.filter((name) => element.hasAttribute(name)).map((name) => [element, name, Number(element.getAttribute(name))]));
}

// Words of the largest dots come first; hidden ones stay in the page for those who hear it.
function makeRoom(svg) {
  const radius = (text) => Number(text.parentNode.querySelector("circle")?.getAttribute("r") ?? 0);
  const shown = [];
  for (const text of [...svg.querySelectorAll("a text, g text")].sort((a, b) => radius(b) - radius(a))) {
    const box = text.getBBox();
    const covers = shown.some((other) =>
      box.x < other.x + other.width && other.x < box.x + box.width && box.y < other.y + other.height && other.y < box.y + box.height);
    text.setAttribute("opacity", covers ? "0" : "1");
    if (!covers) shown.push(box);
  }
}

export function movable(svg) {
  const view = svg.viewBox.baseVal;
  const first = [view.x, view.y, view.width, view.height];
  const sizes = sizesOf(svg);
  const scale = () => view.width / (svg.getBoundingClientRect().width || first[2]);
  const fit = (unit) => {
    for (const [element, name, size] of sizes) element.setAttribute(name, size * (name === "font-size" ? unit : Math.min(unit, LARGEST)));
    makeRoom(svg);
  };
  const look = (x, y, width, height) => svg.setAttribute("viewBox", [x, y, width, height].join(" "));
  const move = (x, y) => look(view.x + x, view.y + y, view.width, view.height);
  const zoom = (factor, x = view.x + view.width / 2, y = view.y + view.height / 2) => {
    const real = Math.min(Math.max(view.width * factor, first[2] / 20), first[2] * 4) / view.width;
    look(x - (x - view.x) * real, y - (y - view.y) * real, view.width * real, view.height * real);
    fit(scale());
  };
  const zoomAt = (factor, { clientX, clientY }) => {
    const box = svg.getBoundingClientRect();
    zoom(factor, view.x + (clientX - box.left) * scale(), view.y + (clientY - box.top) * scale());
  };
  const whole = () => {
    look(...first);
    fit(scale());
  };

  svg.setAttribute("tabindex", "0");
  svg.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !svg.contains(document.activeElement)) return;
    event.preventDefault();
    zoomAt(event.deltaY < 0 ? 0.9 : 1.11, event);
  }, { passive: false });

  const fingers = new Map();
  let dragged = false;
  svg.addEventListener("pointerdown", (event) => {
    if (!fingers.size) dragged = false;
    fingers.set(event.pointerId, event);
  });
  svg.addEventListener("pointermove", (event) => {
    const before = fingers.get(event.pointerId);
    if (!before) return;
    const [x, y] = [event.clientX - before.clientX, event.clientY - before.clientY];
    if (Math.hypot(x, y) < 3 && !dragged) return;
    dragged = true;
    fingers.set(event.pointerId, event);
    const other = [...fingers.values()].find(({ pointerId }) => pointerId !== event.pointerId);
    if (other) {
      const away = (finger) => Math.hypot(finger.clientX - other.clientX, finger.clientY - other.clientY) || 1;
      zoomAt(away(before) / away(event), other);
    } else {
      move(-x * scale(), -y * scale());
    }
  });
  for (const name of ["pointerup", "pointercancel", "pointerleave"]) {
    svg.addEventListener(name, (event) => fingers.delete(event.pointerId));
  }
  svg.addEventListener("click", (event) => { if (dragged) event.preventDefault(); }, true);
  svg.addEventListener("dragstart", (event) => event.preventDefault());
  svg.addEventListener("keydown", (event) => {
    if (STEPS[event.key]) { event.preventDefault(); move(...STEPS[event.key].map((step) => step * scale())); }
    if (event.key === "+") zoom(0.8);
    if (event.key === "-") zoom(1.25);
  });
  new ResizeObserver(() => fit(scale())).observe(svg);
  return {
    zoom,
    whole,
    // The picture as text, as it is seen, with sizes for its own width.
    saved: () => {
      fit(view.width / first[2]);
      const text = new XMLSerializer().serializeToString(svg);
      fit(scale());
      return text;
    },
  };
}
