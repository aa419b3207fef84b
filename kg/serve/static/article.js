// Shows beside a marked quotation who speaks, in which words and by which rule it was found: on hover, focus and tap.
// Without this script the numbers behind the quotations lead to the same cards below the text.
const popover = document.getElementById("popover");
let shown = "";
let pinned = false;

function numbersOf(element) {
  return element.dataset.q.split(" ");
}

function show(element) {
  const numbers = numbersOf(element);
  const key = numbers.join(" ");
  if (shown !== key) {
    popover.replaceChildren();
    for (const number of numbers.toReversed()) {
      const card = document.getElementById(`card-${number}`);
      if (!card) continue;
      const copy = document.createElement("div");
      copy.className = card.className;
      for (const child of card.children) {
        if (child.tagName !== "BLOCKQUOTE") copy.append(child.cloneNode(true));
      }
      popover.append(copy);
    }
    for (const mark of document.querySelectorAll(".q")) {
      mark.classList.toggle("lit", numbersOf(mark).some((number) => number === numbers.at(-1)));
    }
    shown = key;
  }
  popover.hidden = false;
  const place = element.getBoundingClientRect();
  const size = popover.getBoundingClientRect();
  const width = document.documentElement.clientWidth;
  const below = place.bottom + size.height + 12 < window.innerHeight || place.top < size.height + 12;
  popover.style.left = `${Math.max(8, Math.min(place.left, width - size.width - 8)) + window.scrollX}px`;
  popover.style.top = `${(below ? place.bottom + 6 : place.top - size.height - 6) + window.scrollY}px`;
}

function hide() {
  popover.hidden = true;
  pinned = false;
  shown = "";
  for (const mark of document.querySelectorAll(".q.lit")) mark.classList.remove("lit");
}

const markOf = (event) => event.target.closest?.(".q, .note");

document.addEventListener("pointerover", (event) => {
  if (event.pointerType === "touch" || pinned) return;
  const mark = markOf(event);
  if (mark) show(mark);
  else if (!popover.contains(event.target)) hide();
});
document.addEventListener("focusin", (event) => {
  const mark = markOf(event);
  if (mark) show(mark);
  else if (!popover.contains(event.target)) hide();
});
document.addEventListener("click", (event) => {
  const mark = markOf(event);
  if (!mark) {
    if (!popover.contains(event.target)) hide();
    return;
  }
  if (event.target.closest("a:not(.note)")) return;
  if (event.target.closest(".note")) event.preventDefault();
  show(mark);
  pinned = true;
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") hide();
});
