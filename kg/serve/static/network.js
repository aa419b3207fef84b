// The network can be moved and zoomed, and saved as PNG.
import { movable } from "./moving.js";

const svg = document.getElementById("network");
if (svg) {
  const picture = movable(svg);
  for (const button of document.querySelectorAll("[data-zoom]")) {
    button.addEventListener("click", () => {
      const factor = Number(button.dataset.zoom);
      if (factor) picture.zoom(factor);
      else picture.whole();
    });
  }
  document.getElementById("png").addEventListener("click", () => {
    const image = new Image();
    const address = URL.createObjectURL(new Blob([picture.saved()], { type: "image/svg+xml" }));
    image.addEventListener("load", () => {
      const canvas = document.createElement("canvas");
      canvas.width = svg.width.baseVal.value * 2;
      canvas.height = svg.height.baseVal.value * 2;
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      URL.revokeObjectURL(address);
      canvas.toBlob((png) => {
        const link = document.createElement("a");
        link.href = URL.createObjectURL(png);
        link.download = "network.png";
        link.click();
      });
    });
    image.src = address;
  });
}
