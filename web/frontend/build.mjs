// Bundles each page's script and style into web/assets.
//
// A page is a folder under src/ with a main.ts (and a main.css): src/tambon/main.ts becomes
// tambon.js. Classic scripts (iife), because a module script does not load from disk, and
// es2018, because old in-app browsers read these pages; the page for drawing is an officer's own.

import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

import { writeIcons } from "./icons.mjs";
import {
  borrowedFromPage,
  catalogueInShort,
  leafletInParts,
  leafletStylesInParts,
  withoutAssembly,
  withoutTiles,
  wordsOfDesk,
  wordsOfPage,
} from "./leaner.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const out = resolve(here, "../assets");
const src = join(here, "src");

const pages = readdirSync(src, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(join(src, entry.name, "main.ts")))
  .map((entry) => entry.name);

// Everything old goes, but for the fonts, which Python makes (web/paper/fonts.py).
mkdirSync(out, { recursive: true });
for (const entry of readdirSync(out).filter((name) => name !== "fonts")) {
  rmSync(join(out, entry), { recursive: true, force: true });
}

const common = {
  bundle: true,
  minify: true,
  legalComments: "none",
  logLevel: "warning",
  logOverride: { "import-is-undefined": "error" }, // a part of Leaflet that leaflet_parts.mjs lacks
  charset: "utf8",
  outdir: out,
};

const tiledPages = ["tambon", "province", "village"];
const mapPages = [...tiledPages, "country"];
const drawing = "digitizer";
const inDrawing = [leafletInParts(src, [...mapPages, drawing]), catalogueInShort(join(src, drawing, "checks"))];
const desk = "desk";
// A page of the map comes twice: with tiles of a map server (tambon_tiles.js), and without.
const scripts = pages.flatMap((page) =>
  tiledPages.includes(page)
    ? [
        { page, name: page, more: [withoutTiles(src)] },
        { page, name: `${page}_tiles`, more: [] },
      ]
    : [{ page, name: page, more: [] }],
);
for (const { page, name, more } of scripts) {
  const others = mapPages.filter((other) => other !== page);
  const plugins = mapPages.includes(page)
    ? [wordsOfPage(src, resolve(here, "../templates"), page, others)]
    : page === desk
      ? [wordsOfDesk()]
      : [catalogueInShort(join(src, page, "checks"))];
  await build({
    ...common,
    entryPoints: { [name]: join(src, page, "main.ts") },
    format: "iife",
    target: page === drawing || page === desk ? "es2020" : "es2018",
    jsx: "automatic",
    jsxImportSource: "preact",
    plugins: [leafletInParts(src, [...mapPages, drawing]), ...plugins, ...more],
  });
}

// Parts of the page for drawing, each a script of its own that the page takes up when it needs it.
const parts = join(src, drawing, "parts");
/** Parts that run in the page alone; the reader is a worker too, and maps and databases have all of their own. */
const borrowing = ["more"];
for (const name of readdirSync(parts).map((entry) => entry.replace(/\.ts$/, ""))) {
  await build({
    ...common,
    entryPoints: { [`${drawing}_${name}`]: join(parts, `${name}.ts`) },
    format: "iife",
    globalName: `mubanPart_${name}`,
    target: "es2020",
    // What libraries would use outside of browsers alone.
    external: ["node:*"],
    plugins: [
      ...(borrowing.includes(name) ? [borrowedFromPage(join(src, drawing))] : []),
      ...inDrawing,
      withoutAssembly,
    ],
  });
}

// The desk's encoder of films, taken up only where Python has none.
await build({
  ...common,
  entryPoints: { desk_film: join(src, "desk_film", "film.ts") },
  format: "iife",
  globalName: "mubanFilm",
  target: "es2020",
  external: ["node:*"],
});

for (const page of pages.filter((name) => existsSync(join(src, name, "main.css")))) {
  await build({
    ...common,
    entryPoints: { [page]: join(src, page, "main.css") },
    target: ["chrome70", "safari12"],
    loader: { ".png": "empty", ".svg": "dataurl" }, // pictures of Leaflet's own controls, unused
    plugins: mapPages.includes(page) ? [leafletStylesInParts()] : [],
  });
}

// Leaflet whole, for the map in a notebook: folium speaks with it as it is.
const leaflet = join(here, "node_modules", "leaflet", "dist");
copyFileSync(join(leaflet, "leaflet.js"), join(out, "leaflet.js"));
await build({
  ...common,
  entryPoints: { leaflet: join(leaflet, "leaflet.css") },
  loader: { ".png": "dataurl" },
});

// The icons' outlines go where the legend is, for Python to draw with.
writeIcons(join(here, "node_modules"), resolve(here, "../../symbology/icon_bundle.json"));
