import { Placeholder } from "drizzle-orm";
import { compilerOf, type Db } from "./connection.ts";

/**
 * A statement that is compiled once for each file. Whoever runs it, it is checked against them: it is the compiled
 * one with the check of their own database.
 */
export function prepared<Statement extends object>(prepare: (db: Db) => Statement): (db: Db) => Statement {
  const statements = new WeakMap<Db, Statement>();
  return (db) => {
    const { compiler, watch } = compilerOf(db);
    let statement = statements.get(compiler);
    if (!statement) statements.set(compiler, (statement = prepare(compiler)));
    return watch ? (Object.create(statement, { logger: { value: watch } }) as Statement) : statement;
  };
}

/** Stands in a statement for a value that each run has its own of: nothing can be made of it before. */
class Place extends Placeholder {
  [Symbol.toPrimitive](): never {
    throw new Error(`${this.name} is known only when the statement runs`);
  }
}

type Handle = { readonly db: Db };
type Filled = Record<string, unknown>;
type Query<Row> = { all(values: Filled): Row[]; get(values: Filled): Row | undefined };

const maxShapes = 100;
const isPlaced = (value: unknown) => typeof value === "string" || typeof value === "number";
const nth = (name: string, at: number) => `${name}.${at}`;

/** With a place for each text and number, and for all that is in a list. */
const placesFor = (values: object) =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]: [string, unknown]) => [
      name,
      Array.isArray(value) ? value.map((_, at) => new Place(nth(name, at))) : isPlaced(value) ? new Place(name) : value,
    ]),
  );

/** What a statement is written for besides its texts and numbers. */
function shapeOf(values: Filled): string {
  let shape = "";
  for (const name in values) {
    const value = values[name];
    shape += `${name}${Array.isArray(value) ? `[${value.length}]` : isPlaced(value) ? "" : `=${String(value)}`},`;
  }
  return shape;
}

/**
 * A query that is written and compiled once for each file and shape, and checked against each handle that runs it.
 * `write` writes it as any other, but its texts and numbers, the handle's own too, only stand in it: what is computed
 * of them is computed before. Its shape is what else there is: nulls, flags, how long a list is, and a last argument
 * that has few values.
 */
export function preparedFor<H extends Handle, Given extends [values?: object, shape?: unknown], Row>(
  write: (handle: H, ...given: Given) => { prepare(): Query<Row> },
) {
  const statements = new Map<string, (db: Db) => Query<Row>>();
  const statementFor = (own: Filled, values: Filled, shape: unknown) => {
    const key = `${shapeOf(own)};${shapeOf(values)};${shape === undefined ? "" : JSON.stringify(shape)}`;
    let statement = statements.get(key);
    if (!statement) {
      const [ownPlaces, given] = [placesFor(own), [placesFor(values), shape] as unknown as Given];
      statement = prepared((db) => write({ db, ...ownPlaces } as unknown as H, ...given).prepare());
      if (statements.size >= maxShapes) statements.delete(statements.keys().next().value!);
      statements.set(key, statement);
    }
    return statement;
  };
  return (handle: H, ...[given = {}, shape]: Given) => {
    const { orgId, personId } = handle as { orgId?: string; personId?: string };
    const values = given as Filled;
    const own = { ...(orgId && { orgId }), ...(personId && { personId }) };
    const query = statementFor(own, values, shape)(handle.db);
    const filled: Filled = { ...values, ...own };
    for (const name in values) {
      const value = values[name];
      if (Array.isArray(value)) value.forEach((one, at) => (filled[nth(name, at)] = one));
    }
    return { all: () => query.all(filled), get: () => query.get(filled) };
  };
}
