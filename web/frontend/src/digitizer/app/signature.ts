/** Who drew, and when they were in the field: said of the whole file, if the officer fills it in. */

export interface Signed {
  readonly drawn_by: string;
  readonly drawn_on: string;
}

let signed: Signed = { drawn_by: "", drawn_on: "" };

export const signature = (): Signed => signed;

export function sign(change: Partial<Signed>): void {
  signed = { ...signed, ...change };
}
