import type { Connection } from "../connection.ts";
import { addressTriggers } from "./addresses.ts";
import { logTriggers } from "./log.ts";
import { ownedTriggers } from "./owned.ts";
import { searchTriggers } from "./search.ts";
import { versionTriggers } from "./versions.ts";

const wanted = new Map(
  [...versionTriggers, ...searchTriggers, ...addressTriggers, ...ownedTriggers, ...logTriggers].map(({ name, sql }) => [
    name,
    sql,
  ]),
);

function found({ sqlite }: Connection): Map<string, string> {
  const rows = sqlite.prepare("select name, sql from sqlite_master where type = 'trigger'").raw().all();
  return new Map(rows as [string, string][]);
}

function differences(connection: Connection): string[] {
  const there = found(connection);
  const stale = [...there].filter(([name, sql]) => wanted.get(name) !== sql);
  const missing = [...wanted].filter(([name, sql]) => there.get(name) !== sql);
  return [...stale.map(([name]) => `drop trigger "${name}"`), ...missing.map(([, sql]) => sql)];
}

/** Makes the file's triggers those of this build, and no others, all at once; writes nothing where they are. */
export function applyTriggers(connection: Connection) {
  if (!differences(connection).length) return;
  // Another process may have been quicker between the look and the lock.
  connection.sqlite.transaction(() => connection.sqlite.exec(differences(connection).join(";\n"))).immediate();
}

/** Takes all triggers off the file, in the caller's transaction, which applies them again. */
export function dropTriggers(connection: Connection) {
  for (const name of found(connection).keys()) connection.sqlite.exec(`drop trigger "${name}"`);
}
