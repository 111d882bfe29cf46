/** Maps and lesson books on paper: a few choices, and the files to open. */

import { useState } from "preact/hooks";

import { post } from "./api";
import { MadeFiles } from "./made_files";
import { Heading, Notice, Trouble, useDoing, Waiting } from "./parts";
import type { View } from "./view";
import { t } from "./words";

export function PrintPage({ id, view }: { readonly id: string; readonly view: View }) {
  const [what, choose] = useState("a4");
  const [only, limit] = useState("");
  const [made, show] = useState(0);
  const doing = useDoing();
  const tambons = (view.tambons ?? []).filter((one) => one.drawn);
  const make = (event: Event): void => {
    event.preventDefault();
    const asked = { paper: what === "a3" ? "a3" : "a4", book: what === "book", only: only ? [only] : [] };
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
            {(["a4", "a3", "book"] as const).map((one) => (
              <label key={one}>
                <input type="radio" name="what" checked={what === one} onChange={() => choose(one)} />
                {t(`print.${one}`)}
              </label>
            ))}
          </fieldset>
          {tambons.length > 1 ? (
            <div class="field">
              <label for="print-only">{t("print.only")}</label>
              <select id="print-only" value={only} onChange={(event) => limit(event.currentTarget.value)}>
                <option value="">{t("print.all")}</option>
                {tambons.map((one) => (
                  <option key={one.code} value={one.code}>
                    {t("draw.tambon", { name: one.name })}
                  </option>
                ))}
              </select>
            </div>
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
