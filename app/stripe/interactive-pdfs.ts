import { readFile } from "node:fs/promises";
import { setTimeout as wait } from "node:timers/promises";
import type { Tenant } from "#db/tenant.ts";
import type { Portal } from "../portal.server.ts";
import { gateOf } from "./gate.ts";
import { findPdf } from "./interactive.ts";
import { tuningOf } from "./tuning.ts";

/** So many files are looked for before they are asked for: what is held at a time. */
const ahead = 2;
const mostFailures = 3;
const patienceMs = 10_000;
const waitMs = 100;

/**
 * Whether one more file may be asked of Stripe: half of the pace is left to people who wait for one thing, and after a
 * few failures in a row Stripe is let alone.
 */
function asking(portal: Portal) {
  let failures = 0;
  let isOver = false;
  const hasRoom = () => {
    const { interactive } = gateOf(portal).limiters;
    return interactive.room(portal.now()) > Math.floor(tuningOf(portal).interactivePerSecond / 2);
  };
  return {
    async mayAsk() {
      for (let waited = 0; !isOver && failures < mostFailures && waited < patienceMs; waited += waitMs) {
        if (hasRoom()) return true;
        await wait(waitMs);
      }
      return false;
    },
    told: (isMissing: boolean) => void (failures = isMissing ? failures + 1 : 0),
    stop: () => void (isOver = true),
  };
}

async function readPdf(portal: Portal, tenant: Tenant, id: string, asks: ReturnType<typeof asking>) {
  const pdf = await findPdf(portal, tenant, id, asks.mayAsk);
  if ("failure" in pdf) {
    asks.told(pdf.failure === "unavailable");
    return pdf;
  }
  asks.told(false);
  try {
    return { bytes: await readFile(pdf.path), filename: pdf.filename };
  } catch (error) {
    portal.log.warn({ invoice: id, reason: String(error) }, "an invoice's pdf could not be read");
    return { failure: "unavailable" as const };
  }
}

/**
 * The PDFs of many invoices in their order, each as `findPdf` finds it, or why there is none. Holds a few at a time;
 * whoever stops reading stops the work.
 */
export async function* findPdfs<Invoice extends { id: string }>(portal: Portal, tenant: Tenant, invoices: Invoice[]) {
  const asks = asking(portal);
  const looking: ReturnType<typeof readPdf>[] = [];
  try {
    for (const [at, invoice] of invoices.entries()) {
      while (looking.length < ahead && at + looking.length < invoices.length)
        looking.push(readPdf(portal, tenant, invoices[at + looking.length]!.id, asks));
      yield { invoice, found: await looking.shift()! };
    }
  } finally {
    asks.stop();
    await Promise.allSettled(looking);
  }
}
