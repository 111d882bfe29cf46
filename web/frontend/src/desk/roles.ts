/** What a person may say that a file is (web/settings/config.py has the same). */

export const ROLES = [
  "village_area",
  "village_point",
  "landmark",
  "tambon",
  "amphoe",
  "gazetteer",
  "population",
  "indicators",
  "register",
  "ignore",
] as const;
