import { isbot } from "isbot";
import type { UsageHow } from "#db/schema/usage.ts";
import { bounded } from "../text/bounded.ts";

/** What one hit tells of who it was. */
export type Hit = {
  method: string;
  headers: Headers;
  /** Whether the portal is reached by https: browsers send what they fetch for only then. */
  isSecure: boolean;
  /** Who is signed in, or null. */
  visitor: { isStaff: boolean; isLeftOut: boolean } | null;
};

const maxAgentLength = 512;
const rememberedBytes = 512 * 1024;
const agents = bounded<boolean>(rememberedBytes, (_, agent) => 2 * agent.length + 100);

/** Whether a user agent says that it is a program, or is nothing that a browser would say. */
function isProgram(agent: string): boolean {
  if (!agent || agent.length > maxAgentLength) return true;
  return agents.get(agent) ?? agents.keep(agent, isbot(agent));
}

/** From which version on browsers say what they fetch for: https://caniuse.com/mdn-http_headers_sec-fetch-mode */
const saying: [RegExp, number][] = [
  [/\bFirefox\/(\d+)/, 90],
  [/\bChrome\/(\d+)/, 80],
  [/\bVersion\/(\d+)[\d.]* (?:Mobile\/\S+ )?Safari\//, 17],
];

/** Whether a hit claims to be of a browser that would have said that somebody goes to this page, and did not say so. */
function isPretending({ headers, isSecure }: Hit, agent: string): boolean {
  if (!isSecure || headers.get("Sec-Fetch-Mode") === "navigate") return false;
  return saying.some(([name, from]) => Number(name.exec(agent)?.[1] ?? 0) >= from);
}

/** Whether a browser or a program looks ahead, or only asks whether there is something: nobody sees the answer. */
const isLookingAhead = ({ method, headers }: Hit) =>
  method === "HEAD" || ["Sec-Purpose", "Purpose", "X-Moz", "X-Purpose"].some((name) => headers.has(name));

const asksToBeLeftOut = ({ headers, visitor }: Hit) =>
  headers.get("Sec-GPC") === "1" || headers.get("DNT") === "1" || !!visitor?.isLeftOut;

/**
 * Who it was, by one hit alone; changes nothing of what is answered. What browsers say of a fetch only lowers somebody to
 * a machine and never proves a person: programs can say the same.
 */
export function howOf(hit: Hit): UsageHow {
  const agent = hit.headers.get("User-Agent") ?? "";
  if (hit.visitor?.isStaff) return "staff";
  if (isLookingAhead(hit)) return "machine";
  if (asksToBeLeftOut(hit)) return "left-out";
  if (hit.visitor || hit.method === "POST") return "person";
  return isProgram(agent) || isPretending(hit, agent) ? "machine" : "likely";
}

/** One opening of a link out of a mail, as far as it tells who that was: nothing of it is kept. */
export type LinkHit = {
  /** Epoch milliseconds. */
  at: number;
  /** Where it came from, as limits know it. */
  network: string;
  /** The address that the mail went to. */
  recipient: string;
  mailId: string | null;
  /** The link's own path; null where it is none that stands in a mail. */
  link: string | null;
  /** Whether the link is the one by which mails are stopped. */
  isLeaving: boolean;
};

const afterDeliveryMs = 15_000;
const twoLinksMs = 3_000;
/** For how long before and after it what else was opened says something of a hit. */
export const seriesMs = 10_000;
const recipientsOfScan = 3;

/** Whether one mail was opened by two of its links at once, or by one network its thing and the way to stop it. */
const isOfSameScan = (one: LinkHit, other: LinkHit) =>
  other.link !== one.link &&
  ((one.mailId !== null && other.mailId === one.mailId && Math.abs(other.at - one.at) < twoLinksMs) ||
    (other.isLeaving !== one.isLeaving && other.network === one.network && other.recipient === one.recipient));

/**
 * Whether what looked like a person by itself was a machine that opens links of mails: too soon after its mail's delivery
 * (null: it was not delivered yet, undefined: nobody knows of the mail), or too many of them at once. `hits` are those
 * around it, and may be it too.
 */
export function isScan(hit: LinkHit, hits: readonly LinkHit[], deliveredAt: number | null | undefined): boolean {
  if (deliveredAt === null || hit.at - (deliveredAt ?? -Infinity) < afterDeliveryMs) return true;
  const near = hits.filter(({ at, link }) => link !== null && Math.abs(at - hit.at) < seriesMs);
  if (hit.link !== null && near.some((other) => isOfSameScan(hit, other))) return true;
  const recipients = new Set([hit, ...near].filter((one) => one.network === hit.network).map((one) => one.recipient));
  return recipients.size >= recipientsOfScan;
}
