import { setImmediate } from "node:timers/promises";
import { systemOf } from "#db/tenant.ts";
import { sendMails } from "./mail/sender.ts";
import { mailKinds } from "./mails.ts";
import { connectionOf } from "./portal.server.ts";
import { searchSources } from "./search-sources.ts";
import { indexChanges } from "./search/search-index.ts";
import { works } from "./works.ts";
import type { Worker } from "./jobs/loop.ts";

export const searchWorker: Worker = {
  name: "search",
  async run(portal) {
    await setImmediate();
    return indexChanges(systemOf(connectionOf(portal)), searchSources);
  },
};

export const mailWorker = sendMails(mailKinds);

/** Everything that runs beside the pages. */
export const workers: readonly Worker[] = [...works.flatMap((work) => work.workers ?? []), mailWorker, searchWorker];
