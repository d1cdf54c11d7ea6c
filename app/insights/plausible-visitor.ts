import { createHmac, randomBytes } from "node:crypto";
import { networkOf } from "../sign-in/limits.ts";

/** Who opened something; `day` is "2026-11-23". */
export type Visitor = { ip: string; userAgent: string; day: string };
/** What Plausible takes for a visitor's browser and address. */
export type Told = { userAgent: string; address: string };

const engine = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0";
const desktop = `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${engine} Safari/537.36`;
const mobile = `Mozilla/5.0 (Linux; Android 10; K) ${engine} Mobile Safari/537.36`;

const maxAgentLength = 512;

/**
 * Tells people apart for a day without saying who they are: one browser of each kind, and an address that nobody has,
 * from the block that is set aside for examples, made with a key that is in memory only and forgotten with its day.
 */
export function anonymously(randomKey: () => Buffer = () => randomBytes(32)) {
  let [today, key] = ["", randomKey()];
  return ({ ip, userAgent, day }: Visitor): Told => {
    if (day !== today) [today, key] = [day, randomKey()];
    const hash = createHmac("sha256", key)
      .update(`${networkOf(ip)} ${userAgent}`)
      .digest("hex");
    const address = `2001:db8:${hash.slice(0, 24).replace(/.{4}(?!$)/g, "$&:")}`;
    return { userAgent: /mobi|android|ipad/i.test(userAgent) ? mobile : desktop, address };
  };
}

/** The visitor's own browser and address. */
export const really = ({ ip, userAgent }: Visitor): Told => ({
  userAgent: userAgent.slice(0, maxAgentLength),
  address: ip,
});
