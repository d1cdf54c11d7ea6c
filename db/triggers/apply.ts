import type { Connection } from "../connection.ts";
import { searchTriggers } from "./search.ts";
import { versionTriggers } from "./versions.ts";

const wanted = new Map([...versionTriggers, ...searchTriggers].map(({ name, sql }) => [name, sql]));

function differences({ sqlite }: Connection): string[] {
  const found = sqlite.prepare("select name, sql from sqlite_master where type = 'trigger'").raw().all();
  const there = new Map(found as [string, string][]);
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
