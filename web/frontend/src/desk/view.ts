/** A project as the program tells it (web/desk/view.py). */

import type { Said } from "./words";

export type Severity = "error" | "warning" | "note";

export interface FileRow {
  readonly name: string;
  readonly bytes: number;
  readonly roles: readonly { readonly role: string; readonly n: number }[];
  readonly stated: string | null;
  readonly read: number;
  readonly shown: number;
  readonly used: number;
  readonly aside: number;
  readonly problems: Readonly<Record<Severity, number>>;
  readonly open: boolean;
}

export interface Problem {
  readonly id: string;
  readonly number: number;
  readonly code: string;
  readonly severity: Severity;
  readonly effect: string;
  readonly title: Said;
  readonly message: Said;
  readonly fix: Said;
  readonly file: string;
  readonly layer: string | null;
  readonly feature: string | null;
  readonly unit: "feature" | "row";
  readonly field: string | null;
  readonly question: Question | null;
}

/** What can be answered at once; `choices` where one of a few is meant. */
export interface Question {
  readonly kind: string;
  readonly choices: readonly Choice[];
  readonly text: string;
}

/** A kind of places that the legend has. */
export interface Kind {
  readonly id: string;
  readonly th: string;
  readonly en: string;
}

export interface Choice {
  readonly value: string;
  readonly label: Said;
}

export interface ProblemMap {
  readonly width: number;
  readonly height: number;
  readonly outlines: readonly (readonly [string, string])[];
  readonly marks: readonly {
    readonly number: number;
    readonly id: string;
    readonly severity: Severity;
    readonly x: number;
    readonly y: number;
    readonly plain: boolean;
  }[];
  readonly beyond: readonly number[];
}

export interface Tambon {
  readonly code: string;
  readonly name: string;
  readonly name_en: string;
  readonly drawn: boolean;
}

export interface View {
  readonly version: number;
  readonly stage: "reading" | "building" | "ready" | "empty" | "trouble";
  readonly trouble: Said | null;
  readonly built: number;
  readonly site: boolean;
  readonly folder: string;
  readonly known: boolean;
  readonly title?: string;
  readonly place?: { readonly code: string; readonly th: string } | null;
  readonly settings?: Readonly<Record<"title" | "office" | "date" | "base_url", string>>;
  readonly counts?: Readonly<Record<"villages" | "drawn" | "landmarks" | "designations", number>>;
  readonly tambons?: readonly Tambon[];
  /** Whether the province has a map of its own. */
  readonly province?: boolean;
  readonly domains?: readonly { readonly id: string; readonly th: string; readonly en: string }[];
  readonly kinds?: readonly Kind[];
  readonly files?: readonly FileRow[];
  readonly problems?: readonly Problem[];
  readonly map?: ProblemMap | null;
}
