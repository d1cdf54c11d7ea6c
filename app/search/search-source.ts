import type { Db } from "#db/connection.ts";
import type { SearchKind } from "#db/schema/search.ts";

/** What is looked for in a row, and how old it is (epoch milliseconds). */
export type SearchDocument = { item: string; at: number; texts: readonly (string | null)[] };

/** How the rows of each kind are read to be indexed; triggers say when (`db/triggers/search.ts`). */
export type SearchSources = Readonly<Record<SearchKind, (db: Db, ids: string[]) => SearchDocument[]>>;
