// Bundles the SPARQL page: node build.mjs [FOLDER]
import { build } from "esbuild";

await build({
  entryPoints: { sparql: "src/sparql.js" },
  outdir: process.argv[2] ?? "../kg/serve/static/sparql",
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  charset: "utf8",
  legalComments: "none", // NOTICE names the licences
  logLevel: "warning",
});
