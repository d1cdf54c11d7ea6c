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
  if (hit.visitor) return "person";
  return isProgram(agent) || isPretending(hit, agent) ? "machine" : "likely";
}
