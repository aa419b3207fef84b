// Reads answers of the endpoint: JSON of SELECT and ASK, N-Triples of CONSTRUCT and DESCRIBE.

const TERM = /<([^>]*)>|_:(\S+)|"((?:[^"\\]|\\.)*)"(?:\^\^<([^>]*)>|@([\w-]+))?/g;
const ESCAPES = { t: "\t", n: "\n", r: "\r", b: "\b", f: "\f" };

const plain = (text) =>
  text.replace(/\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))/g, (_, four, eight, one) =>
    one ? (ESCAPES[one] ?? one) : String.fromCodePoint(parseInt(four ?? eight, 16)));

function term([, iri, blank, text, datatype, language]) {
  if (iri !== undefined) return { type: "uri", value: plain(iri) };
  if (blank !== undefined) return { type: "bnode", value: blank };
  return { type: "literal", value: plain(text), datatype, "xml:lang": language };
}

export function read(text, type) {
  if (type.startsWith("application/n-triples")) {
    const rows = text.split("\n").filter(Boolean).map((line) => [...line.matchAll(TERM)].slice(0, 3).map(term));
    return { variables: ["subject", "predicate", "object"], rows, triples: true };
  }
  const found = JSON.parse(text);
  if ("boolean" in found) {
    return { variables: ["answer"], rows: [[{ type: "literal", value: String(found.boolean) }]], triples: false };
  }
  const variables = found.head.vars;
  return { variables, rows: found.results.bindings.map((row) => variables.map((name) => row[name])), triples: false };
}

export const shorten = (value) => value.replace(/^.*[/#](?=.)/, "") || value;
export const address = (iri) => `/resource?iri=${encodeURIComponent(iri)}`;
