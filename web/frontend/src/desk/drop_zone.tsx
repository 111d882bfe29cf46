/** A place to drop files on, or to choose them: by mouse, finger or keys. */

import { useRef, useState } from "preact/hooks";

import { chosenIn, type Dropped, filesOf } from "./dropped";
import { t } from "./words";

interface Props {
  readonly title: string;
  readonly about: string;
  readonly busy: boolean;
  readonly take: (files: Dropped[]) => void;
  /** Whether folders can be chosen as well. */
  readonly folders?: boolean;
}

export function DropZone({ title, about, busy, take, folders = false }: Props) {
  const [over, hover] = useState(false);
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const chosen = (event: { readonly currentTarget: HTMLInputElement }): void => {
    const found = chosenIn(event.currentTarget);
    event.currentTarget.value = "";
    if (found.length) take(found);
  };
  const dropped = async (event: DragEvent): Promise<void> => {
    event.preventDefault();
    hover(false);
    if (!event.dataTransfer) return;
    const found = await filesOf(event.dataTransfer);
    if (found.length) take(found);
  };
  return (
    <section
      class={over ? "drop over" : "drop"}
      aria-label={title}
      onDragOver={(event) => {
        event.preventDefault();
        hover(true);
      }}
      onDragLeave={() => hover(false)}
      onDrop={(event) => void dropped(event)}
    >
      <p class="drop-title">{title}</p>
      <p class="soft">{about}</p>
      <div class="row">
        <button type="button" class="main" disabled={busy} onClick={() => files.current?.click()}>
          {t("drop.choose")}
        </button>
        {folders ? (
          <button type="button" disabled={busy} onClick={() => folder.current?.click()}>
            {t("drop.choose_folder")}
          </button>
        ) : null}
      </div>
      <input ref={files} type="file" multiple hidden data-files onChange={chosen} />
      {folders ? (
        <input
          ref={(input) => {
            folder.current = input;
            input?.setAttribute("webkitdirectory", "");
          }}
          type="file"
          hidden
          data-folder
          onChange={chosen}
        />
      ) : null}
    </section>
  );
}
