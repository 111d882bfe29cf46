/** What is wrong with the project's files, the gravest first, on a map and as a list. */

import { useState } from "preact/hooks";

import { Heading, Notice, Waiting } from "./parts";
import { ProblemCard } from "./problem_card";
import { ProblemPlan } from "./problem_plan";
import type { Severity, View } from "./view";
import { count, named, t } from "./words";

const MOST = 100;
const SEVERITIES: readonly Severity[] = ["error", "warning", "note"];

interface Props {
  readonly id: string;
  readonly view: View;
  readonly ask: () => void;
}

export function CheckPage({ id, view, ask }: Props) {
  const problems = view.problems ?? [];
  const [only, choose] = useState<Severity | "">("");
  const [most, more] = useState(MOST);
  const [marked, mark] = useState("");
  if (!view.known) return <Waiting text={t("stage.reading")} />;
  const shown = problems.filter((one) => !only || one.severity === only);
  const find = (problem: string): void => {
    choose("");
    more(Math.max(most, problems.findIndex((one) => one.id === problem) + 1));
    mark(problem);
    requestAnimationFrame(() => {
      const card = document.getElementById(`problem-${problem}`);
      card?.scrollIntoView({ block: "center" });
      card?.focus({ preventScroll: true });
    });
  };
  return (
    <>
      <Heading title={t("check.title")} about={t("check.about")} />
      {problems.length ? null : <Notice tone="fine">{t("check.fine")}</Notice>}
      {view.map && problems.length ? <ProblemPlan map={view.map} marked={marked} find={find} /> : null}
      {problems.length ? (
        <fieldset class="chips">
          <legend class="unseen">{t("check.filter")}</legend>
          <Chip on={!only} label={t("check.all", { n: count(problems.length) })} press={() => choose("")} />
          {SEVERITIES.map((kind) => {
            const n = problems.filter((one) => one.severity === kind).length;
            return n ? (
              <Chip
                key={kind}
                on={only === kind}
                label={`${named("severity", kind)} ${count(n)}`}
                tone={kind}
                press={() => choose(kind)}
              />
            ) : null;
          })}
        </fieldset>
      ) : null}
      <ol class="problems">
        {shown.slice(0, most).map((one) => (
          <ProblemCard
            key={one.id}
            id={id}
            problem={one}
            marked={one.id === marked}
            kinds={view.kinds ?? []}
            ask={ask}
          />
        ))}
      </ol>
      {shown.length > most ? (
        <button type="button" onClick={() => more(most + MOST)}>
          {t("check.more", { n: count(shown.length - most) })}
        </button>
      ) : null}
    </>
  );
}

interface ChipProps {
  readonly on: boolean;
  readonly label: string;
  readonly tone?: Severity;
  readonly press: () => void;
}

function Chip({ on, label, tone, press }: ChipProps) {
  return (
    <button type="button" class={`chip ${tone ?? ""}`} aria-pressed={on} onClick={press}>
      {label}
    </button>
  );
}
