import { canonicalAddress } from "../../people/address.ts";
import type { Correspondent } from "./headers.ts";
import {
  announcesHeaders,
  hasAddress,
  headerLabel,
  isDivider,
  isRule,
  surelyAnnouncesHeaders,
  type Label,
} from "./program-lines.ts";
import { replyText, type Reply } from "./reply-text.ts";
import { shortLine } from "./text.ts";

/** A mail that somebody passed on, and what they wrote above it; "" where nothing. */
export type Forwarded = Reply & { from: Correspondent; subject: string; above: string };

/** Below so many lines no program's headers are looked for. */
const maxLinesAbove = 2_000;
const maxHeaderLines = 14;
/** Lines among the headers that are none we know, such as Reply-To. */
const maxOthers = 3;

/**
 * The mail that was passed on in another, by the headers that mail programs put above one; null where there are none. The
 * other is what its sender said and what was parted from it. Every line is looked at a fixed number of times.
 */
export function forwardedIn({ said, quoted }: Reply): Forwarded | null {
  return partedAt(said, quoted ?? "", "") ?? (quoted === null ? null : partedAt(quoted, "", said));
}

/** The first mail passed on in a text; `below` goes with what it quotes, `above` is taken for what stands above it, if anything. */
function partedAt(text: string, below: string, above: string): Forwarded | null {
  const lines = text.split("\n");
  const bare = lines.slice(0, maxLinesAbove + maxHeaderLines).map(withoutMark);
  for (let start = 0; start < Math.min(bare.length, maxLinesAbove); start++) {
    const headers = headersAt(bare, start);
    if (!headers) continue;
    const body = lines.slice(headers.end);
    // Apple's program marks what it passes on as if it were quoted.
    const { said, quoted } = replyText((isMarked(lines[start]!) ? body.map(unquoted) : body).join("\n"));
    const more = [quoted ?? "", below].filter(Boolean).join("\n\n");
    const { from, subject } = headers;
    return { from, subject, said, quoted: more || null, above: above || wordsAbove(lines.slice(0, start)) };
  }
  return null;
}

const isMarked = (line: string) => line.trimStart().startsWith(">");
const unquoted = (line: string) => line.replace(/^[ \t]{0,4}> ?/, "");
const withoutMark = (line: string) => unquoted(line.slice(0, 1_000)).trim();

function headersAt(bare: readonly string[], start: number) {
  if (!headerLabel(bare[start]!)) return null;
  const values = new Map<Label, string>();
  let [newest, others, end] = [null as Label | null, 0, start];
  for (let at = start; at < Math.min(bare.length, start + maxHeaderLines); at++) {
    const line = bare[at]!;
    const label = headerLabel(line);
    if (!line && !isNew(values, bare[at + 1])) break;
    if (label && !values.has(label)) {
      values.set(label, valueIn(line));
      [newest, others, end] = [label, 0, at + 1];
    } else if (newest === "from" && !hasAddress(values.get("from")!)) {
      values.set("from", `${values.get("from")} ${line}`.slice(0, 300));
      end = at + 1;
    } else if (line) {
      if (++others > maxOthers) break;
      if (isSomeHeader(line)) end = at + 1;
    }
  }
  const from = senderIn(values.get("from") ?? "");
  const isAnnounced = start > 0 && bare.slice(Math.max(0, start - 3), start).some(surelyAnnouncesHeaders);
  if (!from || values.size < (isAnnounced ? 2 : 3)) return null;
  return { from, subject: shortLine(values.get("subject") ?? "", 500), end };
}

/** Whether a header follows that is not there yet: then a blank line above it was one among headers. */
function isNew(values: ReadonlyMap<Label, string>, next = ""): boolean {
  const label = headerLabel(next);
  return label !== null && !values.has(label);
}

const isSomeHeader = (line: string) => /^[*_]{0,2}[\p{L}-]{2,20}[*_]{0,2}\s?:/u.test(line) || hasAddress(line);
const valueIn = (line: string) => line.replace(/^[^:：]{0,40}[:：][*_]{0,2}\s*/u, "");

/** "Ada Lovelace <ada@acme.example>" and its like, as programs write it into text. */
function senderIn(value: string): Correspondent | null {
  const written = value
    .slice(0, 300)
    .replaceAll("*", "")
    .replace(/<mailto:[^<>\s]{0,254}>/gi, "")
    .replace(/\[mailto:([^[\]\s]{1,254})\]/i, "<$1>");
  const [, before = "", address] =
    /^([^<]*)<([^<>\s]{1,254})>/.exec(written) ??
    /^()[^@]*?([^\s<>()[\]"']{1,64}@[^\s<>()[\]"']{1,190})/.exec(written) ??
    [];
  const email = canonicalAddress(address ?? "");
  const name = shortLine(before.replace(/^["'\s]+|(?<!["'\s])["'\s]+$/g, ""), 100);
  return email === null ? null : { email, name: name && !name.includes("@") ? name : null };
}

/** What somebody wrote above a mail that they passed on, without what their program put there. */
function wordsAbove(lines: readonly string[]): string {
  const isPrograms = (line: string) => !line || isRule(line) || isDivider(line) || announcesHeaders(line);
  const last = lines.findLastIndex((line) => !isPrograms(withoutMark(line)));
  return last < 0 ? "" : replyText(lines.slice(0, last + 1).join("\n")).said;
}
