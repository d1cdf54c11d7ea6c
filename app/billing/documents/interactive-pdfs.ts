import { readFile } from "node:fs/promises";
import { setTimeout as wait } from "node:timers/promises";
import type { Tenant } from "#db/tenant.ts";
import type { Paper } from "../document-list.ts";
import type { Portal } from "../../portal.server.ts";
import { throttleOf } from "../stripe/throttle.ts";
import { findCreditNotePdf, findPdf } from "./interactive.ts";
import { tuningOf } from "../stripe/tuning.ts";

/** So many files are looked for before they are asked for: what is held at a time. */
const ahead = 2;
const maxFailures = 3;
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
    const { interactive } = throttleOf(portal).limiters;
    return interactive.room(portal.now()) > Math.floor(tuningOf(portal).interactivePerSecond / 2);
  };
  return {
    async mayAsk() {
      for (let waited = 0; !isOver && failures < maxFailures && waited < patienceMs; waited += waitMs) {
        if (hasRoom()) return true;
        await wait(waitMs);
      }
      return false;
    },
    told: (isMissing: boolean) => void (failures = isMissing ? failures + 1 : 0),
    stop: () => void (isOver = true),
  };
}

async function readPdf(portal: Portal, tenant: Tenant, paper: Paper, asks: ReturnType<typeof asking>) {
  const { id, isNote } = paper;
  const pdf = await (isNote ? findCreditNotePdf(portal, paper, asks.mayAsk) : findPdf(portal, tenant, id, asks.mayAsk));
  if ("failure" in pdf) {
    asks.told(pdf.failure === "unavailable");
    return pdf;
  }
  asks.told(false);
  try {
    return { bytes: await readFile(pdf.path), filename: pdf.filename };
  } catch (error) {
    portal.log.warn({ paper: id, reason: String(error) }, "a pdf could not be read");
    return { failure: "unavailable" as const };
  }
}

/**
 * The PDFs of many invoices and credit notes in their order, or why there is none. Holds a few at a time; whoever stops
 * reading stops the work.
 */
export async function* findPdfs(portal: Portal, tenant: Tenant, papers: Paper[]) {
  const asks = asking(portal);
  const looking: ReturnType<typeof readPdf>[] = [];
  try {
    for (const [at, paper] of papers.entries()) {
      while (looking.length < ahead && at + looking.length < papers.length)
        looking.push(readPdf(portal, tenant, papers[at + looking.length]!, asks));
      yield { paper, found: await looking.shift()! };
    }
  } finally {
    asks.stop();
    await Promise.allSettled(looking);
  }
}
