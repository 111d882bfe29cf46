import { expect, test } from "vitest";

import { HOSTS, SCENES } from "../../src/desk/host_scenes";
import words from "../../../words.json";

test.each(HOSTS)("every step of %s has its drawing, in both languages", (host) => {
  const said = (words as Record<string, { th: string; en: string }>)[`desk.publish.${host}_steps`]!;
  for (const text of [said.th, said.en]) expect(SCENES[host]).toHaveLength(text.split("\n").length);
});

test("what a drawing holds fits into its window", () => {
  for (const scenes of Object.values(SCENES)) {
    for (const { parts } of scenes)
      expect(parts.reduce((n, [kind]) => n + (kind === "map" ? 2 : 1), 0)).toBeLessThan(4);
  }
});

test.each(["github", "netlify"] as const)("the last step of %s says the button that its drawing shows", (host) => {
  const said = (words as Record<string, { th: string; en: string }>)[`desk.publish.${host}_steps`]!.th;
  const pressed = SCENES[host].at(-1)!.parts.filter(([kind]) => kind === "press");
  expect(pressed).toEqual([["press", words["desk.publish.save"].th]]);
  expect(said.split("\n").at(-1)).toContain(words["desk.publish.save"].th);
});
