// The page of all provinces is whole without this: language, sharing, finding a province by its name.

import { find, pageData } from "../shared/dom";
import { type PageSettings, startPage } from "../shared/page";
import { compareKey } from "../shared/thai_text";
import { word } from "../shared/words";

/** Hide what has not the text in its code or names; how many of the list are left. */
function show(text: string): number {
  const wanted = compareKey(text);
  for (const row of document.querySelectorAll<HTMLElement>("[data-province]"))
    row.hidden = !compareKey(row.dataset.province ?? "").includes(wanted);
  return document.querySelectorAll("#provinces > li:not([hidden])").length;
}

function startSearch(): () => void {
  const input = find<HTMLInputElement>("province-search");
  const said = find("province-said");
  const search = (): void => {
    if (!input || !said) return;
    const left = show(input.value);
    said.textContent = input.value.trim() ? word("count.found", { n: left }) : "";
  };
  input?.addEventListener("input", search);
  find("province-form")?.addEventListener("submit", (event) => {
    event.preventDefault();
    // One that is left is the one that is meant.
    const left = document.querySelectorAll<HTMLAnchorElement>("#provinces > li:not([hidden]) a");
    if (left.length === 1) left[0]?.click();
  });
  return search;
}

startPage(pageData<PageSettings>(), startSearch());
