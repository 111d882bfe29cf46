/** What a person may say that a file is (web/settings/file_roles.py has the same). */

export const ROLES = [
  "village_area",
  "village_point",
  "landmark",
  "context",
  "ground",
  "tambon",
  "amphoe",
  "gazetteer",
  "population",
  "indicators",
  "register",
  "ignore",
] as const;
