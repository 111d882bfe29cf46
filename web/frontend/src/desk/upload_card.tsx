/** The site sent by the program itself: where to, the password, how far it is. */

import { useEffect, useState } from "preact/hooks";

import { get, post } from "./api";
import { likelyAddress } from "./likely_address";
import { Trouble, useDoing } from "./parts";
import { KINDS, type Kind, NOWHERE, type Place, PlaceFields } from "./upload_fields";
import { type Sending, sendingOf, UploadState, underWay } from "./upload_state";
import { t } from "./words";

const LOOK_MS = 400;

interface Kept {
  readonly last: (Omit<Place, "port"> & { readonly port: number }) | null;
  readonly kept: boolean;
}

interface Props {
  readonly id: string;
  /** The address that is typed on the page, whether it is in the settings yet or not. */
  readonly address: string;
  readonly offer: (address: string) => void;
  readonly ask: () => void;
}

export function UploadCard({ id, address, offer, ask }: Props) {
  const [place, change] = useState<Place>(NOWHERE);
  const [kept, keep] = useState(false);
  const [password, type] = useState("");
  const [remember, wish] = useState(false);
  const [replace, allow] = useState(false);
  const [now, follow] = useFollowed(id);
  const doing = useDoing();
  useEffect(() => {
    void get<Kept>(`p/${id}/upload`).then(
      (found) => {
        keep(found.kept);
        const { last } = found;
        if (!last) return;
        const there: Place = { ...last, port: last.port ? String(last.port) : "" };
        change((now) => (now === NOWHERE ? there : now)); // what was typed meanwhile stays
      },
      () => undefined,
    );
  }, [id]);
  useEffect(() => {
    if (now.stage === "done") {
      type("");
      ask();
    }
    if (now.reason === "password") {
      type("");
      keep(false);
    }
  }, [now.stage, now.reason]);
  const secret = place.kind !== "folder" && !(place.kind === "git" && !/^https:|^[\w.]+\//.test(place.address.trim()));
  const likely = place.kind === "git" && !address ? likelyAddress(place.address) : "";
  const send = (event: Event): void => {
    event.preventDefault();
    void doing.run(async () => {
      follow(await post<Sending>(`p/${id}/upload`, { ...place, password, remember, replace, base_url: address }));
      allow(false);
    });
  };
  const busy = doing.busy || underWay(now);
  return (
    <form class="card" onSubmit={send}>
      <h2>{t("upload.title")}</h2>
      <p class="soft">{t("upload.about")}</p>
      <fieldset class="picks">
        <legend>{t("upload.where")}</legend>
        {KINDS.map((kind) => (
          <label key={kind}>
            <input
              type="radio"
              name="upload-kind"
              checked={place.kind === kind}
              onChange={() => change({ ...place, kind: kind as Kind, port: "" })}
            />
            {t(`upload.kind_${kind}`)}
          </label>
        ))}
      </fieldset>
      <PlaceFields place={place} change={change} />
      {secret ? (
        <div class="field">
          <label for="upload-password">{t(place.kind === "git" ? "upload.token" : "upload.password")}</label>
          <input
            id="upload-password"
            type="password"
            value={password}
            autocomplete="off"
            placeholder={kept ? t("upload.kept") : ""}
            onInput={(event) => type(event.currentTarget.value)}
          />
          <label class="tick">
            <input type="checkbox" checked={remember} onChange={(event) => wish(event.currentTarget.checked)} />
            {t("upload.remember")}
          </label>
        </div>
      ) : null}
      <p class="path">
        {address ? t("upload.will_be", { address }) : t("upload.unknown")}{" "}
        {likely ? (
          <button type="button" class="small" onClick={() => offer(likely)}>
            {t("upload.use", { address: likely })}
          </button>
        ) : null}
      </p>
      {now.reason === "occupied" ? (
        <label class="tick">
          <input type="checkbox" checked={replace} onChange={(event) => allow(event.currentTarget.checked)} />
          {t("upload.replace")}
        </label>
      ) : null}
      <div class="row">
        <button type="submit" class="main" disabled={busy}>
          {t(now.stage === "failed" ? "upload.again" : "upload.send")}
        </button>
      </div>
      <Trouble error={doing.error} />
      <UploadState id={id} now={now} />
    </form>
  );
}

/** The upload's state; asked for again and again while one is under way. */
function useFollowed(id: string): [Sending, (now: Sending) => void] {
  const [now, show] = useState<Sending>({ stage: "idle" });
  const going = underWay(now);
  useEffect(() => {
    void sendingOf(id).then(show, () => undefined);
  }, [id]);
  useEffect(() => {
    if (!going) return;
    const timer = setInterval(() => void sendingOf(id).then(show, () => undefined), LOOK_MS);
    return () => clearInterval(timer);
  }, [id, going]);
  return [now, show];
}
