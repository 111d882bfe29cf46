/** Where a project is: a few letters typed, a place of the country chosen. */

import { useEffect, useId, useRef, useState } from "preact/hooks";

import { get } from "./api";
import { currentLang, t } from "./words";

export interface PlaceFound {
  readonly code: string;
  readonly th: string;
  readonly en: string;
}

interface Props {
  readonly chosen: PlaceFound | null;
  readonly choose: (place: PlaceFound | null) => void;
}

const PAUSE_MS = 150;
const nameOf = (place: PlaceFound): string => (currentLang() === "en" ? place.en : place.th);

export function PlaceField({ chosen, choose }: Props) {
  const [typed, type] = useState("");
  const [found, show] = useState<readonly PlaceFound[] | null>(null);
  const [at, move] = useState(0);
  const id = useId();
  const turn = useRef(0);
  useEffect(() => {
    const mine = ++turn.current;
    if (!typed.trim() || chosen) return show(null);
    const timer = setTimeout(async () => {
      const places = await get<PlaceFound[]>(`api/places?q=${encodeURIComponent(typed)}`).catch(() => []);
      if (mine !== turn.current) return;
      show(places);
      move(0);
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed, chosen]);
  const take = (place: PlaceFound): void => {
    choose(place);
    type(nameOf(place));
    show(null);
  };
  const keys = (event: KeyboardEvent): void => {
    if (!found?.length) return;
    if (event.key === "ArrowDown") move((at + 1) % found.length);
    else if (event.key === "ArrowUp") move((at + found.length - 1) % found.length);
    else if (event.key === "Enter") take(found[at]!);
    else if (event.key === "Escape") show(null);
    else return;
    event.preventDefault();
  };
  return (
    <div class="field place">
      <label for={id}>{t("new.place")}</label>
      <input
        id={id}
        type="text"
        role="combobox"
        aria-expanded={found !== null}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={found?.length ? `${id}-${at}` : undefined}
        autocomplete="off"
        placeholder={t("new.place_hint")}
        value={typed}
        onInput={(event) => {
          type(event.currentTarget.value);
          choose(null);
        }}
        onKeyDown={keys}
        onBlur={() => show(null)}
      />
      {found ? (
        <div id={`${id}-list`} class="choices" role="listbox" aria-label={t("new.place")}>
          {found.map((place, number) => (
            // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and names the one chosen
            <div
              key={place.code}
              id={`${id}-${number}`}
              role="option"
              aria-selected={number === at}
              onMouseDown={(event) => {
                event.preventDefault();
                take(place);
              }}
            >
              {nameOf(place)}
            </div>
          ))}
          {found.length ? null : <div class="soft">{t("new.place_none")}</div>}
        </div>
      ) : null}
      <p class="soft">{t("new.place_about")}</p>
    </div>
  );
}
