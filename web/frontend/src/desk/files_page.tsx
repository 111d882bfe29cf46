/** The project's files: what each was taken for, more to be dropped, wrong ones taken away. */

import { useState } from "preact/hooks";

import { post } from "./api";
import { type BroughtIn, bringIn, settle } from "./bring_in";
import { DropResult } from "./drop_result";
import { DropZone } from "./drop_zone";
import type { Dropped } from "./dropped";
import { takeResult } from "./kept_result";
import { GuideLink, Heading, Notice, Trouble, useDoing, Waiting } from "./parts";
import { ROLES } from "./roles";
import { to } from "./route";
import type { FileRow, View } from "./view";
import { count, named, size, t } from "./words";

interface Props {
  readonly id: string;
  readonly view: View;
  readonly ask: () => void;
}

export function FilesPage({ id, view, ask }: Props) {
  const doing = useDoing();
  const [sent, tell] = useState("");
  const [result, show] = useState<BroughtIn | null>(() => takeResult(id));
  const take = (files: Dropped[]) =>
    doing.run(async () => {
      show(null);
      show(await bringIn(id, files, (n) => tell(t("drop.sending", { n, all: files.length }))));
      ask();
    });
  const choose = (choice: "replace" | "both" | "skip", waiting: readonly string[]) =>
    doing.run(async () => {
      const taken = await settle(id, result!.inbox, Object.fromEntries(waiting.map((path) => [path, choice])));
      const others = result!.taken.filter((one) => one.became !== "asked");
      show({ ...result!, taken: [...others, ...taken] });
      ask();
    });
  const change = (work: () => Promise<unknown>) =>
    void doing.run(async () => {
      await work();
      ask();
    });
  const files = view.files ?? [];
  return (
    <>
      <Heading title={t("files.title")} about={t("files.about")} />
      <DropZone
        title={t("files.drop")}
        about={t("files.drop_about")}
        busy={doing.busy}
        take={(f) => void take(f)}
        folders
      />
      {doing.busy && sent ? <Waiting text={sent} /> : null}
      <Trouble error={doing.error} />
      {result ? (
        <DropResult result={result} busy={doing.busy} choose={(choice, all) => void choose(choice, all)} />
      ) : null}
      {files.length ? (
        <ul class="files">
          {files.map((file) => (
            <FileCard
              key={file.name}
              id={id}
              file={file}
              busy={doing.busy}
              role={(role) => change(() => post(`p/${id}/role`, { file: file.name, role }))}
              remove={() => change(() => post(`p/${id}/remove`, { file: file.name }))}
            />
          ))}
        </ul>
      ) : view.known ? (
        <Notice>{t("files.none")}</Notice>
      ) : (
        <Waiting text={t("stage.reading")} />
      )}
      <GuideLink />
      <p class="soft path">{t("files.folder", { folder: view.folder })}</p>
    </>
  );
}

interface CardProps {
  readonly id: string;
  readonly file: FileRow;
  readonly busy: boolean;
  readonly role: (role: string | null) => void;
  readonly remove: () => void;
}

function FileCard({ id, file, busy, role, remove }: CardProps) {
  const [asked, ask] = useState(false);
  const [folder, name] = parted(file.name);
  const wrong = file.problems.error + file.problems.warning;
  return (
    <li class="file">
      <div class="file-name">
        <strong>{name}</strong>
        <span class="soft">
          {folder ? `${named("folder", folder.split("/")[0]!)} · ${folder} · ` : ""}
          {size(file.bytes)}
        </span>
      </div>
      <p class="taken-for">{takenFor(file)}</p>
      {file.read ? (
        <p class="soft">
          {t("files.counts", { read: count(file.read), shown: count(file.shown + file.used) })}
          {file.aside ? <span class="aside"> · {t("files.aside", { n: count(file.aside) })}</span> : null}
        </p>
      ) : null}
      {file.open ? <Notice tone="warn">{t("files.open_elsewhere")}</Notice> : null}
      {wrong ? <a href={to(id, "check")}>{t("files.problems", { n: count(wrong) })}</a> : null}
      <div class="row">
        {isRead(folder) ? (
          <label class="role">
            <span>{t("files.is")}</span>
            <select
              disabled={busy}
              value={file.stated ?? ""}
              onChange={(event) => role(event.currentTarget.value || null)}
            >
              <option value="">{t("role.by_itself")}</option>
              {ROLES.map((one) => (
                <option key={one} value={one}>
                  {named("role", one)}
                </option>
              ))}
            </select>
          </label>
        ) : null}
        {asked ? (
          <fieldset class="sure">
            <legend>{t("files.sure", { name })}</legend>
            <button type="button" class="danger" disabled={busy} onClick={remove}>
              {t("files.remove_yes")}
            </button>
            <button type="button" onClick={() => ask(false)}>
              {t("cancel")}
            </button>
          </fieldset>
        ) : (
          <button type="button" class="small" disabled={busy} onClick={() => ask(true)}>
            {t("files.remove")}
          </button>
        )}
      </div>
    </li>
  );
}

const isRead = (folder: string): boolean =>
  ["", "drawings", "register", "indicators", "reference"].includes(folder.split("/")[0]!);

function parted(path: string): [string, string] {
  const at = path.lastIndexOf("/");
  return [path.slice(0, Math.max(at, 0)), path.slice(at + 1)];
}

function takenFor(file: FileRow): string {
  if (!isRead(parted(file.name)[0])) return t("files.not_for_map");
  if (file.stated === "ignore") return named("role", "ignore");
  if (!file.roles.length) return file.read ? t("files.unknown") : t("files.nothing");
  const parts = file.roles.map(({ role, n }) => (n ? `${named("role", role)} ${count(n)}` : named("role", role)));
  return t(file.stated ? "files.as_stated" : "files.taken_for", { what: parts.join(" · ") });
}
