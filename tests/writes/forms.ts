import { cases, isPost } from "#tests/tenancy-matrix.ts";
import { signedIn, type Row } from "#tests/tenancy-rows.ts";
import { pick, type Here, type Write, type Writes } from "./here.ts";

type Case = readonly [id: string, row: Row];
const named = (what: string, some: readonly Case[], writeOf: (row: Row) => Write): Writes =>
  Object.fromEntries(some.map(([id, row], at) => [`${what} ${id} #${at}`, writeOf(row)]));

const readersOf = ({ expect }: Row) => signedIn.filter((who) => (expect[who] ?? expect.else) < 400);

/** Every form that changes something, sent by those who may. */
export const forms = named(
  "form",
  cases.filter(([, row]) => isPost(row) && row.by),
  (row) => (here, n) => here.post(pick(row.by!, n), row.path(here.place), row.form?.(here.place)),
);

/** Every form that somebody sends with ids that aren't theirs. */
export const misuses = named(
  "misuse",
  cases.filter(([, row]) => row.misuse),
  (row) => (here: Here, n) => {
    const { who, path, form } = pick(row.misuse!(here.place), n);
    return here.post(who, path, form);
  },
);

/** Every page, read by somebody who may: to have read something is written down. */
export const reads = named(
  "read",
  cases.filter(([, row]) => !isPost(row) && readersOf(row).length),
  (row) => (here, n) => here.get(pick(readersOf(row), n), row.path(here.place)),
);
