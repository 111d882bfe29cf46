/**
 * The page's policy, narrowed to what the officer switched on.
 *
 * A policy cannot be opened once a page stands, only narrowed. So the page comes with one that would
 * let pictures of tiles through, and before anything else its script adds another: nothing but
 * what the page has itself, and the one host that was switched on. A browser obeys both. Another
 * host needs the page to be opened anew.
 */

import { readChoice } from "./choice";
import { hostOf } from "./sources";

let open = "";

export function narrowPolicy(): void {
  open = hostOf(readChoice().on);
  const policy = document.createElement("meta");
  policy.httpEquiv = "Content-Security-Policy";
  policy.content = `img-src data: blob: ${open}`.trim();
  document.head.append(policy);
}

/** Whether tiles of this address can be shown without opening the page anew. */
export const isOpenFor = (address: string): boolean => open !== "" && hostOf(address) === open;
