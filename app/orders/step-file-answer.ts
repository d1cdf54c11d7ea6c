import type { Tenant } from "#db/tenant.ts";
import { findStored } from "../files/file-store.ts";
import { fileAnswer } from "../http/file-response.ts";
import { notFound } from "../http/respond.ts";
import type { RouteArgs } from "../sign-in/handles.ts";
import { localeOf } from "../text/locale.ts";
import { portalText } from "../text/portal.ts";
import { textFor } from "../text/words.ts";
import { findStepFile } from "./step-files.ts";

/** A file that a step of this order shows. Throws 404 where there is none, and 410 where its bytes are gone. */
export async function stepFileAnswer(
  args: RouteArgs,
  tenant: Tenant,
  orderId: string,
  fileId: string,
): Promise<Response> {
  const file = findStepFile(tenant, orderId, fileId);
  if (!file) throw notFound();
  const path = await findStored(args.context.portal.config, file);
  return fileAnswer(args.request, file, path, textFor(localeOf(args.request), portalText));
}
