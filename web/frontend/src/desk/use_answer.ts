/** What the program answers to a question, asked again when something it depends on changes. */

import { useEffect, useState } from "preact/hooks";

import { get } from "./api";

/** The newest answer: undefined until there is one, null where the program had none. */
export function useAnswer<T>(path: string, ...changes: readonly unknown[]): T | null | undefined {
  const [answer, show] = useState<T | null>();
  useEffect(() => {
    let asked = true; // one that comes after a newer question would hide what was made meanwhile
    void get<T>(path)
      .then((found) => asked && show(found))
      .catch(() => asked && show(null));
    return () => {
      asked = false;
    };
  }, [path, ...changes]);
  return answer;
}
