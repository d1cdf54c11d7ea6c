type Item = { id: string; created: number };
type Field<T> = (item: T) => string | null | undefined;

/** Objects by their ids that are also kept in the order of their creation, whole and in parts. */
export type Shelf<T extends Item> = Map<string, T> & {
  readonly noun: string;
  readonly fields: readonly string[];
  /** Oldest first; those of one second in the order they were made. */
  readonly row: readonly T[];
  /** Those whose field has the value, in the same order. */
  part(field: string, value: string): readonly T[];
  /** How many of a row, or of a part of it, come before the object. */
  before(row: readonly T[], item: T): number;
};

/** `fields` are what lists filter by most: reading such a part costs nothing. Set an object again when one changed. */
export function makeShelf<T extends Item>(noun: string, fields: Record<string, Field<T>> = {}): Shelf<T> {
  const byId = new Map<string, T>();
  const row: T[] = [];
  const parts = new Map<string, T[]>();
  const keys = new Map<string, string[]>();
  const turns = new Map<string, number>();
  let made = 0;

  const isBefore = (one: T, other: T) =>
    one.created < other.created || (one.created === other.created && turns.get(one.id)! < turns.get(other.id)!);
  const before = (among: readonly T[], item: T) => countWhile(among, (one) => isBefore(one, item));

  function insert(into: T[], item: T) {
    into.splice(before(into, item), 0, item);
  }

  function take(from: T[], item: T) {
    from.splice(before(from, item), 1);
  }

  function sort(item: T) {
    const wanted = Object.entries(fields).map(([field, of]) => key(field, of(item)));
    const had = keys.get(item.id) ?? [];
    for (const name of had) if (!wanted.includes(name)) take(parts.get(name)!, item);
    for (const name of wanted) {
      if (had.includes(name)) continue;
      if (!parts.has(name)) parts.set(name, []);
      insert(parts.get(name)!, item);
    }
    keys.set(item.id, wanted);
  }

  const shelf = Object.assign(byId, {
    noun,
    fields: Object.keys(fields),
    row,
    before,
    part: (field: string, value: string) => parts.get(key(field, value)) ?? [],
    set(id: string, item: T) {
      if (!byId.has(id)) {
        turns.set(id, made++);
        insert(row, item);
      }
      Map.prototype.set.call(byId, id, item);
      sort(item);
      return shelf;
    },
    delete(id: string) {
      const item = byId.get(id);
      if (!item) return false;
      take(row, item);
      for (const name of keys.get(id)!) take(parts.get(name)!, item);
      keys.delete(id);
      turns.delete(id);
      return Map.prototype.delete.call(byId, id);
    },
  }) as unknown as Shelf<T>;
  return shelf;
}

const key = (field: string, value: string | null | undefined) => `${field}=${value ?? ""}`;

/** How many at the start of a row pass, found by halving: those that pass come first. */
export function countWhile<T>(row: readonly T[], passes: (item: T) => boolean): number {
  let low = 0;
  let high = row.length;
  if (high > 0 && passes(row[high - 1]!)) return high;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (passes(row[middle]!)) low = middle + 1;
    else high = middle;
  }
  return low;
}
