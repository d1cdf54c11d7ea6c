import { and, eq, type SQL } from "drizzle-orm";
import type { SQLiteColumn, SQLiteTable } from "drizzle-orm/sqlite-core";
import { committing } from "./after-commit.ts";
import { databaseFor, type Caller, type Connection, type Db } from "./connection.ts";
import type { OrgId, PersonId } from "./ids.ts";
import { auditLog, people } from "./schema/organizations.ts";
import type { Secrets } from "./secrets.ts";

declare const proof: unique symbol;

type Handle = { readonly db: Db; readonly secrets: Secrets };

/** The right to one organization's rows. Made where a membership, an item link or a job proves it, and nowhere else. */
export type Tenant = Handle & { readonly orgId: OrgId; readonly [proof]: "tenant" };

/** The right to one person's own rows: their sessions, their memberships. */
export type Self = Handle & { readonly personId: PersonId; readonly [proof]: "self" };

/**
 * The right of somebody of the company. `within` opens one organization and writes down what for; `reading` opens it to
 * look, and nothing is written down.
 */
export type Staff = Handle & {
  readonly connection: Connection;
  readonly email: string;
  readonly [proof]: "staff";
  within(orgId: OrgId, action: string, now: number, subject?: string): Tenant;
  reading(orgId: OrgId): Tenant;
};

/** The right to everything: verified webhooks, jobs, sign-in. */
export type System = Handle & {
  readonly connection: Connection;
  readonly [proof]: "system";
  within(orgId: OrgId): Tenant;
};

function handle<T extends Handle>(connection: Connection, caller: Caller, rest: object): T {
  return { db: databaseFor(connection, caller), secrets: connection.secrets, ...rest } as unknown as T;
}

export function tenantOf(connection: Connection, orgId: OrgId): Tenant {
  return handle<Tenant>(connection, { orgId }, { orgId });
}

export function selfOf(connection: Connection, personId: PersonId): Self {
  return handle<Self>(connection, { personId }, { personId });
}

export function staffOf(connection: Connection, email: string): Staff {
  const system = databaseFor(connection, "system");
  return handle<Staff>(connection, "system", {
    connection,
    email,
    within(orgId: OrgId, action: string, now: number, subject?: string) {
      const personId = holderOf(system, email);
      system
        .insert(auditLog)
        .values({ orgId, actorKind: "staff", actor: email, personId, action, subject, at: now })
        .run();
      return tenantOf(connection, orgId);
    },
    reading: (orgId: OrgId) => tenantOf(connection, orgId),
  });
}

/** Whose address it is, or null. */
export const holderOf = (db: Db, email: string): PersonId | null =>
  db.select({ id: people.id }).from(people).where(eq(people.email, email)).get()?.id ?? null;

const systems = new WeakMap<Connection, System>();

export function systemOf(connection: Connection): System {
  let system = systems.get(connection);
  if (!system) {
    system = handle<System>(connection, "system", {
      connection,
      within: (orgId: OrgId) => tenantOf(connection, orgId),
    });
    systems.set(connection, system);
  }
  return system;
}

type Owned = SQLiteTable & { orgId: SQLiteColumn };

/** The only `where` that an owned table gets: the caller's rows, and of these the ones that meet the conditions. */
export function mine(tenant: Tenant, table: Owned, ...conditions: (SQL | undefined)[]): SQL {
  return and(eq(table.orgId, tenant.orgId), ...conditions)!;
}

/** Values for an insert with the owner stamped on; callers cannot choose it. */
export function owned<T extends Owned>(
  tenant: Tenant,
  _table: T,
  values: Omit<T["$inferInsert"], "orgId">,
): T["$inferInsert"] {
  return { ...values, orgId: tenant.orgId } as T["$inferInsert"];
}

/**
 * Runs the function in one immediate transaction and gives its result; rolls back and rethrows when it throws. Nested
 * calls are savepoints. Synchronous: nothing inside may wait.
 */
export function transact<T>(handle: Handle, run: () => T): T {
  return committing(handle, () => handle.db.transaction(run, { behavior: "immediate" }));
}

/** Runs the function in a transaction, gives its result, and takes back all that it wrote: to say what would come of it. */
export function rehearse<T>(by: Handle, run: () => T): T {
  const takeBack = new Error("A rehearsal is taken back");
  let result: { is: T } | undefined;
  try {
    transact(by, () => {
      result = { is: run() };
      throw takeBack;
    });
  } catch (error) {
    if (error !== takeBack) throw error;
  }
  return result!.is;
}

/**
 * As `transact`, but what is written need not be on the disk when it returns: the next `transact` that writes brings it there
 * too. For many steps of one work that is answered once. (https://sqlite.org/pragma.html#pragma_synchronous, NORMAL)
 */
export function transactUnflushed<T>(system: System, run: () => T): T {
  const { sqlite } = system.connection;
  const usual = sqlite.pragma("synchronous", { simple: true }) as number;
  sqlite.pragma("synchronous = NORMAL");
  try {
    return transact(system, run);
  } finally {
    sqlite.pragma(`synchronous = ${usual}`);
  }
}
