import { and, asc, eq } from "drizzle-orm";
import type { OrgId } from "#db/ids.ts";
import { preparedFor } from "#db/prepared.ts";
import { stepFiles } from "#db/schema/orders.ts";
import { insertRow } from "#db/statements.ts";
import { mine, type Staff, type Tenant } from "#db/tenant.ts";
import type { Config } from "../config.server.ts";
import { findStored, type Stored } from "../files/file-store.ts";
import { pictureSizeAt, type PictureSize } from "../files/picture-size.ts";

export type MeasuredFile = Stored & { size: PictureSize | null };

/** Stored files with how large those are that a browser shows as pictures. */
export const measured = (disk: Pick<Config, "dataDir">, files: readonly Stored[]): Promise<MeasuredFile[]> =>
  Promise.all(
    files.map(async ({ id, name, type, bytes, sha256 }) => {
      const size = await pictureSizeAt(type, await findStored(disk, { id, bytes }));
      return { id, name, type, bytes, sha256, size };
    }),
  );

/** Puts stored files to a step of an order, in the caller's transaction that made the step. */
export function addStepFiles(
  { db }: Staff,
  { orgId, id: orderId }: { orgId: OrgId; id: string },
  eventId: string,
  files: readonly MeasuredFile[],
  now: number,
) {
  for (const [at, { size, ...file }] of files.entries()) {
    const { width = null, height = null } = size ?? {};
    insertRow(db, stepFiles, { ...file, orgId, orderId, eventId, position: at + 1, width, height, createdAt: now });
  }
}

const listing = preparedFor((tenant: Tenant, { orderId }: { orderId: string }) => {
  const { id, eventId, name, bytes, width, height } = stepFiles;
  return tenant.db
    .select({ id, eventId, name, bytes, width, height })
    .from(stepFiles)
    .where(mine(tenant, stepFiles, eq(stepFiles.orderId, orderId)))
    .orderBy(asc(stepFiles.position));
});

/** The files that an order's steps show, each naming its step; width and height of pictures in pixels. */
export const listStepFiles = (tenant: Tenant, orderId: string) => listing(tenant, { orderId }).all();

export type StepFile = ReturnType<typeof listStepFiles>[number];

/** A thumbnail is the whole file: larger ones take too long where a page only hints at them. */
const maxThumbnailBytes = 200_000;

/** The first picture that a step of an order shows, where it is small enough for a thumbnail; else null. */
export const findThumbnail = (tenant: Tenant, orderId: string, eventId: string): StepFile | null =>
  listStepFiles(tenant, orderId).find(
    (file) => file.eventId === eventId && file.width && file.height && file.bytes <= maxThumbnailBytes,
  ) ?? null;

/** A file that a step of an order shows; null where there is none. */
export function findStepFile(tenant: Tenant, orderId: string, fileId: string) {
  return (
    tenant.db
      .select()
      .from(stepFiles)
      .where(mine(tenant, stepFiles, and(eq(stepFiles.orderId, orderId), eq(stepFiles.id, fileId))))
      .get() ?? null
  );
}
