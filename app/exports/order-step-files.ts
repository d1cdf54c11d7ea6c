import { createReadStream } from "node:fs";
import { setImmediate } from "node:timers/promises";
import type { Tenant } from "#db/tenant.ts";
import { cleanName } from "../files/file-name.ts";
import { findStored } from "../files/file-store.ts";
import { uniqueNames } from "../http/zip.ts";
import { listStepFiles } from "../orders/step-files.ts";
import type { Portal } from "../portal.server.ts";
import type { Found } from "./manifest.ts";
import { orderPages } from "./order-files.ts";

/** The files that the steps of an organization's orders show, in a folder for each order. */
export async function* orderStepFiles({ config }: Portal, tenant: Tenant, lastModified: Date): AsyncGenerator<Found> {
  const unique = uniqueNames();
  for (const page of orderPages(tenant)) {
    for (const { id, reference } of page)
      for (const file of listStepFiles(tenant, id)) {
        const name = unique(`orders/${cleanName(reference.replace(/[/\\]/g, "-"))}/${file.name}`);
        const path = await findStored(config, file);
        if (path) yield { name, input: createReadStream(path), lastModified };
        else yield { missing: { name, why: "This file was removed." } };
      }
    await setImmediate();
  }
}
