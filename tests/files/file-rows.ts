import { storeFile } from "#app/files/file-store.ts";
import { addStepFiles, measured } from "#app/orders/step-files.ts";
import { keepFile, type MessageFile } from "#app/requests/message-files.ts";
import { keeperOf } from "#app/requests/request-keeper.ts";
import type { OrgId } from "#db/ids.ts";
import { staffOf } from "#db/tenant.ts";
import { samples } from "./file-samples.ts";
import type { World } from "#tests/world.ts";

type Here = Pick<World, "system" | "now" | "config">;

/** A file that waits under a form's key for the message that takes it. */
export async function addWaitingFile(
  { system, now, config }: Here,
  orgId: OrgId | null,
  draft: string,
  name = "offer.pdf",
  source: Uint8Array = samples.pdf,
): Promise<MessageFile> {
  const kept = await keepFile(config, keeperOf(system, orgId), { draft }, { name, source }, now());
  if (typeof kept === "string") throw new Error(`${name} is not taken: ${kept}`);
  return kept;
}

/** Puts a picture to a step of an order, as staff do. Gives its id. */
export async function addStepFile(
  town: Pick<World, "connection" | "config" | "now"> & { sam: { email: string } },
  order: { orgId: OrgId; id: string },
  eventId: string,
  [name, bytes]: [string, Uint8Array] = ["PO-ACME.png", samples.png],
): Promise<string> {
  const stored = await storeFile(town.config, name, bytes);
  if (typeof stored === "string") throw new Error(stored);
  const files = await measured(town.config, [stored]);
  addStepFiles(staffOf(town.connection, town.sam.email), order, eventId, files, town.now());
  return stored.id;
}
