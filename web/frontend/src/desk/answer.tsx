/** An answer to a problem, given where it is shown. */

import { useId, useState } from "preact/hooks";

import { post } from "./api";
import { Trouble, useDoing } from "./parts";
import { type PlaceFound, PlaceField } from "./place_field";
import { ROLES } from "./roles";
import type { Kind, Problem, Question } from "./view";
import { currentLang, named, of, t } from "./words";

interface Props {
  readonly id: string;
  readonly problem: Problem;
  readonly question: Question;
  readonly kinds: readonly Kind[];
  readonly done: () => void;
}

export function Answer({ id, problem, question, kinds, done }: Props) {
  const [value, choose] = useState(question.text);
  const [place, put] = useState<PlaceFound | null>(null);
  const [saved, say] = useState(false);
  const doing = useDoing();
  const own = useId();
  const given = question.kind === "place" ? (place?.code ?? "") : value;
  const submit = (event: Event): void => {
    event.preventDefault();
    void doing.run(async () => {
      await post(`p/${id}/answer`, { id: problem.id, value: given });
      say(true);
      done();
    });
  };
  return (
    <form class="answer" onSubmit={submit}>
      {question.kind === "place" ? (
        <PlaceField chosen={place} choose={put} />
      ) : (
        <>
          <label for={own}>{named("answer", question.kind)}</label>
          {question.kind === "address" ? (
            <input
              id={own}
              type="url"
              value={value}
              placeholder="https://"
              onInput={(event) => choose(event.currentTarget.value)}
            />
          ) : (
            <select id={own} value={value} onChange={(event) => choose(event.currentTarget.value)}>
              <option value="">{t("answer.choose")}</option>
              {optionsOf(question, kinds).map(([one, label]) => (
                <option key={one} value={one}>
                  {label}
                </option>
              ))}
            </select>
          )}
        </>
      )}
      <div class="row">
        <button type="submit" class="main" disabled={doing.busy || saved || !given.trim()}>
          {t("answer.save")}
        </button>
        <span role="status">{saved ? t("answer.saved") : ""}</span>
      </div>
      <Trouble error={doing.error} />
    </form>
  );
}

function optionsOf({ kind, choices }: Question, kinds: readonly Kind[]): (readonly [string, string])[] {
  if (kind === "role") return ROLES.map((role) => [role, named("role", role)] as const);
  if (kind === "pin") return kinds.map((one) => [one.id, currentLang() === "en" ? one.en : one.th] as const);
  return choices.map((one) => [one.value, of(one.label)] as const);
}
