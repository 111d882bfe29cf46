/** What became of what was dropped, and what must be asked of names that are there already. */

import type { BroughtIn, Choice } from "./bring_in";
import { named, of, t } from "./words";

interface Props {
  readonly result: BroughtIn;
  readonly busy: boolean;
  readonly choose: (choice: Choice, paths: readonly string[]) => void;
}

export function DropResult({ result, busy, choose }: Props) {
  const asked = result.taken.filter((one) => one.became === "asked");
  const done = result.taken.filter((one) => one.became !== "asked");
  return (
    <div class="notice result" role="status">
      {done.length ? (
        <ul>
          {done.map((one) => (
            <li key={one.name}>
              <strong>{one.name.split("/").pop()}</strong> {t(`became.${one.became as "new"}`)}{" "}
              <span class="soft">→ {named("folder", one.name.split("/")[0]!)}</span>
            </li>
          ))}
        </ul>
      ) : null}
      {result.refused.map((one) => (
        <p key={one.path} class="aside">
          {one.why ? of(one.why) : one.path}
        </p>
      ))}
      {asked.length ? (
        <fieldset class="sure">
          <legend>
            {t("drop.asked", { names: [...new Set(asked.map((one) => one.name.split("/").pop()))].join(", ") })}
          </legend>
          {(["replace", "both", "skip"] as const).map((choice) => (
            <button
              key={choice}
              type="button"
              class={choice === "replace" ? "main" : ""}
              disabled={busy}
              onClick={() =>
                choose(
                  choice,
                  asked.map((one) => one.path),
                )
              }
            >
              {t(`drop.${choice}`)}
            </button>
          ))}
          <p class="soft">{t("drop.asked_about")}</p>
        </fieldset>
      ) : null}
    </div>
  );
}
