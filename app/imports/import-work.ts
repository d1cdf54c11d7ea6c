import { enqueue } from "#db/jobs.ts";
import type { imports } from "#db/schema/imports.ts";
import type { Staff } from "#db/tenant.ts";

type Moving = Pick<typeof imports.$inferSelect, "id" | "state">;

const kinds = { reading: "import.read", importing: "import.apply", undoing: "import.undo" } as const;

/** The job that moves an import on from the state it is in, and what it is known by; null where none does. */
export function workOf({ id, state }: Moving) {
  if (state !== "reading" && state !== "importing" && state !== "undoing") return null;
  return { kind: kinds[state], dedupeKey: `${kinds[state]} ${id}` };
}

/** Leaves that job, or has it begin anew. `now` is epoch milliseconds. */
export function enqueueImport(staff: Staff, moving: Moving, now: number) {
  const { kind, dedupeKey } = workOf(moving)!;
  enqueue(staff, kind, { id: moving.id }, { now, dedupeKey });
}
