/** The page for drawing, in a frame: it saves into the project by itself. */

import { useState } from "preact/hooks";

import { address } from "./api";
import { GuideLink, Heading, Notice, Waiting } from "./parts";
import { to } from "./route";
import type { Tambon, View } from "./view";
import { currentLang, t } from "./words";

const nameOf = (one: Tambon): string => (currentLang() === "en" && one.name_en) || one.name;

export function DrawPage({ id, view }: { readonly id: string; readonly view: View }) {
  const tambons = view.tambons ?? [];
  const own = view.place?.code.length === 6 ? view.place.code : "";
  const drawn = tambons.filter((one) => one.drawn);
  const only = [tambons, drawn].find((some) => some.length === 1)?.[0];
  const first = tambons.find((one) => one.code === own) ?? only;
  const [code, choose] = useState<string | undefined>();
  const shown = code === undefined ? first : tambons.find((one) => one.code === code);
  if (!view.known) return <Waiting text={t("stage.reading")} />;
  if (!tambons.length) {
    return (
      <div class="choosing">
        <Heading title={t("step.draw")} />
        <Notice>
          <p>{t("draw.none")}</p>
          <p>
            <a href={to(id, "files")}>{t("step.files")}</a>
          </p>
          <GuideLink />
        </Notice>
      </div>
    );
  }
  if (!shown) {
    return (
      <div class="choosing">
        <Heading title={t("step.draw")} about={t("draw.which")} />
        <ul class="tambons">
          {[...drawn, ...tambons.filter((one) => !one.drawn)].map((one) => (
            <li key={one.code}>
              <button type="button" onClick={() => choose(one.code)}>
                <strong>{t("draw.tambon", { name: nameOf(one) })}</strong>
                <span class="soft">{one.drawn ? t("draw.has") : t("draw.has_none")}</span>
              </button>
            </li>
          ))}
        </ul>
      </div>
    );
  }
  return (
    <div class="seen">
      <div class="seen-bar">
        <h1 class="quiet">{t("draw.tambon", { name: nameOf(shown) })}</h1>
        <span class="soft">{t("draw.saves")}</span>
        {tambons.length > 1 ? (
          <button type="button" class="small" onClick={() => choose("")}>
            {t("draw.other")}
          </button>
        ) : null}
      </div>
      <iframe title={t("draw.frame")} src={address(`p/${id}/draw/${shown.code}.html`)} allow="geolocation" />
    </div>
  );
}
