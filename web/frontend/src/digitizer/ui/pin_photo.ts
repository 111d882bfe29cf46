/** The photo of a pin: from the camera or a file, seen, changed, taken away. */

import type { Session } from "../app/session";
import { t, type Key } from "../app/words";
import type { Pin } from "../drawing/drawing";
import { setPin } from "../drawing/edits/words";
import { NoPhoto, smallPhoto } from "../export/small_photo";
import { photoOf } from "../drawing/photo_of";
import { canName } from "../storage/photos";
import { h, type On, type VNode } from "./dom";

/** The pins whose photo is being made small. */
const busy = new Set<string>();

export function pinPhoto(session: Session, pin: Pin): VNode[] {
  if (!canName()) return [];
  const name = photoOf(pin);
  const address = name ? session.photos.address(name) : null;
  const missing = h("p.quiet", { "data-tone": "warn", "data-show": "photo-missing" }, t("photo.missing"));
  return [
    h(
      "div.pin-photo",
      { key: `photo ${pin.id}` },
      address ? h("img", { src: address, alt: pin.name || t("photo.title"), "data-show": "photo" }) : name && missing,
      busy.has(pin.id) ? h("p.quiet", {}, t("photo.busy")) : chooser(session, pin, name ? "photo.other" : "photo.add"),
      name &&
        h(
          "button.plain",
          { type: "button", "data-do": "photo-away", onclick: () => away(session, pin) },
          t("photo.away"),
        ),
      h("p.quiet", {}, t("photo.public")),
    ),
  ];
}

function chooser(session: Session, pin: Pin, key: Key): VNode {
  const onchange = ({ currentTarget }: On<HTMLInputElement>): void => {
    const file = currentTarget.files?.[0];
    if (file) void take(session, pin.id, file);
    currentTarget.value = "";
  };
  return h("label.drop", {}, t(key), h("input", { type: "file", accept: "image/*", "data-field": "photo", onchange }));
}

async function take(session: Session, id: string, file: File): Promise<void> {
  busy.add(id);
  session.show({ message: null });
  try {
    const name = await session.photos.add(await smallPhoto(file));
    busy.delete(id);
    const pin = session.drawing.pins.find((one) => one.id === id);
    if (pin) session.apply("photo", setPin(session.drawing, id, { more: { ...pin.more, photo: name } }));
  } catch (trouble) {
    busy.delete(id);
    if (!(trouble instanceof NoPhoto)) throw trouble;
    session.say(`photo.${trouble.why}`, { file: file.name }, "warn");
  }
}

function away(session: Session, pin: Pin): void {
  const { photo: _, ...more } = pin.more ?? {};
  session.apply("photo", setPin(session.drawing, pin.id, { more }));
}
