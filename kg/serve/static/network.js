// Moves and zooms the network (drag, wheel, buttons, arrow keys with focus on the picture) and saves it as PNG.
const svg = document.getElementById("network");
if (svg) {
  const whole = svg.viewBox.baseVal;
  const first = [whole.x, whole.y, whole.width, whole.height];
  svg.setAttribute("tabindex", "0");
  const zoom = (factor, x = whole.x + whole.width / 2, y = whole.y + whole.height / 2) => {
    const width = Math.min(Math.max(whole.width * factor, 100), first[2] * 4);
    const real = width / whole.width;
    svg.setAttribute("viewBox", [x - (x - whole.x) * real, y - (y - whole.y) * real, width, whole.height * real].join(" "));
  };
  const move = (x, y) => svg.setAttribute("viewBox", [whole.x + x, whole.y + y, whole.width, whole.height].join(" "));
  const scale = () => whole.width / svg.getBoundingClientRect().width;
  svg.addEventListener("wheel", (event) => {
    event.preventDefault();
    const box = svg.getBoundingClientRect();
    zoom(event.deltaY < 0 ? 0.9 : 1.11, whole.x + (event.clientX - box.left) * scale(), whole.y + (event.clientY - box.top) * scale());
  }, { passive: false });
  let dragged = false;
  svg.addEventListener("pointermove", (event) => {
    if (!event.buttons) return;
    if (event.movementX || event.movementY) dragged = true;
    move(-event.movementX * scale(), -event.movementY * scale());
  });
  svg.addEventListener("pointerdown", () => { dragged = false; });
  svg.addEventListener("click", (event) => { if (dragged) event.preventDefault(); }, true);
  svg.addEventListener("dragstart", (event) => event.preventDefault());
  const steps = { ArrowLeft: [-40, 0], ArrowRight: [40, 0], ArrowUp: [0, -40], ArrowDown: [0, 40] };
  svg.addEventListener("keydown", (event) => {
    if (steps[event.key]) { event.preventDefault(); move(...steps[event.key]); }
    if (event.key === "+") zoom(0.8);
    if (event.key === "-") zoom(1.25);
  });
  for (const button of document.querySelectorAll("[data-zoom]")) {
    button.addEventListener("click", () => {
      const factor = Number(button.dataset.zoom);
      if (factor) zoom(factor);
      else svg.setAttribute("viewBox", first.join(" "));
    });
  }
  document.getElementById("png").addEventListener("click", () => {
    const image = new Image();
    const address = URL.createObjectURL(new Blob([new XMLSerializer().serializeToString(svg)], { type: "image/svg+xml" }));
    image.addEventListener("load", () => {
      const canvas = document.createElement("canvas");
      canvas.width = first[2] * 2;
      canvas.height = first[3] * 2;
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      URL.revokeObjectURL(address);
      canvas.toBlob((picture) => {
        const link = document.createElement("a");
        link.href = URL.createObjectURL(picture);
        link.download = "network.png";
        link.click();
      });
    });
    image.src = address;
  });
}
