/** Files of the project that were made before, to be opened or kept. */

import { address } from "./api";
import { useAnswer } from "./use_answer";
import { t } from "./words";

interface Props {
  readonly id: string;
  readonly folder: "print" | "forms" | "templates" | "cleaned-register" | "clips";
  /** Rises when something new was made. */
  readonly turn: number;
  readonly title: string;
}

export function MadeFiles({ id, folder, turn, title }: Props) {
  const names = useAnswer<Readonly<Record<string, string[]>>>(`p/${id}/made`, turn)?.[folder] ?? [];
  if (!names.length) return null;
  return (
    <section class="made">
      <h2>{title}</h2>
      <ul>
        {names.map((name) => (
          <li key={name}>
            <a href={address(`p/${id}/made/${folder}/${encodeURIComponent(name)}`)} download={name}>
              {name}
            </a>
          </li>
        ))}
      </ul>
      {folder === "templates" ? null : <p class="soft">{t("made.where", { folder })}</p>}
    </section>
  );
}
