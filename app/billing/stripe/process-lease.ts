import { hostname } from "node:os";
import { newId } from "#db/ids.ts";

/** In a container every start has the same number and name. */
const life = newId("life");

/** A lease's owner that says which process has it. */
export const leaseOfProcess = () => [newId("lease"), process.pid, hostname(), life].join(":");

export const isOfAnother = (owner: string | null) => owner !== null && !owner.endsWith(`:${life}`);

/** Whether the process that has the lease is known to have died; elsewhere than on this machine it is never known. */
export function isAbandoned(owner: string | null): boolean {
  const [, pid, host, itsLife] = owner?.split(":") ?? [];
  if (host !== hostname()) return false;
  if (Number(pid) === process.pid) return itsLife !== life;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ESRCH";
  }
}
