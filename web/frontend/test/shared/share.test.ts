import { expect, test } from "vitest";

import { embedCode, shareAddress, shareLinks } from "../../src/shared/share";

test("a page from disk has no address to share", () => {
  expect(shareAddress("file:///C:/site/index.html")).toBeNull();
});

test("LINE's own parameter is not passed on; the state of the map is", () => {
  expect(shareAddress("https://x.go.th/m/?openExternalBrowser=1#v=1")).toBe("https://x.go.th/m/#v=1");
});

test("links to Facebook and LINE carry the address encoded", () => {
  const { facebook, line } = shareLinks("https://x.go.th/m/#v=1&d=2");
  expect(new URL(facebook).searchParams.get("u")).toBe("https://x.go.th/m/#v=1&d=2");
  expect(new URL(line).searchParams.get("text")).toBe("https://x.go.th/m/#v=1&d=2");
});

test("a title cannot break out of the code to embed", () => {
  const code = embedCode("https://x.go.th/", `"><script>alert(1)</script>`);
  expect(code).not.toContain("<script>");
  expect(code.match(/"/g)).toHaveLength(12);
});
