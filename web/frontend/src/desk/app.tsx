/** Which page is shown, and what stands around it. */

import { render } from "preact";
import { useEffect, useState } from "preact/hooks";

import { post } from "./api";
import { CheckPage } from "./check_page";
import { DrawPage } from "./draw_page";
import { ExcelPage } from "./excel_page";
import { FilesPage } from "./files_page";
import { Notice, Trouble, useDoing, Waiting } from "./parts";
import { PrintPage } from "./print_page";
import { useProject } from "./project";
import { PublishPage } from "./publish_page";
import { type Route, STEPS, to, useRoute } from "./route";
import { SeePage } from "./see_page";
import { StartPage } from "./start_page";
import type { View } from "./view";
import { chooseLang, count, of, switchLang, t } from "./words";

export function open(root: HTMLElement): void {
  chooseLang(document.documentElement.lang === "en" ? "en" : "th");
  render(<Desk />, root);
}

function Desk() {
  const [, again] = useState(0);
  const [closed, close] = useState(false);
  const route = useRoute();
  const doing = useDoing();
  if (closed) {
    return (
      <main class="page start">
        <Notice>{t("closed")}</Notice>
      </main>
    );
  }
  const end = (): void =>
    void doing.run(async () => {
      await post("api/end");
      close(true);
    });
  return (
    <>
      <header class="top">
        <a class="brand" href="#/">
          muban <span>หมู่บ้าน</span>
        </a>
        <span class="grow" />
        <button
          type="button"
          class="plain"
          onClick={() => {
            switchLang();
            again((n) => n + 1);
          }}
        >
          {t("other_language")}
        </button>
        <button type="button" class="plain" disabled={doing.busy} onClick={end}>
          {t("end")}
        </button>
      </header>
      <Trouble error={doing.error} />
      {route ? <Project key={route.id} {...route} /> : <StartPage />}
    </>
  );
}

function Project({ id, step }: Route) {
  const { view, gone, ask } = useProject(id);
  // On a phone the steps stand in a row that is wider than the screen.
  const begun = view !== null;
  useEffect(() => {
    if (begun)
      document.querySelector(`.steps [data-step="${step}"]`)?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [step, begun]);
  if (!view) return gone ? <Gone /> : <Waiting text={t("stage.reading")} />;
  const wrong = (view.problems ?? []).filter((one) => one.severity !== "note").length;
  const wide = step === "see" || step === "draw";
  return (
    <div class="project">
      <nav class="steps" aria-label={t("steps")}>
        <div class="of-project">
          <strong>{view.title ?? "…"}</strong>
          {view.place ? <span class="soft">{view.place.th}</span> : null}
        </div>
        <ol>
          {STEPS.map((one) => (
            <li key={one}>
              <a href={to(id, one)} data-step={one} aria-current={one === step ? "page" : undefined}>
                {t(`step.${one}`)}
                {one === "check" && wrong ? (
                  <span class="badge">
                    {count(wrong)}
                    <span class="unseen"> {t("check.count")}</span>
                  </span>
                ) : null}
              </a>
            </li>
          ))}
        </ol>
        <Stage view={view} />
      </nav>
      <main class={wide ? "page wide" : "page"} key={step}>
        {gone ? <Gone /> : null}
        {view.trouble ? <TroubleOf id={id} view={view} /> : null}
        {step === "files" ? <FilesPage id={id} view={view} ask={ask} /> : null}
        {step === "check" ? <CheckPage id={id} view={view} ask={ask} /> : null}
        {step === "draw" ? <DrawPage id={id} view={view} /> : null}
        {step === "see" ? <SeePage id={id} view={view} /> : null}
        {step === "print" ? <PrintPage id={id} view={view} /> : null}
        {step === "excel" ? <ExcelPage id={id} ask={ask} /> : null}
        {step === "publish" ? <PublishPage id={id} view={view} ask={ask} /> : null}
      </main>
    </div>
  );
}

const Gone = () => <Notice tone="warn">{t("no_answer")}</Notice>;

function TroubleOf({ id, view }: { readonly id: string; readonly view: View }) {
  return (
    <div class="notice warn" role="alert">
      <p>{of(view.trouble!)}</p>
      <button type="button" class="small" onClick={() => void post(`p/${id}/again`)}>
        {t("again")}
      </button>
    </div>
  );
}

/** How far the work is, in one line that a screen reader hears of as well. */
function Stage({ view }: { readonly view: View }) {
  const busy = view.stage === "reading" || view.stage === "building";
  return (
    <p class={`stage ${view.stage}`} role="status">
      {busy ? <span class="turning" aria-hidden="true" /> : null}
      {t(`stage.${view.stage}`)}
    </p>
  );
}
