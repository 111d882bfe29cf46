/** What is asked of each kind of place that a site can be sent to. */

import { t } from "./words";

export const KINDS = ["folder", "git", "ftps", "sftp", "ftp"] as const;
export type Kind = (typeof KINDS)[number];

/** A place as a person types it; a password is no part of it. */
export interface Place {
  readonly kind: Kind;
  readonly address: string;
  readonly branch: string;
  readonly host: string;
  readonly port: string;
  readonly user: string;
  readonly path: string;
}

export const NOWHERE: Place = {
  kind: "folder",
  address: "",
  branch: "main",
  host: "",
  port: "",
  user: "",
  path: "",
};

interface Props {
  readonly place: Place;
  readonly change: (place: Place) => void;
}

export function PlaceFields({ place, change }: Props) {
  const field = (name: "address" | "branch" | "host" | "port" | "user" | "path", label: string, example = "") => (
    <Field
      id={`upload-${name}`}
      label={label}
      value={place[name]}
      example={example}
      type={(text) => change({ ...place, [name]: text })}
    />
  );
  if (place.kind === "folder") return field("address", t("upload.folder_path"), "E:\\แผนที่");
  if (place.kind === "git") {
    return (
      <>
        {field("address", t("upload.remote"), "https://github.com/ชื่อ/map.git")}
        {field("branch", t("upload.branch"))}
      </>
    );
  }
  return (
    <>
      {place.kind === "ftp" ? <p class="notice warn">{t("upload.plain")}</p> : null}
      <div class="beside">
        {field("host", t("upload.host"), "www.example.go.th")}
        {field("port", t("upload.port"), place.kind === "sftp" ? "22" : "21")}
      </div>
      {field("path", t("upload.path"), "/www/map")}
      {field("user", t("upload.user"))}
    </>
  );
}

interface FieldProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly example: string;
  readonly type: (text: string) => void;
}

function Field({ id, label, value, example, type }: FieldProps) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="text"
        value={value}
        placeholder={example}
        autocomplete="off"
        spellcheck={false}
        onInput={(event) => type(event.currentTarget.value)}
      />
    </div>
  );
}
