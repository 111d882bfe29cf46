/** Excel: templates to fill in, and the lists of nominations as they are sent. */

import { useState } from "preact/hooks";

import { post } from "./api";
import { type BroughtIn, bringIn, type Choice, settle } from "./bring_in";
import { DropResult } from "./drop_result";
import { DropZone } from "./drop_zone";
import type { Dropped } from "./dropped";
import { MadeFiles } from "./made_files";
import { Heading, Trouble, useDoing, Waiting } from "./parts";
import { t } from "./words";

export function ExcelPage({ id, ask }: { readonly id: string; readonly ask: () => void }) {
  const [made, show] = useState(0);
  const [result, tell] = useState<BroughtIn | null>(null);
  const [cleaned, count] = useState(0);
  const doing = useDoing();
  const register = useDoing();
  const clean = (): void =>
    void register.run(async () => {
      await post(`p/${id}/register`);
      count(cleaned + 1);
    });
  const make = (): void =>
    void doing.run(async () => {
      await post(`p/${id}/forms`);
      show(made + 1);
    });
  const take = (files: Dropped[]): void =>
    void doing.run(async () => {
      const listed = files.map(({ path, file }) => ({ path: `nominations/${path.split("/").pop()}`, file }));
      tell(await bringIn(id, listed, () => undefined));
      ask();
    });
  const choose = (choice: Choice, waiting: readonly string[]): void =>
    void doing.run(async () => {
      const taken = await settle(id, result!.inbox, Object.fromEntries(waiting.map((path) => [path, choice])));
      tell({ ...result!, taken });
    });
  return (
    <>
      <Heading title={t("step.excel")} about={t("excel.about")} />
      <MadeFiles id={id} folder="templates" turn={0} title={t("excel.templates")} />
      <DropZone title={t("excel.list")} about={t("excel.list_about")} busy={doing.busy} take={take} />
      {result ? <DropResult result={result} busy={doing.busy} choose={choose} /> : null}
      <section class="card">
        <h2>{t("excel.register")}</h2>
        <p class="soft">{t("excel.register_about")}</p>
        <button type="button" class="main" disabled={register.busy} onClick={clean}>
          {t("excel.clean")}
        </button>
        {register.busy ? <Waiting text={t("print.making")} /> : null}
        <Trouble error={register.error} />
      </section>
      <MadeFiles id={id} folder="cleaned-register" turn={cleaned} title={t("excel.cleaned")} />
      <section class="card">
        <h2>{t("excel.forms")}</h2>
        <p class="soft">{t("excel.forms_about")}</p>
        <button type="button" class="main" disabled={doing.busy} onClick={make}>
          {t("excel.make")}
        </button>
        {doing.busy ? <Waiting text={t("print.making")} /> : null}
        <Trouble error={doing.error} />
      </section>
      <MadeFiles id={id} folder="forms" turn={made} title={t("excel.made")} />
    </>
  );
}
