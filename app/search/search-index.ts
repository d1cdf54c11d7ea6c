import { and, desc, eq, gte, inArray, lt, sql } from "drizzle-orm";
import type { Db } from "#db/connection.ts";
import { prepared } from "#db/prepared.ts";
import { searchChanges, searchEntries, searchKinds, type SearchKind } from "#db/schema/search.ts";
import { searchWords } from "#db/search.ts";
import { transactUnflushed, type System } from "#db/tenant.ts";
import type { SearchSources } from "./search-source.ts";
import { indexedWords } from "./search-words.ts";

const atOnce = 100;
const sameSecond = 2 ** 20;

/**
 * Puts some of what has changed into the index, in one transaction. Gives how many rows that were. Nobody waits for the disk:
 * what is lost with the power is noted as changed again.
 */
export function indexChanges(system: System, sources: SearchSources): number {
  if (!someChanges(system.db).length) return 0;
  return transactUnflushed(system, () => {
    const changes = someChanges(system.db);
    for (const kind of searchKinds) {
      const items = changes.filter((change) => change.kind === kind).map(({ item }) => item);
      if (items.length) reindex(system.db, sources, kind, items);
    }
    return changes.length;
  });
}

const someChanges = (db: Db) => db.select().from(searchChanges).limit(atOnce).all();

const statements = prepared((db) => {
  const [kind, id] = [sql.placeholder("kind"), sql.placeholder("id")];
  const isKind = eq(searchEntries.kind, kind);
  const words = (of: SearchKind) => ({
    insert: db
      .insert(searchWords[of])
      .values({ id, words: sql.placeholder("words") })
      .prepare(),
    remove: db.delete(searchWords[of]).where(eq(searchWords[of].id, id)).prepare(),
  });
  return {
    words: new Map(searchKinds.map((of) => [of, words(of)])),
    insert: db
      .insert(searchEntries)
      .values({ kind, id, item: sql.placeholder("item") })
      .prepare(),
    newest: db
      .select({ id: searchEntries.id })
      .from(searchEntries)
      .where(and(isKind, gte(searchEntries.id, id), lt(searchEntries.id, sql.placeholder("end"))))
      .orderBy(desc(searchEntries.id))
      .limit(1)
      .prepare(),
  };
});

function reindex(db: Db, sources: SearchSources, kind: SearchKind, items: string[]) {
  const { words, insert } = statements(db);
  const { insert: insertWords, remove } = words.get(kind)!;
  const isTheirs = and(eq(searchEntries.kind, kind), inArray(searchEntries.item, items));
  for (const { id } of db.delete(searchEntries).where(isTheirs).returning({ id: searchEntries.id }).all())
    remove.run({ id });
  for (const { item, at, texts } of sources[kind](db, items)) {
    const id = freeId(db, kind, Math.max(0, Math.floor(at / 1000)));
    insert.run({ kind, id, item });
    insertWords.run({ id, words: indexedWords(texts) });
  }
  db.delete(searchChanges)
    .where(and(eq(searchChanges.kind, kind), inArray(searchChanges.item, items)))
    .run();
}

/** The newer a row, the higher its id, so that the newest are found first. */
function freeId(db: Db, kind: SearchKind, second: number): number {
  const [id, end] = [second * sameSecond, (second + 1) * sameSecond];
  const newest = statements(db).newest.get({ kind, id, end })?.id ?? id - 1;
  return newest + 1 < end ? newest + 1 : freeId(db, kind, second + 1);
}
