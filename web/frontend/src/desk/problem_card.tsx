/** One problem: what was found, where, what to do, and an answer where one is possible here. */

import { Answer } from "./answer";
import { GuideLink } from "./parts";
import type { Kind, Problem } from "./view";
import { named, of, t } from "./words";

interface Props {
  readonly id: string;
  readonly problem: Problem;
  readonly marked: boolean;
  readonly kinds: readonly Kind[];
  readonly ask: () => void;
}

export function ProblemCard({ id, problem, marked, kinds, ask }: Props) {
  return (
    <li id={`problem-${problem.id}`} class={`problem ${problem.severity}${marked ? " chosen" : ""}`} tabIndex={-1}>
      <span class="number">{problem.number}</span>
      <div class="said">
        <p class="kind">
          {named("severity", problem.severity)}
          {problem.effect === "set_aside" ? ` · ${t("check.set_aside")}` : ""}
        </p>
        <h2>{of(problem.message)}</h2>
        <p class="soft place-of">{placeOf(problem)}</p>
        <p class="fix">
          <strong>{t("check.fix")}</strong> {of(problem.fix)}
        </p>
        {problem.fix.en.includes("docs/data.md") ? <GuideLink /> : null}
        {problem.question ? (
          <Answer id={id} problem={problem} question={problem.question} kinds={kinds} done={ask} />
        ) : null}
      </div>
    </li>
  );
}

function placeOf({ file, layer, feature, unit, field }: Problem): string {
  const record = feature && unit === "row" ? t("check.row", { n: feature.replace("#", "") }) : feature;
  return [file, layer, record, field].filter((part): part is string => Boolean(part)).join(" › ");
}
