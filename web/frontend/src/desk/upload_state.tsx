/** How far an upload is, and what came of it. */

import { address, get, post } from "./api";
import { Copy, Notice, Waiting } from "./parts";
import { count, of, type Said, t } from "./words";

export interface Sending {
  readonly stage: "idle" | "making" | "sending" | "done" | "failed";
  readonly to?: string;
  readonly done?: number;
  readonly of?: number;
  readonly sent?: number;
  readonly removed?: number;
  readonly same?: number;
  readonly reason?: "password" | "untrusted" | "occupied" | "full" | "stopped" | "other";
  readonly trouble?: Said | null;
  /** Whether the system's store took the password; not stated where it was not asked to. */
  readonly kept?: boolean;
  /** Keys of servers that were met for the first time. */
  readonly met?: Readonly<Record<string, string>>;
  readonly address?: string | null;
}

export const sendingOf = (id: string): Promise<Sending> => get<Sending>(`p/${id}/upload/state`);

export const underWay = (now: Sending): boolean => now.stage === "making" || now.stage === "sending";

export function UploadState({ id, now }: { readonly id: string; readonly now: Sending }) {
  return (
    <>
      <div role="status">
        {now.stage === "making" ? <Waiting text={t("upload.making")} /> : null}
        {now.stage === "sending" ? <Waiting text={t("upload.sending", { to: now.to ?? "" })} /> : null}
        {now.stage === "done" ? <Done id={id} now={now} /> : null}
      </div>
      {now.stage === "sending" && now.of ? (
        <div class="progress">
          <progress max={now.of} value={now.done} aria-label={t("upload.progress")} />
          <span>{t("upload.of", { done: count(now.done ?? 0), of: count(now.of) })}</span>
        </div>
      ) : null}
      {underWay(now) ? (
        <button type="button" class="small" onClick={() => void post(`p/${id}/upload/stop`)}>
          {t("upload.stop")}
        </button>
      ) : null}
      {now.stage === "failed" ? (
        <div class="notice warn" role="alert">
          {now.trouble ? of(now.trouble) : t("upload.stopped")}
        </div>
      ) : null}
      {Object.entries(now.met ?? {}).map(([place, key]) => (
        <p key={place} class="soft path">
          {t("upload.met", { place, key })}
        </p>
      ))}
    </>
  );
}

function Done({ id, now }: { readonly id: string; readonly now: Sending }) {
  const facts = { sent: count(now.sent ?? 0), same: count(now.same ?? 0), removed: count(now.removed ?? 0) };
  return (
    <Notice tone="fine">
      <p>
        <strong>{now.sent ? t("upload.done", facts) : t("upload.nothing")}</strong>
      </p>
      {now.address ? (
        <p class="path">
          <a href={now.address} target="_blank" rel="noreferrer">
            {now.address}
          </a>{" "}
          <Copy text={now.address} label={t("upload.copy")} />
        </p>
      ) : (
        <p>
          {t("upload.no_address")} <a href={address(`p/${id}/site/index.html`)}>{t("step.see")}</a>
        </p>
      )}
      <p>{now.address ? t("upload.then") : ""}</p>
      {now.kept === false ? <p>{t("upload.not_kept")}</p> : null}
    </Notice>
  );
}
