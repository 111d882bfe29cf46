/** Times as people say them here. */

import { lang } from "./words";

export function timeText(at: number): string {
  const locale = lang() === "th" ? "th-TH-u-ca-buddhist-nu-latn" : "en-GB";
  const sameDay = new Date(at).toDateString() === new Date().toDateString();
  return new Date(at).toLocaleString(locale, {
    hour: "2-digit",
    minute: "2-digit",
    ...(sameDay ? {} : { day: "numeric", month: "short", year: "numeric" }),
  });
}

/** A day that a file has as `2026-11-28`; what is no day stays as it is. */
export function dayText(day: string): string {
  const at = new Date(day);
  if (Number.isNaN(at.getTime())) return day;
  const locale = lang() === "th" ? "th-TH-u-ca-buddhist-nu-latn" : "en-GB";
  return at.toLocaleDateString(locale, { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
}
