import { answerOnThread, apart } from "../../jobs/thread.ts";
import { askDns, type Resolve } from "./dns.ts";
import type { InboundMail } from "./inbound.ts";
import { readInbound } from "./inbound.ts";
import type { Judgement, JudgedFor } from "./judge.ts";

/** A body that Postmark posted, for whom, and the time in epoch milliseconds. */
export type Posted = { body: Uint8Array; config: JudgedFor; now: number };
export type ReadMail = { mail: InboundMail; judged: Judgement };

/** Reads a mail and judges it; null where the body is none. */
export async function readPosted({ body, config, now }: Posted, resolve?: Resolve): Promise<ReadMail | null> {
  // What judges signatures is large, and nobody else needs it: it is loaded by the thread, with the first mail.
  const { judgeMail } = await import("./judge.ts");
  const mail = readInbound(parse(new TextDecoder().decode(body)));
  return mail && { mail, judged: await judgeMail({ config, now: () => now }, mail, resolve) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What the thread of mails does: while one waits for its sender's DNS, which the sender may make slow, the next is read. */
export const answerMails = () =>
  answerOnThread<Posted, ReadMail | null>(async (posted, waits) => {
    const read = await readPosted(posted, (...asked) => {
      waits();
      return askDns(...asked);
    });
    // What has been looked at whole is not carried back.
    return read && { ...read, mail: { ...read.mail, raw: null } };
  });

const read = apart<Posted, ReadMail | null>("mails", (posted) => readPosted(posted));

/** Reads a mail beside the portal's own thread, which its body is handed over from. */
export const readApart = (posted: Posted) => read(posted, [posted.body.buffer as ArrayBuffer]);
