/** The map of what was found: each number stands at its place and leads to its words. */

import type { ProblemMap } from "./view";
import { named, t } from "./words";

interface Props {
  readonly map: ProblemMap;
  readonly marked: string;
  readonly find: (problem: string) => void;
}

export function ProblemPlan({ map, marked, find }: Props) {
  return (
    <figure class="plan">
      <svg viewBox={`0 0 ${map.width} ${map.height}`}>
        <title>{t("check.map")}</title>
        {map.outlines.map(([kind, path]) => (
          <path key={path} class={kind} d={path} />
        ))}
        {map.marks.map((mark) => (
          // biome-ignore lint/a11y/useSemanticElements: a picture holds no button
          <g
            key={mark.id}
            class={`mark ${mark.severity}${mark.id === marked ? " chosen" : ""}`}
            role="button"
            tabIndex={0}
            aria-label={t("check.mark", { n: mark.number, severity: named("severity", mark.severity) })}
            onClick={() => find(mark.id)}
            onKeyDown={(event) => {
              if (event.key !== "Enter" && event.key !== " ") return;
              event.preventDefault();
              find(mark.id);
            }}
          >
            <circle cx={mark.x} cy={mark.y} r={mark.plain ? 5 : 13} />
            {mark.plain ? null : (
              <text x={mark.x} y={mark.y + 5}>
                {mark.number}
              </text>
            )}
          </g>
        ))}
      </svg>
      {map.beyond.length ? (
        <figcaption class="soft">{t("check.beyond", { n: map.beyond.join(", ") })}</figcaption>
      ) : null}
    </figure>
  );
}
