/** Of the tab of files what is wanted now and then: a text that was sent, the way to a phone. */

import { bringIn } from "../app/bring_in";
import type { Session } from "../app/session";
import { t } from "../app/words";
import { readDrawing } from "../export/drawing_file";
import { canCode, textOf } from "../export/text_code";
import type { MapView } from "../map/map_view";
import { h, type On, type VNode } from "./dom";

export const filesMore = (session: Session, map: MapView): VNode[] => [
  ...(canCode() ? [codeForm(session, map)] : []),
  comparison(session),
  ...toPhone(session),
];

/** A text that somebody sent is pasted, and comes in like its file. */
function codeForm(session: Session, map: MapView): VNode {
  const submit = async (event: Event & On<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const field = event.currentTarget.querySelector("textarea")!;
    const text = await textOf(field.value);
    if (text === null) return session.say("code.unreadable", {}, "warn");
    field.value = "";
    bringIn(session, map, [new File([text], t("code.name"), { type: "application/geo+json" })]);
  };
  return h(
    "details",
    { key: "code" },
    h("summary", { "data-do": "code" }, t("code.title")),
    h(
      "form.stack",
      { onsubmit: (event: Event & On<HTMLFormElement>) => void submit(event) },
      h("textarea", { rows: 3, "data-field": "code", "aria-label": t("code.title"), placeholder: "muban1:…" }),
      h("button.plain", { type: "submit", "data-do": "read-code" }, t("code.read")),
    ),
  );
}

/** Another drawing file beside the work: nothing comes in. */
function comparison(session: Session): VNode {
  const take = async (file: File): Promise<void> => {
    const other = readDrawing(await file.text())?.drawing;
    if (!other) return session.say("diff.no_drawing", { file: file.name }, "warn");
    session.show({ card: { kind: "compare", file: file.name, other }, message: null });
  };
  const input = h("input", {
    type: "file",
    accept: ".geojson,.json,.txt",
    "data-field": "compare",
    onchange: ({ currentTarget }: On<HTMLInputElement>) => {
      const file = currentTarget.files?.[0];
      if (file) void take(file);
      currentTarget.value = "";
    },
  });
  return h("label.drop", { key: "compare" }, t("diff.choose"), input);
}

/** The published page as a QR code, or how it comes to be published. */
function toPhone({ data }: Session): VNode[] {
  const { phone, save } = data;
  if (!phone) return save ? [h("h2", {}, t("phone.title")), h("p.quiet", {}, t("phone.how"))] : [];
  const { address, size, d } = phone;
  return [
    h("h2", {}, t("phone.title")),
    h("p.quiet", {}, t("phone.scan")),
    h(
      "svg.qr",
      { viewBox: `0 0 ${size} ${size}`, role: "img", "aria-label": address, "data-show": "qr" },
      h("rect", { width: size, height: size, fill: "#fff" }),
      h("path", { d, fill: "#000" }),
    ),
    h("a.address", { href: address, target: "_blank", rel: "noreferrer" }, address),
    ...(address.startsWith("https:") ? [] : [h("p.quiet", { "data-tone": "warn" }, t("phone.https"))]),
  ];
}
