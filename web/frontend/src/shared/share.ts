// Sharing: plain links that open on a press. Nothing is loaded from anyone before that.

import { find } from "./dom";
import { type WordKey, word } from "./words";

/** Address of the page as it is shown now; null when it is a file on this machine. */
export function shareAddress(href: string): string | null {
  const address = new URL(href);
  if (!/^https?:$/.test(address.protocol)) return null;
  address.searchParams.delete("openExternalBrowser");
  return address.href;
}

/** Facebook's and LINE's own addresses for sharing one. */
export function shareLinks(address: string): { facebook: string; line: string } {
  const encoded = encodeURIComponent(address);
  return {
    facebook: `https://www.facebook.com/sharer/sharer.php?u=${encoded}`,
    line: `https://line.me/R/share?text=${encoded}`,
  };
}

/** A frame to paste into another page. */
export function embedCode(address: string, title: string): string {
  const safe = (text: string): string => text.replace(/[&"<>]/g, (char) => `&#${char.charCodeAt(0)};`);
  return `<iframe src="${safe(address)}" title="${safe(title)}" width="100%" height="600" loading="lazy" allow="geolocation; fullscreen"></iframe>`;
}

export function startShare(): void {
  const dialog = find<HTMLDialogElement>("share-dialog");
  const button = find("share");
  if (!dialog || !button) return;
  button.addEventListener("click", () => {
    fillDialog(dialog);
    if (typeof dialog.showModal === "function") dialog.showModal();
    else dialog.setAttribute("open", "");
  });
  onCopy("share-copy", () => shareAddress(location.href) ?? location.href);
  onCopy("share-caption", () => find("share-caption")?.dataset.caption ?? "");
}

function fillDialog(dialog: HTMLElement): void {
  const address = shareAddress(location.href);
  const published = document.querySelector<HTMLLinkElement>('link[rel="canonical"]')?.href ?? null;
  const shown = address ?? (published ? published + location.hash : null);
  const local = dialog.querySelector<HTMLElement>(".share-local");
  if (local) local.hidden = shown !== null;
  const links = shown ? shareLinks(shown) : null;
  for (const name of ["facebook", "line"] as const) {
    const link = find<HTMLAnchorElement>(`share-${name}`);
    if (!link) continue;
    link.hidden = links === null;
    if (links) link.href = links[name];
  }
  const embed = find<HTMLTextAreaElement>("share-embed");
  if (embed) embed.value = shown ? embedCode(shown, document.title) : "";
  embed?.closest<HTMLElement>("label")?.toggleAttribute("hidden", !shown);
}

function onCopy(id: string, text: () => string): void {
  find(id)?.addEventListener("click", () => {
    void copy(text()).then((done) => say(done ? "share.copied" : "share.copy"));
  });
}

async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Pages from disk and old in-app browsers have no clipboard: select it in a field instead.
    const field = find<HTMLTextAreaElement>("share-embed");
    if (!field) return false;
    field.closest("label")?.removeAttribute("hidden");
    field.value = text;
    field.select();
    return document.execCommand("copy");
  }
}

function say(key: WordKey): void {
  const done = find("share-done");
  if (done) done.textContent = word(key);
}
