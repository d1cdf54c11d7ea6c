import type { Config } from "../../config.server.ts";
import { automaton } from "./automatic.ts";
import type { InboundMail } from "./inbound.ts";
import type { Resolve } from "./dns.ts";
import { provenBy } from "./proven-sender.ts";
import { requestNumberOf } from "./reply-address.ts";
import { replyText, type Reply } from "./reply-text.ts";

export type Judgement = Reply & {
  /** Set where no person wrote it. */
  automaton: "own" | "automatic" | null;
  /** The number of the request that it answers; "wrong" where the address is of none, null where it opens a new one. */
  answers: number | "wrong" | null;
  /** By what it is proven that it is from whom it says; null where by nothing. */
  proof: "spf" | "dkim" | null;
};

export type JudgedFor = { mail: Pick<Config["mail"], "inboundAddress">; secrets: Config["secrets"] };

/** What can be told of a mail by itself: who is behind the address and what they may do is another's to say. */
export async function judgeMail(
  { config, now }: { config: JudgedFor; now: () => number },
  mail: InboundMail,
  resolve?: Resolve,
): Promise<Judgement> {
  const inbound = config.mail.inboundAddress;
  const machine = automaton(mail, {
    // Not where mails are sent from: staff may read and answer there, and what the portal writes says so by itself.
    addresses: inbound ? [inbound.toLowerCase()] : [],
  });
  return {
    ...replyText(mail.text),
    automaton: machine,
    answers: requestNumberOf(mail, inbound ?? "", config.secrets),
    proof: machine ? null : await provenBy(mail, { resolve, now: now() }),
  };
}
