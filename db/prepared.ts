import { sql } from "drizzle-orm";
import { compilerOf, type Db } from "./connection.ts";
import type { Self, Tenant } from "./tenant.ts";

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

type Query<Row> = { all(values: object): Row[]; get(values: object): Row | undefined };

/** The same for a query on the rows of an organization or a person: `prepare` writes it for a handle as any other. */
export function preparedFor<Handle extends Tenant | Self, Row>(prepare: (handle: Handle) => Query<Row>) {
  const places = { orgId: sql.placeholder("orgId"), personId: sql.placeholder("personId") };
  const statement = prepared((db) => prepare({ db, ...places } as unknown as Handle));
  return (handle: Handle, values: object = {}) => {
    const { orgId, personId } = handle as Partial<Tenant & Self>;
    const own = { ...values, orgId, personId };
    const query = statement(handle.db);
    return { all: () => query.all(own), get: () => query.get(own) };
  };
}
