// The SPARQL page: YASGUI's editor, and answers as a table and as a graph. Nothing here reaches another host.
import Yasqe from "@zazuko/yasqe";
import "@zazuko/yasqe/build/yasqe.min.css";
import "./sparql.css";
import { read } from "./answer.js";
import { drawGraph } from "./graph.js";
import { drawTable } from "./table.js";

const page = JSON.parse(document.getElementById("sparql-page").textContent);
const status = document.getElementById("status");
const answer = document.getElementById("answer");
const views = document.getElementById("views");
let shown = null;
let view = "table"; // as the reader last chose it: an answer that comes later keeps it
let asking = new AbortController();

Yasqe.registerAutocompleter({
  name: "terms",
  bulk: false,
  autoShow: true,
  isValidCompletionPosition: (yasqe) => /^[a-z]+:?\w*$/i.test(yasqe.getCompleteToken().string),
  preProcessToken: (_, token) => token,
  get: (_, token) => {
    const typed = token.string.toLowerCase();
    const local = (term) => term.slice(term.indexOf(":") + 1).toLowerCase();
    return page.terms.filter((term) => term.toLowerCase().startsWith(typed) || local(term).startsWith(typed));
  },
  postProcessSuggestion: (_yasqe, _token, term) => term,
}, false);

// YASGUI's own completers of classes, properties and prefixes ask servers on the web.
for (const name of ["class", "property", "prefixes"]) delete Yasqe.Autocompleters[name];
Yasqe.defaults.autocompleters.splice(0, Infinity, "terms", "variables");

// The endpoint knows the prefixes of the model, so the editor takes none of them for a mistake.
Yasqe.extendMode("sparql11", {
  startState(...given) {
    const state = this._startState(...given);
    Object.assign(state.prefixes, page.prefixes);
    return state;
  },
});

const asked = new URLSearchParams(location.search).get("query");
const editor = new Yasqe(document.getElementById("editor"), {
  value: asked ?? page.query,
  persistenceId: null,
  consumeShareLink: null,
  createShareableLink: null,
  showQueryButton: false,
  pluginButtons: undefined,
  prefixCcApi: null,
  resizeable: false,
  editorHeight: "18rem",
  collapsePrefixesOnLoad: false,
  extraKeys: { ...Yasqe.defaults.extraKeys, "Ctrl-Enter": run, "Cmd-Enter": run, "Ctrl-Space": () => editor.autocomplete(), Tab: false, "Shift-Tab": false },
});
editor.getInputField().setAttribute("aria-label", page.words.query);
editor.on("autocompletionShown", (...given) => given.at(-1).hints.setAttribute("aria-label", page.words.completions));

function ask(accept, signal) {
  return fetch(page.endpoint, {
    method: "POST",
    signal,
    headers: { Accept: accept, "Content-Type": "application/sparql-query" },
    body: editor.getValue(),
  });
}

async function run() {
  asking.abort(); // an answer to an earlier question must not replace that to a later one
  asking = new AbortController();
  const { signal } = asking;
  shown = null;
  status.textContent = page.words.asking;
  answer.replaceChildren();
  history.replaceState(null, "", `?${new URLSearchParams({ query: editor.getValue() })}`);
  const response = await ask("application/sparql-results+json, application/n-triples;q=0.9", signal).catch(() => null);
  const text = await response?.text().catch(() => null);
  if (signal.aborted) return;
  if (!response?.ok || text === null) {
    views.hidden = true;
    status.textContent = text ?? page.words.unreachable;
    return;
  }
  shown = read(text, response.headers.get("Content-Type"));
  const cut = response.headers.has("Kg-Incomplete") ? ` ${page.words.cut}` : "";
  status.textContent = page.words.rows.replace("{n}", shown.rows.length) + cut;
  views.hidden = false;
  show();
}

function show() {
  for (const button of views.querySelectorAll("[data-view]")) {
    button.setAttribute("aria-pressed", String(button.dataset.view === view));
  }
  if (shown) answer.replaceChildren(...(view === "table" ? drawTable(shown, page) : drawGraph(shown, page.words)));
}

async function save(accept, name) {
  const response = await ask(accept);
  if (!response.ok) {
    status.textContent = await response.text();
    return;
  }
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await response.blob());
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

document.getElementById("run").addEventListener("click", run);
views.addEventListener("click", ({ target }) => {
  if (target.dataset.view) {
    view = target.dataset.view;
    show();
  }
  if (!shown) return; // asked again, not answered yet
  if (target.dataset.save === "rows") save(...(shown.triples ? ["text/turtle", "answer.ttl"] : ["text/csv", "answer.csv"]));
  if (target.dataset.save === "raw") save(...(shown.triples ? ["application/ld+json", "answer.jsonld"] : ["application/sparql-results+json", "answer.json"]));
});
document.getElementById("question").addEventListener("change", ({ target }) => {
  const question = page.questions[target.selectedIndex - 1];
  if (question) editor.setValue(question.query);
});
for (const id of ["question", "run"]) document.getElementById(id).disabled = false; // nothing heard them before
document.body.dataset.ready = "yes";
if (asked !== null) run();
