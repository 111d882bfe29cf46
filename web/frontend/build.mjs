// Bundles each page's script and style into web/assets.
//
// A page is a folder under src/ with a main.ts (and a main.css): src/tambon/main.ts becomes
// tambon.js. Classic scripts (iife), because a module script does not load from disk, and
// es2018, because old in-app browsers read these pages.

import { cpSync, existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const out = resolve(here, "../assets");
const src = join(here, "src");

const pages = readdirSync(src, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(join(src, entry.name, "main.ts")))
  .map((entry) => entry.name);

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });

const common = {
  bundle: true,
  minify: true,
  legalComments: "none",
  logLevel: "warning",
  charset: "utf8",
  outdir: out,
};

await build({
  ...common,
  entryPoints: Object.fromEntries(pages.map((page) => [page, join(src, page, "main.ts")])),
  format: "iife",
  target: "es2018",
});

await build({
  ...common,
  entryPoints: Object.fromEntries(
    pages
      .filter((page) => existsSync(join(src, page, "main.css")))
      .map((page) => [page, join(src, page, "main.css")]),
  ),
  target: ["chrome70", "safari12"],
  loader: { ".png": "dataurl", ".svg": "dataurl" },
});

const modules = join(here, "node_modules");
// Icons of both sets (CC0) and the Thai type for cards and print go in as files.
cpSync(join(modules, "@mapbox/maki/icons"), join(out, "icons/maki"), { recursive: true });
cpSync(join(modules, "@rapideditor/temaki/icons"), join(out, "icons/temaki"), { recursive: true });
