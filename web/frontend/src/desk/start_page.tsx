/** The first page: go on with a project, begin one, or try the sample. */

import { useEffect, useState } from "preact/hooks";

import { get, post } from "./api";
import { bringIn } from "./bring_in";
import { DropZone } from "./drop_zone";
import type { Dropped } from "./dropped";
import { keepResult } from "./kept_result";
import { Heading, Trouble, useDoing, Waiting } from "./parts";
import { type PlaceFound, PlaceField } from "./place_field";
import { go, to } from "./route";
import { t } from "./words";

interface Recent {
  readonly id: string;
  readonly title: string;
  readonly folder: string;
  readonly there: boolean;
}

interface Start {
  readonly projects: readonly Recent[];
  readonly home: string;
}

export function StartPage() {
  const [start, show] = useState<Start | null>(null);
  const doing = useDoing();
  const [sent, tell] = useState("");
  useEffect(() => void doing.run(async () => show(await get<Start>("api/start"))), []);
  const open = (path: string, asked: object, step: "files" | "see" = "files") =>
    doing.run(async () => go((await post<{ id: string }>(path, asked)).id, step));
  const begin = (files: Dropped[]) =>
    doing.run(async () => {
      const name = files[0]!.path.split("/")[0]!.replace(/(\.muban)?\.\w+$/, "");
      const { id } = await post<{ id: string }>("api/new", { name, titled: false });
      keepResult(id, await bringIn(id, files, (n) => tell(t("drop.sending", { n, all: files.length }))));
      go(id, "files");
    });
  return (
    <main class="page start">
      <Heading title={t("start.title")} about={t("start.about")} />
      <Trouble error={doing.error} />
      {doing.busy && start ? <Waiting text={sent || t("start.making")} /> : null}
      <DropZone
        title={t("start.drop")}
        about={t("start.drop_about")}
        busy={doing.busy}
        take={(f) => void begin(f)}
        folders
      />
      <div class="columns">
        <NewProject home={start?.home ?? ""} busy={doing.busy} make={(asked) => void open("api/new", asked)} />
        <section class="card" aria-labelledby="recent">
          <h2 id="recent">{t("start.recent")}</h2>
          {start?.projects.length ? (
            <ul class="recent">
              {start.projects.map((one) => (
                <li key={one.id}>
                  {one.there ? (
                    <a href={to(one.id, "files")}>
                      <strong>{one.title}</strong>
                      <span class="soft path">{one.folder}</span>
                    </a>
                  ) : (
                    <p class="missing">
                      <strong>{one.title}</strong>
                      <span class="soft path">{t("start.missing", { folder: one.folder })}</span>
                    </p>
                  )}
                </li>
              ))}
            </ul>
          ) : (
            <p class="soft">{t("start.none")}</p>
          )}
          <OpenFolder busy={doing.busy} open={(folder) => void open("api/open", { folder })} />
          <h2>{t("start.try")}</h2>
          <p class="soft">{t("start.sample_about")}</p>
          <button type="button" disabled={doing.busy} onClick={() => void open("api/sample", {}, "see")}>
            {t("start.sample")}
          </button>
        </section>
      </div>
    </main>
  );
}

interface NewProps {
  readonly home: string;
  readonly busy: boolean;
  readonly make: (asked: object) => void;
}

function NewProject({ home, busy, make }: NewProps) {
  const [name, call] = useState("");
  const [place, choose] = useState<PlaceFound | null>(null);
  const [folder, put] = useState("");
  const submit = (event: Event): void => {
    event.preventDefault();
    make({ name: name.trim() || (place ? place.th.split(" ")[0] : ""), place: place?.code ?? "", folder });
  };
  return (
    <form class="card" aria-labelledby="new" onSubmit={submit}>
      <h2 id="new">{t("start.new")}</h2>
      <PlaceField chosen={place} choose={choose} />
      <div class="field">
        <label for="new-name">{t("new.name")}</label>
        <input
          id="new-name"
          type="text"
          value={name}
          maxLength={80}
          placeholder={place ? place.th.split(" ")[0] : t("new.name_hint")}
          onInput={(event) => call(event.currentTarget.value)}
        />
      </div>
      <details>
        <summary>{t("new.folder")}</summary>
        <div class="field">
          <label for="new-folder">{t("new.folder_label")}</label>
          <input
            id="new-folder"
            type="text"
            value={folder}
            placeholder={home}
            onInput={(event) => put(event.currentTarget.value)}
          />
          <p class="soft">{t("new.folder_about")}</p>
        </div>
      </details>
      <button type="submit" class="main" disabled={busy || !(name.trim() || place)}>
        {t("new.make")}
      </button>
    </form>
  );
}

function OpenFolder({ busy, open }: { readonly busy: boolean; readonly open: (folder: string) => void }) {
  const [folder, type] = useState("");
  return (
    <details>
      <summary>{t("start.other")}</summary>
      <form
        class="field"
        onSubmit={(event) => {
          event.preventDefault();
          open(folder);
        }}
      >
        <label for="open-folder">{t("start.other_label")}</label>
        <input
          id="open-folder"
          type="text"
          value={folder}
          placeholder="C:\\Users\\…\\Documents\\muban\\…"
          onInput={(event) => type(event.currentTarget.value)}
        />
        <button type="submit" disabled={busy || !folder.trim()}>
          {t("start.open")}
        </button>
      </form>
    </details>
  );
}
