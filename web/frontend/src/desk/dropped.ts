/** Files that somebody drops or chooses, folders with all that is in them. */

export interface Dropped {
  /** Where the file lies inside what was dropped, with "/". */
  readonly path: string;
  readonly file: File;
}

/** All files of what was dropped; folders are gone through. */
export async function filesOf(data: DataTransfer): Promise<Dropped[]> {
  // The list is emptied when the event is over: everything is taken from it first.
  const entries = [...data.items].map((item) => item.webkitGetAsEntry?.() ?? null);
  const plain = [...data.files];
  if (entries.every((entry) => entry === null)) return plain.map((file) => ({ path: file.name, file }));
  const found: Dropped[] = [];
  for (const entry of entries) if (entry) await walk(entry, found);
  return found;
}

/** All files that were chosen in the system's own window. */
export function chosenIn(input: HTMLInputElement): Dropped[] {
  return [...(input.files ?? [])].map((file) => ({ path: file.webkitRelativePath || file.name, file }));
}

async function walk(entry: FileSystemEntry, found: Dropped[]): Promise<void> {
  const path = entry.fullPath.replace(/^\//, "");
  if (entry.isFile) {
    const file = await new Promise<File>((take, fail) => (entry as FileSystemFileEntry).file(take, fail));
    found.push({ path, file });
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  for (;;) {
    const part = await new Promise<FileSystemEntry[]>((take, fail) => reader.readEntries(take, fail));
    if (!part.length) return;
    for (const inner of part) await walk(inner, found);
  }
}
