import { keepFile, type MessageFile } from "#app/requests/message-files.ts";
import { keeperOf } from "#app/requests/request-keeper.ts";
import type { OrgId } from "#db/ids.ts";
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
