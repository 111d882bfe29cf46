/** Clips for Facebook and LINE: of what, in which shape, and the files to take. */

import { useState } from "preact/hooks";

import { MadeFiles } from "./made_files";
import { type Made, makeClip, SHAPES, type Shape } from "./make_clip";
import { Notice, Trouble, useDoing } from "./parts";
import { t } from "./words";

export interface ClipChoices {
  readonly years: string | null;
  readonly encoder: boolean;
  readonly tambons: readonly {
    readonly of: string;
    readonly name: string;
    readonly villages: readonly { readonly of: string; readonly name: string; readonly moo: number | null }[];
  }[];
}

interface Props {
  readonly id: string;
  readonly choices: ClipChoices;
}

export function ClipCard({ id, choices }: Props) {
  return choices.years === null && !choices.tambons.length ? null : <ClipForm id={id} choices={choices} />;
}

function ClipForm({ id, choices }: Props) {
  const first = choices.years ?? choices.tambons[0]!.of;
  const [of, choose] = useState(first);
  const [shape, form] = useState<Shape>("square");
  const [share, tell] = useState(0);
  const [made, say] = useState<Made | null>(null);
  const [turn, rise] = useState(0);
  const doing = useDoing();
  const make = (event: Event): void => {
    event.preventDefault();
    tell(0);
    say(null);
    void doing.run(async () => {
      say(await makeClip(id, { of, shape }, choices.encoder, tell));
      rise(turn + 1);
    });
  };
  return (
    <section class="card">
      <h2>{t("clip.title")}</h2>
      <p class="soft">{t("clip.about")}</p>
      <form onSubmit={make}>
        <WhatField choices={choices} of={of} choose={choose} />
        <fieldset class="picks">
          <legend>{t("clip.shape")}</legend>
          {(Object.keys(SHAPES) as Shape[]).map((one) => (
            <label key={one}>
              <input type="radio" name="clip-shape" checked={shape === one} onChange={() => form(one)} />
              {t(`clip.${one}`)}
            </label>
          ))}
        </fieldset>
        <button type="submit" class="main" disabled={doing.busy}>
          {t("clip.make")}
        </button>
        {doing.busy ? (
          <p class="clip-progress">
            <progress max={1} value={share} aria-label={t("clip.making")} />
            <span>{t("clip.done", { n: Math.round(share * 100) })}</span>
          </p>
        ) : null}
        <Trouble error={doing.error} />
        <div role="status">
          {made ? <Notice tone={made === "moving" ? "warn" : "fine"}>{t(`clip.by_${made}`)}</Notice> : null}
        </div>
      </form>
      <MadeFiles id={id} folder="clips" turn={turn} title={t("clip.made")} />
    </section>
  );
}

interface WhatProps {
  readonly choices: ClipChoices;
  readonly of: string;
  readonly choose: (of: string) => void;
}

function WhatField({ choices, of, choose }: WhatProps) {
  return (
    <div class="field">
      <label for="clip-of">{t("clip.of")}</label>
      <select id="clip-of" value={of} onChange={(event) => choose(event.currentTarget.value)}>
        {choices.years === null ? null : <option value={choices.years}>{t("clip.years")}</option>}
        {choices.tambons.map((tambon) => (
          <optgroup key={tambon.of} label={t("draw.tambon", { name: tambon.name })}>
            <option value={tambon.of}>{t("clip.tambon", { name: tambon.name })}</option>
            {tambon.villages.map((village) => (
              <option key={village.of} value={village.of}>
                {t("clip.village", { name: village.name, moo: village.moo ?? "–" })}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </div>
  );
}
