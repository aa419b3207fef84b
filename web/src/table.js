// An answer as a table. Everything from the graph becomes text nodes, never markup.
import { address } from "./answer.js";

const STEP = 500;
const NUMBER = /#(integer|decimal|double|float|int|long|nonNegativeInteger)$/;

function element(name, text) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  return made;
}

// An IRI as people write it: with a prefix of the model, or what it adds to the base of the graph.
function short(iri, { prefixes, base }) {
  if (iri.startsWith(base) && iri !== base) return iri.slice(base.length);
  const known = Object.entries(prefixes).find(([, namespace]) => iri.startsWith(namespace) && /^\w+$/.test(iri.slice(namespace.length)));
  return known ? `${known[0]}:${iri.slice(known[1].length)}` : iri;
}

function cell(term, page) {
  const made = element("td");
  if (term?.type === "uri") {
    const link = element("a", short(term.value, page));
    link.href = address(term.value);
    link.title = term.value;
    made.append(link);
  } else if (term) {
    made.textContent = term.type === "triple" ? JSON.stringify(term.value) : term.value;
    if (term["xml:lang"]) made.lang = term["xml:lang"];
    if (NUMBER.test(term.datatype)) made.className = "n";
  }
  return made;
}

export function drawTable({ variables, rows }, page) {
  const box = element("div");
  box.className = "table";
  box.tabIndex = 0;
  box.setAttribute("role", "region");
  box.setAttribute("aria-label", page.words.table);
  const table = element("table");
  const head = table.createTHead().insertRow();
  for (const name of variables) {
    const heading = element("th", name);
    heading.scope = "col";
    head.append(heading);
  }
  const body = table.createTBody();
  const more = element("button", page.words.more);
  let next = 0;
  const grow = () => {
    for (const row of rows.slice(next, next + STEP)) body.insertRow().append(...row.map((term) => cell(term, page)));
    next += STEP;
    more.hidden = next >= rows.length;
  };
  more.type = "button";
  more.addEventListener("click", grow);
  grow();
  box.append(table, more);
  return [box];
}
