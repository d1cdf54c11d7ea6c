import type { Config } from "../config.server.ts";
import { undirectedLine } from "../text/clean.ts";

const maxRead = 2_000;
const maxKept = 300;

/** What the settings hold that nobody may read, also as a login sends it: https://www.rfc-editor.org/rfc/rfc4616 */
function secretsOf({ mail: { postmark, smtpUrl } }: Config): string[] {
  const { username = "", password = "" } = smtpUrl ? new URL(smtpUrl) : {};
  const [user, pass] = [username, password].map(decodeURIComponent);
  const sent = [user, pass, `\0${user}\0${pass}`].map((text) => Buffer.from(text!).toString("base64"));
  return [postmark?.token ?? "", pass!, password, ...sent].filter((text) => text.length > 3);
}

/** A server's own words, or a fault's, for a log and for staff: one line of at most 300 characters, without addresses, secrets and tokens. */
export function cleanReason(config: Config, said: string): string {
  let text = said.slice(0, maxRead);
  for (const secret of secretsOf(config)) text = text.replaceAll(secret, "…");
  return undirectedLine(text)
    .replace(/(?<![^\s<>"'(),:;=])[^\s<>"'(),:;=@]+@[^\s<>"'(),:;]+/g, "…")
    .replace(/[\w-]{32,}/g, "…")
    .slice(0, maxKept);
}
