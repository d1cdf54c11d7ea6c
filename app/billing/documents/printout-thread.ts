import { answerOnThread, apart } from "../../jobs/thread.ts";
import type { Printout } from "./printout.ts";

/** What draws, and its fonts, is loaded by the thread with the first one: nobody else needs it. */
async function draw(printout: Printout): Promise<Uint8Array | null> {
  const { drawPrintout } = await import("./printout-pdf.ts");
  return drawPrintout(printout);
}

/** What the thread of printouts does. */
export const answerPrintouts = () => answerOnThread(draw);

/** A printout as a PDF, drawn beside the portal's own thread; null where it has a letter that no font of ours has. */
export const drawApart = apart("printouts", draw);
