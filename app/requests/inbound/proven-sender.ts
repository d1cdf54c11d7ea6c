import { setTimeout as sleep } from "node:timers/promises";
import { dkimVerify } from "mailauth/lib/dkim/verify.js";
import { getAlignment } from "mailauth/lib/tools.js";
import { z } from "zod";
import { canonicalAddress } from "../../people/address.ts";
import { askDns, type Resolve } from "./dns.ts";
import { splitHead, valuesOf } from "./headers.ts";
import type { InboundMail } from "./inbound.ts";

const maxDurationMs = 5_000;
const maxVerdictLength = 4_000;
const maxSignatures = 10;
const maxLineLength = 10_000;
const maxGapLength = 10_000;
const minKeyBits = 1_024;

/**
 * By what it is proven that a mail comes from the address that it says it is from, as DMARC has it (RFC 7489, relaxed):
 * Postmark found the sending server allowed to send for the domain, or the domain signed the mail. What the mail says
 * of itself, Authentication-Results too, proves nothing. Null where nothing does; never throws.
 */
export async function provenBy(
  mail: InboundMail,
  { resolve = askDns, now }: { resolve?: Resolve; now: number },
): Promise<"spf" | "dkim" | null> {
  if (!mail.from?.isOne) return null;
  const domain = mail.from.email.split("@")[1]!;
  if (isAllowedServer(mail, domain)) return "spf";
  return mail.raw && isOrdinary(mail.raw) && (await isSigned(mail.raw, mail.from.email, { resolve, now }))
    ? "dkim"
    : null;
}

const isAligned = (one: string, other: string) => !!getAlignment(one, [other]);

// A quoted local part may hold a whole address and a semicolon: an address that opens a quote must end with it.
const envelopeFrom = /[\s;(]envelope-from=(?:"<?([^\s"\\;<>]{1,320})>?"|<?([^\s"\\;<>]{1,320})>?)\s*(?:;|\)|$)/i;

/**
 * The first Received-SPF is Postmark's own; those below came with the mail. It repeats what the sender called itself, so
 * that it is only believed where it names the envelope's sender once.
 */
function isAllowedServer({ headers }: InboundMail, domain: string): boolean {
  const [verdict] = valuesOf(headers, "received-spf");
  if (!verdict || verdict.length > maxVerdictLength || !/^pass\b/i.test(verdict)) return false;
  const envelopes = [...verdict.matchAll(/envelope-from=/gi)];
  const [, quoted, bare] = envelopeFrom.exec(verdict) ?? [];
  const envelope = quoted ?? bare;
  const identities = [...verdict.matchAll(/identity=([\w-]*)/gi)].map(([, identity]) => identity!.toLowerCase());
  if (envelopes.length !== 1 || !envelope || identities.some((identity) => identity !== "mailfrom")) return false;
  const sender = canonicalAddress(envelope);
  return !!sender && isAligned(domain, sender.split("@")[1]!);
}

/** Whether a mail is one whose signatures can be looked into in little time: what is checked was made by anybody. */
function isOrdinary(raw: string): boolean {
  const parts = splitHead(raw);
  if (!parts) return false;
  const signatures = parts.head.match(/^(?:dkim-signature|arc-[\w-]+)[ \t]*:/gim) ?? [];
  if (!signatures.length || signatures.length > maxSignatures) return false;
  for (let at = 0, gap = 0; at < parts.body.length;) {
    const found = parts.body.indexOf("\n", at);
    const end = found < 0 ? parts.body.length : found;
    if (end - at > maxLineLength) return false;
    gap = parts.body.slice(at, end).trim() ? 0 : gap + end - at + 1;
    if (gap > maxGapLength) return false;
    at = end + 1;
  }
  return true;
}

// What mailauth gives, as far as it is looked at here; its own types do not tell of it.
const verified = z.object({
  headerFrom: z.array(z.string()),
  results: z.array(
    z.object({
      signingDomain: z.string().default(""),
      algo: z.string().default(""),
      signingHeaders: z.object({ keys: z.string() }).default({ keys: "" }),
      signatureTimeValid: z.boolean().default(false),
      canonBodyLengthLimited: z.boolean().default(true),
      rr: z.string().default(""),
      status: z.object({ result: z.string() }),
    }),
  ),
});
type Signature = z.infer<typeof verified>["results"][number];

async function isSigned(raw: string, email: string, { resolve, now }: { resolve: Resolve; now: number }) {
  const whole = Buffer.from(raw.replace(/\r?\n/g, "\r\n"));
  const options = { resolver: resolve as never, curTime: new Date(now), minBitLength: minKeyBits };
  const answered = new AbortController();
  const tooLong = sleep(maxDurationMs, null, { signal: answered.signal }).catch(() => null);
  const checked = verified.safeParse(await Promise.race([dkimVerify(whole, options).catch(() => null), tooLong]));
  answered.abort();
  if (!checked.success) return false;
  const { headerFrom, results } = checked.data;
  if (headerFrom.length !== 1 || canonicalAddress(headerFrom[0]!) !== email) return false;
  return results.some((signature) => isGood(signature, email.split("@")[1]!));
}

/** A whole, strong and valid signature of the sender's domain that covers who it is from. */
function isGood(signature: Signature, domain: string): boolean {
  const { status, signingDomain, signingHeaders, algo, rr } = signature;
  const signed = signingHeaders.keys
    .toLowerCase()
    .split(":")
    .map((name) => name.trim());
  const isForTests = /(?:^|;)t=[^;]*y/i.test(rr);
  return (
    status.result === "pass" &&
    isAligned(domain, signingDomain) &&
    signed.includes("from") &&
    /-sha256$/i.test(algo) &&
    signature.signatureTimeValid &&
    !signature.canonBodyLengthLimited &&
    !isForTests
  );
}
