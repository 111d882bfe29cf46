/** What each step of putting a site on the web looks like, as simple drawings: one for each step. */

export const HOSTS = ["github", "netlify", "google", "office", "usb"] as const;
export type Host = (typeof HOSTS)[number];

/** Something on a drawn screen; of `press` and `pick` the step speaks. */
export type Part = readonly ["field" | "press" | "pick" | "drop" | "map", string];

export interface Scene {
  /** What stands in the window's bar. */
  readonly at: string;
  readonly parts: readonly Part[];
}

const OWN = "muban · เผยแพร่";

export const SCENES: Readonly<Record<Host, readonly Scene[]>> = {
  github: [
    {
      at: "github.com",
      parts: [
        ["press", "New repository"],
        ["field", "map"],
        ["pick", "Public"],
      ],
    },
    {
      at: "github.com/name/map",
      parts: [
        ["press", "uploading an existing file"],
        ["drop", "site"],
        ["press", "Commit changes"],
      ],
    },
    {
      at: "Settings › Pages",
      parts: [
        ["field", "Deploy from a branch"],
        ["field", "main  /(root)"],
        ["press", "Save"],
      ],
    },
    {
      at: OWN,
      parts: [
        ["field", "https://name.github.io/map/"],
        ["press", "ใช้ที่อยู่นี้"],
      ],
    },
  ],
  netlify: [
    { at: "Netlify · Cloudflare Pages", parts: [["press", "Deploy"]] },
    { at: "Deploy", parts: [["drop", "site · site.zip"]] },
    {
      at: OWN,
      parts: [
        ["field", "https://….netlify.app/"],
        ["press", "ใช้ที่อยู่นี้"],
      ],
    },
  ],
  google: [
    { at: "https://name.github.io/map/", parts: [["map", ""]] },
    {
      at: "sites.google.com",
      parts: [
        ["press", "แทรก › ฝัง (Embed)"],
        ["field", "https://name.github.io/map/"],
      ],
    },
    {
      at: "sites.google.com",
      parts: [
        ["map", ""],
        ["press", "เผยแพร่"],
      ],
    },
  ],
  office: [
    { at: "\\\\server\\wwwroot\\map", parts: [["drop", "site · site.zip"]] },
    {
      at: "IIS · MIME Types",
      parts: [
        ["field", ".geojson"],
        ["field", ".gpkg"],
        ["field", ".kmz"],
      ],
    },
    { at: "https://www.example.go.th/map/", parts: [["map", ""]] },
  ],
  usb: [
    { at: "E:\\", parts: [["drop", "site"]] },
    {
      at: "E:\\site",
      parts: [
        ["press", "index.html"],
        ["map", ""],
      ],
    },
  ],
};
