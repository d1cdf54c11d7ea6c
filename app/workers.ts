import { setImmediate } from "node:timers/promises";
import type { OrderKind } from "#db/schema/orders.ts";
import { systemOf } from "#db/tenant.ts";
import { applyImport, undoImport } from "./imports/apply.ts";
import { readImport } from "./imports/read.ts";
import { sendMails } from "./mail/sender.ts";
import { mailKinds } from "./mails.ts";
import { searchSources } from "./search-sources.ts";
import { indexChanges } from "./search/search-index.ts";
import { settleOrdersOf, settleSameMoments } from "./orders/orders-settle.ts";
import { connectionOf } from "./portal.server.ts";
import { writeDetails } from "./billing/changes/details-write.ts";
import { tellOfFailure } from "./billing/news/failed-attempts.ts";
import { cachePdf } from "./billing/documents/pdf.ts";
import { removePdf } from "./billing/documents/pdf-files.ts";
import { sweepWorker } from "./billing/stripe/sweep.ts";
import { stripeWorker } from "./billing/stripe/worker.ts";
import type { Worker } from "./jobs/loop.ts";
import { jobWorker } from "./jobs/queue.ts";

/** Several, so that what a person has changed waits for no files, and what is told for nobody's answer. */
const jobWorkers = [
  jobWorker({ "failure.tell": tellOfFailure }),
  jobWorker({ "details.write": writeDetails }),
  jobWorker({ "import.read": readImport, "import.apply": applyImport, "import.undo": undoImport }),
  jobWorker({
    "orders.settle": (portal, { kind }, hold) =>
      settleOrdersOf(systemOf(connectionOf(portal)), kind as OrderKind, hold),
    "orders.settle-same-moments": (portal, _ids, hold) => settleSameMoments(systemOf(connectionOf(portal)), hold),
  }),
  jobWorker({ "pdf.cache": cachePdf, "pdf.remove": removePdf }),
];

const searchWorker: Worker = {
  name: "search",
  async run(portal) {
    await setImmediate();
    return indexChanges(systemOf(connectionOf(portal)), searchSources);
  },
};

export const mailWorker = sendMails(mailKinds);

/** Everything that runs beside the pages. */
export const workers: readonly Worker[] = [stripeWorker, sweepWorker, ...jobWorkers, mailWorker, searchWorker];
