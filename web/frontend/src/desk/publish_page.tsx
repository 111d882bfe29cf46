/** From this machine to the web: the address, the files, the steps of each host, the post. */

import { useState } from "preact/hooks";

import { address, post } from "./api";
import { ClipCard, type ClipChoices } from "./clip_card";
import { HOSTS } from "./host_scenes";
import { HostSteps } from "./host_steps";
import { Copy, Heading, Notice, Trouble, useDoing, Waiting } from "./parts";
import { to } from "./route";
import { UploadCard } from "./upload_card";
import { useAnswer } from "./use_answer";
import type { View } from "./view";
import { t } from "./words";

interface Shared {
  readonly pages: readonly {
    readonly name: string;
    readonly address: string | null;
    readonly caption: string;
    readonly qr: string | null;
  }[];
  readonly cards: readonly string[];
}

interface Props {
  readonly id: string;
  readonly view: View;
  readonly ask: () => void;
}

export function PublishPage({ id, view, ask }: Props) {
  const known = view.settings?.base_url ?? "";
  const [typed, type] = useState(known);
  if (!view.site) {
    return (
      <>
        <Heading title={t("step.publish")} />
        <Notice>
          {t("publish.none")} <a href={to(id, "files")}>{t("step.files")}</a>
        </Notice>
      </>
    );
  }
  const busy = view.stage === "reading" || view.stage === "building";
  return (
    <>
      <Heading title={t("step.publish")} about={t("publish.about")} />
      <AddressForm id={id} known={known} typed={typed} type={type} ask={ask} />
      <UploadCard id={id} address={typed.trim()} offer={type} ask={ask} />
      <section class="card">
        <h2>{t("publish.files")}</h2>
        <p>{t("publish.folder")}</p>
        <p class="path">
          <code>{view.folder}/site</code> <Copy text={`${view.folder}/site`} label={t("publish.copy")} />
        </p>
        {busy ? <Waiting text={t(`stage.${view.stage}`)} /> : null}
        <div class="row">
          <a class="as-button" href={address(`p/${id}/site.zip`)} download="site.zip">
            {t("publish.zip")}
          </a>
        </div>
      </section>
      <section class="card">
        <h2>{t("publish.steps")}</h2>
        {HOSTS.map((host) => (
          <details key={host}>
            <summary>{t(`publish.${host}`)}</summary>
            <HostSteps host={host} />
          </details>
        ))}
      </section>
      <ToShare id={id} built={view.built} />
    </>
  );
}

interface AddressProps {
  readonly id: string;
  readonly known: string;
  readonly typed: string;
  readonly type: (address: string) => void;
  readonly ask: () => void;
}

function AddressForm({ id, known, typed, type, ask }: AddressProps) {
  const [saved, say] = useState(false);
  const doing = useDoing();
  const save = (event: Event): void => {
    event.preventDefault();
    void doing.run(async () => {
      await post(`p/${id}/settings`, { base_url: typed });
      say(true);
      ask();
    });
  };
  return (
    <form class="card" onSubmit={save}>
      <h2>
        <label for="publish-address">{t("publish.address")}</label>
      </h2>
      <p class="soft">{t("publish.address_about")}</p>
      <div class="inline">
        <input
          id="publish-address"
          type="url"
          value={typed}
          placeholder="https://…"
          onInput={(event) => {
            type(event.currentTarget.value);
            say(false);
          }}
        />
        <button type="submit" class="main" disabled={doing.busy || typed === known}>
          {t("publish.save")}
        </button>
      </div>
      <p role="status" class="soft">
        {saved ? t("publish.saved") : ""}
      </p>
      <Trouble error={doing.error} />
    </form>
  );
}

/** What goes to Facebook and LINE; all of it comes at once, so that nothing moves under a finger. */
function ToShare({ id, built }: { readonly id: string; readonly built: number }) {
  const shared = useAnswer<Shared>(`p/${id}/share`, built);
  const choices = useAnswer<ClipChoices>(`p/${id}/clips`, built);
  if (shared === undefined || choices === undefined) return null;
  return (
    <>
      {shared ? <Post id={id} shared={shared} /> : null}
      {choices ? <ClipCard id={id} choices={choices} /> : null}
    </>
  );
}

function Post({ id, shared }: { readonly id: string; readonly shared: Shared }) {
  return (
    <section class="card">
      <h2>{t("publish.post")}</h2>
      <p class="soft">{t("publish.post_about")}</p>
      {shared.pages.map((page) => (
        <article key={page.name} class="post">
          <h3>{page.name ? t("draw.tambon", { name: page.name }) : t("publish.whole")}</h3>
          <textarea readOnly rows={5} aria-label={t("publish.caption")} value={page.caption} />
          <div class="row">
            <Copy text={page.caption} label={t("publish.copy_caption")} />
            {page.qr ? (
              <a href={page.qr} download="qr.svg">
                {t("publish.qr")}
              </a>
            ) : null}
          </div>
          {page.qr ? <img class="qr" src={page.qr} alt={t("publish.qr_of", { address: page.address ?? "" })} /> : null}
        </article>
      ))}
      <h3>{t("publish.cards")}</h3>
      <ul class="cards">
        {shared.cards.map((card) => (
          <li key={card}>
            <a href={address(`p/${id}/site/cards/${card}`)} download={card}>
              <img src={address(`p/${id}/site/cards/${card}`)} alt={t("publish.card")} loading="lazy" />
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
