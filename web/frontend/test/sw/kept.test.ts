import { expect, test } from "vitest";

import { doorOf, isHashed, mayBeKept, mentioned, needed, pageKey, pathOf } from "../../src/sw/kept";

const SITE = "https://x.go.th/map/";
const PAGE = `${SITE}tambon/431605/`;

test.each(["", "?fbclid=IwAR0", "?openExternalBrowser=1#v=43160503", "index.html", "index.html?a=1#b"])(
  "a page has one name, whatever is appended: %s",
  (end) => expect(pageKey(PAGE + end)).toBe(PAGE),
);

test("pages of the site are kept; downloads, pages for drawing and other sites are not", () => {
  expect(mayBeKept(`${PAGE}?fbclid=1`, SITE)).toBe(true);
  for (const never of ["https://x.go.th/other/", `${SITE}data/muban.gpkg`, "https://y.go.th/map/"]) {
    expect(mayBeKept(never, SITE)).toBe(false);
  }
  expect(mayBeKept("http://127.0.0.1:8000/_draw/431605.html", "http://127.0.0.1:8000/")).toBe(false);
  expect(mayBeKept("https://x.go.th/data/map/index.html", "https://x.go.th/data/map/")).toBe(true);
});

test("a page speaks of its script, style and card; it needs script and style", () => {
  const html = `<link href="../../assets/tambon.5ace75ffd4b5.css"><script src='../../assets/tambon.0b6c319bda7b.js'></script>
    {"card":"../../cards/card-409e07e73607.png"} "https://y.go.th/a.5ace75ffd4b5.js" "manifest.json"`;
  const css = `${SITE}assets/tambon.5ace75ffd4b5.css`;
  const js = `${SITE}assets/tambon.0b6c319bda7b.js`;
  expect(needed(html, PAGE)).toEqual([css, js]);
  expect([...mentioned(html, PAGE)]).toEqual([css, js, `${SITE}cards/card-409e07e73607.png`]);
  expect([css, `${js}?x=1`, PAGE, `${SITE}sw.js`].map(isHashed)).toEqual([true, true, false, false]);
});

test("a kept page is found in the manifest by its file", () => {
  expect([SITE, PAGE, `${SITE}missing.html`].map((key) => pathOf(key, SITE))).toEqual([
    "index.html",
    "tambon/431605/index.html",
    "missing.html",
  ]);
});

test("a page tells of the door that led to it, and only where it says so", () => {
  expect(doorOf('<body class="tambon-page" data-door="../../index.html">', PAGE)).toBe(SITE);
  expect(doorOf('<body class="tambon-page">', PAGE)).toBeNull();
});
