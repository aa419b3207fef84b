// An answer as a table. Everything from the graph becomes text nodes, never markup.
import { address } from "./answer.js";

const STEP = 500;

function element(name, text) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  return made;
}

function cell(term) {
  const made = element("td");
  if (term?.type === "uri") {
    const link = element("a", term.value);
    link.href = address(term.value);
    made.append(link);
  } else if (term) {
    made.textContent = term.type === "triple" ? JSON.stringify(term.value) : term.value;
    if (term["xml:lang"]) made.lang = term["xml:lang"];
  }
  return made;
}

export function drawTable({ variables, rows }, words) {
  const box = element("div");
  box.className = "table";
  box.tabIndex = 0;
  const table = element("table");
  const head = table.createTHead().insertRow();
  for (const name of variables) {
    const heading = element("th", name);
    heading.scope = "col";
    head.append(heading);
  }
  const body = table.createTBody();
  const more = element("button", words.more);
  let next = 0;
  const grow = () => {
    for (const row of rows.slice(next, next + STEP)) body.insertRow().append(...row.map(cell));
    next += STEP;
    more.hidden = next >= rows.length;
  };
  more.type = "button";
  more.addEventListener("click", grow);
  grow();
  box.append(table, more);
  return box;
}
