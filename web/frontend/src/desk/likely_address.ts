/** Where a git host shows a repository's pages, as each of them documents it: an offer, no fact. */

const HOSTS: Readonly<Record<string, string>> = { "github.com": "github.io", "gitlab.com": "gitlab.io" };

export function likelyAddress(remote: string): string {
  const found = /^(?:https:\/\/|ssh:\/\/git@|git@)?([\w.-]+)[/:]([\w-]+)\/([\w.-]+?)(?:\.git)?\/?$/.exec(remote.trim());
  const pages = found && HOSTS[found[1]!.toLowerCase()];
  if (!found || !pages) return "";
  const [, , owner, name] = found as unknown as [string, string, string, string];
  const home = `${owner.toLowerCase()}.${pages}`;
  return name.toLowerCase() === home ? `https://${home}/` : `https://${home}/${name}/`;
}
