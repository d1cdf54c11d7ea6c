import type { Db } from "./connection.ts";

type Work = () => void;

/** What waits for the end of each transaction that goes on in a file, the outermost first. */
const going = new WeakMap<object, Work[][]>();

/** What all handles of one file share. */
export const fileBehind = ({ db }: { db: Db }) => (db as Db & { $client: object }).$client;

function transactionsIn(file: object): Work[][] {
  let found = going.get(file);
  if (!found) going.set(file, (found = []));
  return found;
}

/** Does something once the transaction that goes on is committed, at once where none does, and never where it is rolled back. */
export function afterCommit(handle: { db: Db }, work: Work) {
  const innermost = transactionsIn(fileBehind(handle)).at(-1);
  if (innermost) innermost.push(work);
  else work();
}

/** Runs a transaction, and then what waits for it: of one within another once that is committed too. */
export function committing<T>(handle: { db: Db }, run: () => T): T {
  const all = transactionsIn(fileBehind(handle));
  const own: Work[] = [];
  all.push(own);
  let result: T;
  try {
    result = run();
  } finally {
    all.pop();
  }
  for (const work of own) afterCommit(handle, work);
  return result;
}
