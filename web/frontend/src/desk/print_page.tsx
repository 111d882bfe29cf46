/** Maps and lesson books on paper: a few choices, and the files to open. */

import { useState } from "preact/hooks";

import { post } from "./api";
import { MadeFiles } from "./made_files";
import { Choice, Heading, Notice, Trouble, useDoing, Waiting } from "./parts";
import type { View } from "./view";
import { of, t } from "./words";

export function PrintPage({ id, view }: { readonly id: string; readonly view: View }) {
  const [what, choose] = useState<"map" | "province" | "book">("map");
  const [paper, take] = useState("a4");
  const [colour, paint] = useState("");
  const [only, limit] = useState("");
  const [made, show] = useState(0);
  const doing = useDoing();
  const { domains = [], province = false } = view;
  const kinds = (["map", "province", "book"] as const).filter((one) => one !== "province" || province);
  const tambons = (view.tambons ?? []).filter((one) => one.drawn);
  const make = (event: Event): void => {
    event.preventDefault();
    const whole = what === "province";
    const asked = { paper, colour, book: what === "book", province: whole, only: only && !whole ? [only] : [] };
    void doing.run(async () => {
      await post(`p/${id}/print`, asked);
      show(made + 1);
    });
  };
  return (
    <>
      <Heading title={t("step.print")} about={t("print.about")} />
      {tambons.length ? (
        <form class="card" onSubmit={make}>
          <fieldset class="picks">
            <legend>{t("print.what")}</legend>
            {kinds.map((one) => (
              <label key={one}>
                <input type="radio" name="what" checked={what === one} onChange={() => choose(one)} />
                {t(`print.${one}`)}
              </label>
            ))}
          </fieldset>
          {what === "book" ? null : (
            <Choice id="print-paper" label={t("print.paper")} value={paper} onChoose={take}>
              {["a4", "a3", "a2"].map((one) => (
                <option key={one} value={one}>
                  {one.toUpperCase()}
                </option>
              ))}
            </Choice>
          )}
          {domains.length && what !== "province" ? (
            <Choice id="print-colour" label={t("print.colour")} value={colour} onChoose={paint}>
              <option value="">{t("print.as_page")}</option>
              {domains.map((one) => (
                <option key={one.id} value={one.id}>
                  {of(one)}
                </option>
              ))}
              <option value="none">{t("print.plain")}</option>
            </Choice>
          ) : null}
          {tambons.length > 1 && what !== "province" ? (
            <Choice id="print-only" label={t("print.only")} value={only} onChoose={limit}>
              <option value="">{t("print.all")}</option>
              {tambons.map((one) => (
                <option key={one.code} value={one.code}>
                  {t("draw.tambon", { name: one.name })}
                </option>
              ))}
            </Choice>
          ) : null}
          <button type="submit" class="main" disabled={doing.busy}>
            {t("print.make")}
          </button>
          {doing.busy ? <Waiting text={t("print.making")} /> : null}
          <Trouble error={doing.error} />
        </form>
      ) : (
        <Notice>{t("print.none")}</Notice>
      )}
      <MadeFiles id={id} folder="print" turn={made} title={t("print.made")} />
    </>
  );
}
