/** The site as it stands, made anew by itself after every change. */

import { address } from "./api";
import { Notice, Waiting } from "./parts";
import { to } from "./route";
import type { View } from "./view";
import { t } from "./words";

export function SeePage({ id, view }: { readonly id: string; readonly view: View }) {
  const wrong = (view.problems ?? []).filter((one) => one.severity === "error").length;
  const site = address(`p/${id}/site/index.html`);
  if (view.stage === "empty") {
    return (
      <Notice>
        {t("see.empty")} <a href={to(id, "files")}>{t("step.files")}</a>
      </Notice>
    );
  }
  if (!view.site) {
    return view.stage === "trouble" ? <Notice tone="warn">{t("see.none")}</Notice> : <Waiting text={t("see.making")} />;
  }
  return (
    <div class="seen">
      <div class="seen-bar">
        <h1 class="quiet">{t("step.see")}</h1>
        {wrong ? <a href={to(id, "check")}>{t("see.wrong", { n: wrong })}</a> : null}
        <a href={site} target="_blank" rel="noreferrer">
          {t("see.alone")}
        </a>
      </div>
      {/* A new key is a new frame: what was made anew is shown anew. */}
      <iframe key={view.built} title={t("see.frame")} src={site} data-built={view.built} />
    </div>
  );
}
