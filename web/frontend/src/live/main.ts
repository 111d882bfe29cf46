// What an open page of `muban serve` does while its project is worked on: it says how far the
// making of the site is and what is wrong, and shows the new site as soon as there is one.

interface Said {
  readonly th: readonly string[];
  readonly en: readonly string[];
}

interface News {
  /** How many sites were made since the server began. */
  readonly built: number;
  readonly tone: "busy" | "wrong" | "fine";
  /** Lines to show, the first alone until it is opened; none where all is fine. */
  readonly said: Said;
  /** What to say when nobody answers any more. */
  readonly gone: Said;
}

const PAUSE_MS = 1000;
const shownOf = Number(document.currentScript?.dataset["built"] ?? "0");
const box = document.createElement("details");
let gone: Said = { th: [], en: [] };
let last = "";

function show(tone: string, said: Said): void {
  const lines = document.documentElement.lang === "en" ? said.en : said.th;
  const now = `${tone}\n${lines.join("\n")}`;
  if (now === last) {
    return;
  }
  last = now;
  const [first = "", ...others] = lines;
  const summary = document.createElement("summary");
  summary.textContent = first;
  box.className = "muban-live";
  box.dataset["tone"] = tone;
  box.dataset["more"] = String(others.length > 0);
  box.hidden = lines.length === 0;
  box.replaceChildren(
    summary,
    ...others.map((line) => {
      const paragraph = document.createElement("p");
      paragraph.textContent = line;
      return paragraph;
    }),
  );
  if (!box.isConnected) {
    box.setAttribute("role", "status");
    document.body.append(box);
  }
}

async function ask(): Promise<void> {
  try {
    const answer = await fetch("/_live", { cache: "no-store" });
    const news = (await answer.json()) as News;
    if (news.built !== shownOf) {
      location.reload();
      return;
    }
    gone = news.gone;
    show(news.tone, news.said);
  } catch {
    show("wrong", gone);
  }
  setTimeout(() => void ask(), PAUSE_MS);
}

void ask();

export {};
