import { NO_DRAFT, type Session, type ToolName } from "../app/session";
import { t } from "../app/words";
import { isRemark } from "../drawing/remark";
import { TOOLS } from "../tools";
import { laidAside } from "../tools/aside";
import { h, refill, type VNode } from "./dom";
import { glyph } from "./glyphs";

const NAMES = ["select", "draw", "corners", "split", "merge", "pin"] as const;

/** Takes up a tool; what was half done with another is given up. */
export function take(session: Session, tool: ToolName): void {
  if (session.view.readOnly && tool !== "select") return session.say("tabs.looking_on", {}, "warn");
  const keep = tool === "split" || tool === "merge" || tool === "corners";
  session.show({
    tool,
    draft: NO_DRAFT,
    hover: null,
    taken: null,
    preview: null,
    message: laidAside(session),
    target: null,
    fresh: null,
    picked: [],
    picking: false,
    ...(tool === "pin" && { tab: "pins" as const }),
    ...(isRemark({ kind: session.view.pinKind }) && { pinKind: "" }),
    ...(keep ? {} : { chosen: tool === "draw" || tool === "pin" ? null : session.view.chosen }),
  });
}

export function toolbar(element: HTMLElement, session: Session): () => void {
  element.setAttribute("role", "toolbar");
  return () => {
    const { tool } = session.view;
    element.setAttribute("aria-label", t("tools"));
    refill(
      element,
      ...NAMES.map((name) =>
        h(
          "button.tool",
          {
            type: "button",
            "data-focus": name,
            "data-tool": name,
            "aria-pressed": tool === name ? "true" : "false",
            onclick: () => take(session, name),
          },
          glyph(name),
          h("span", {}, t(`tool.${name}`)),
        ),
      ),
      h("span.gap"),
      step("undo", session.history.past.length + session.view.draft.stops.length, () => stepBack(session)),
      step("redo", session.history.future.length, () => session.redo()),
    );
  };
}

/** Takes back the last corner of what is being drawn; else the last edit. */
export function stepBack(session: Session): void {
  const { tool, draft } = session.view;
  if (draft.points.length) TOOLS[tool].back?.(session);
  else session.undo();
}

function step(name: "undo" | "redo", count: number, onclick: () => void): VNode {
  return h(
    "button.tool",
    {
      type: "button",
      "data-focus": name,
      "data-tool": name,
      disabled: count === 0,
      onclick,
    },
    glyph(name),
    h("span", {}, t(`tool.${name}`)),
  );
}
