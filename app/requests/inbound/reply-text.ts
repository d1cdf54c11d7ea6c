import { isVisible } from "../../text/visible.ts";
import {
  announcesHeaders,
  asAttribution,
  endsLikeAttribution,
  hasAddress,
  headerLabel,
  isBrokenOff,
  isDivider,
  isRule,
  namesDevice,
  opensSignature,
  saysWrote,
  surelyAnnouncesHeaders,
} from "./program-lines.ts";
import { readsAsSignature } from "./signature.ts";

/** `said` is what the person wrote; `quoted`, where there is any, all other lines: quotes, what led them in, signatures. */
export type Reply = { said: string; quoted: string | null };

type Kind = "text" | "blank" | "quote" | "attribution";

const maxAttributionLines = 6;
const maxHeaderLines = 12;
const maxSignatureLines = 30;

/**
 * Parts what somebody wrote by mail from what their mail program added. In doubt a line was written by the person; a
 * mail of nothing but quotes was said whole. Every line is looked at a fixed number of times, whatever stands in it.
 */
export function replyText(text: string): Reply {
  const lines = text.replace(/\r\n?/g, "\n").split("\n");
  const trimmed = lines.map((line) => line.trim());
  const kinds = kindsOf(trimmed);
  const end = endOfSaid(lines, trimmed, kinds, startOfOther(trimmed, kinds));
  const isSaid = lines.map((_, at) => at < end && kinds[at] !== "attribution");
  const pasted = trimmed.findIndex((_, at) => at < end && beginsMail(trimmed, kinds, at));
  // What stands above a mail that was passed on is none of that mail's.
  if (pasted > 0) isSaid.fill(true, 0, pasted);
  else dropQuoteAbove(kinds, isSaid, end);
  if (!lines.some((_, at) => isSaid[at] && kinds[at] !== "blank")) return { said: block(lines), quoted: null };
  const quoted = block(lines.filter((_, at) => !isSaid[at]));
  return { said: block(lines.filter((_, at) => isSaid[at])), quoted: quoted || null };
}

/** Lines without the blank ones around them. */
function block(lines: readonly string[]): string {
  const first = lines.findIndex(isVisible);
  const last = lines.findLastIndex(isVisible);
  return lines
    .slice(Math.max(first, 0), last + 1)
    .join("\n")
    .trimEnd();
}

function kindsOf(trimmed: readonly string[]): Kind[] {
  const kinds = trimmed.map(kindOf);
  const before = nextWords(kinds);
  for (const [at, line] of trimmed.entries()) {
    if (kinds[at] === "blank" || !endsLikeAttribution(line)) continue;
    if (kinds[at] === "quote" && !isBrokenOff(line)) continue;
    const start = startOfAttribution(trimmed, kinds, at, kinds[before[at]!] === "quote");
    if (start !== null) kinds.fill("attribution", start, at + 1);
  }
  return kinds;
}

function kindOf(line: string): Kind {
  if (!isVisible(line)) return "blank";
  if (line.startsWith(">")) return "quote";
  return /^\|(?:\s|$)/.test(line) && !line.includes("|", 1) ? "quote" : "text";
}

/** For every line, which is the next that is not blank; the number of lines where none is. */
function nextWords(kinds: readonly Kind[]): number[] {
  const next = kinds.map(() => kinds.length);
  for (let at = kinds.length - 1, found = kinds.length; at >= 0; at--) {
    next[at] = found;
    if (kinds[at] !== "blank") found = at;
  }
  return next;
}

/** Where the attribution that ends with this line begins: it may have been broken into a few lines, the nearest fits. */
function startOfAttribution(trimmed: readonly string[], kinds: readonly Kind[], end: number, beforeQuote: boolean) {
  let text = "";
  let likely: number | null = null;
  for (let at = end; at >= 0 && at > end - maxAttributionLines; at--) {
    if (at < end && (kinds[at] === "quote" || kinds[at] === "attribution")) break;
    if (kinds[at] === "blank" && likely !== null) break;
    if (kinds[at] === "blank") continue;
    text = text ? `${trimmed[at]} ${text}` : trimmed[at]!;
    const found = asAttribution(text, at === 0 || kinds[at - 1] !== "text");
    if (found === "certain") return at;
    if (found && beforeQuote) likely ??= at;
  }
  return likely;
}

/** The first line from which on all is somebody else's; the number of lines where there is none. */
function startOfOther(trimmed: readonly string[], kinds: readonly Kind[]): number {
  let said: string | null = null;
  let pastedUntil = 0;
  const next = nextWords(kinds);
  for (let at = 0; at < trimmed.length; at++) {
    if (kinds[at] === "attribution") {
      if (said && kinds[next[at]!] === "text") return at;
      continue;
    }
    if (kinds[at] !== "text" || at < pastedUntil) continue;
    const isFence = isDivider(trimmed[at]!);
    if (isFence || beginsHeaders(trimmed, kinds, at)) {
      if (said === null) continue;
      if (!leadsIn(said) && !(isFence && goesOnBelow(trimmed, kinds, at))) return at;
      pastedUntil = at + maxHeaderLines;
    }
    if (!announcesHeaders(trimmed[at]!) && !isRule(trimmed[at]!)) said = trimmed[at]!;
  }
  return trimmed.length;
}

const beginsMail = (trimmed: readonly string[], kinds: readonly Kind[], at: number) =>
  kinds[at] === "text" && (isDivider(trimmed[at]!) || beginsHeaders(trimmed, kinds, at));

const leadsIn = (line: string) => line.endsWith(":") || line.endsWith("：");

/** Whether the person goes on below a mail that they put in themselves: after a rule that stands alone. */
function goesOnBelow(trimmed: readonly string[], kinds: readonly Kind[], start: number): boolean {
  const rule = trimmed.findLastIndex((line, at) => at > start && /^[-=*_]{3,}$/.test(line));
  if (rule < 0 || kinds[rule - 1] !== "blank" || kinds[rule + 1] !== "blank") return false;
  const below = trimmed.slice(rule + 1, rule + 1 + maxSignatureLines);
  return rule + 1 + below.length === trimmed.length && below.some(Boolean) && !readsAsSignature(below);
}

/**
 * Whether a copy of a mail's headers begins here: three of them near each other, and a sender with an address. Where a
 * program announced them, a subject or any address will do.
 */
function beginsHeaders(trimmed: readonly string[], kinds: readonly Kind[], start: number): boolean {
  if (!headerLabel(trimmed[start]!)) return false;
  const found = new Set<string>();
  let [addressed, sender, others] = [false, false, 0];
  for (let at = start; at < Math.min(trimmed.length, start + maxHeaderLines) && kinds[at] === "text"; at++) {
    const label = headerLabel(trimmed[at]!);
    others = label ? 0 : others + 1;
    if (others > 2) break;
    if (label) found.add(label);
    const isFrom = label === "from" || (!label && at > start && headerLabel(trimmed[at - 1]!) === "from");
    addressed ||= hasAddress(trimmed[at]!);
    sender ||= isFrom && hasAddress(trimmed[at]!);
  }
  if (found.size < 3 || !found.has("from")) return false;
  return sender || ((found.has("subject") || addressed) && isAnnounced(trimmed, start));
}

/** Goes back from where others' words begin over what is not the person's either: quotes, signatures, bare rules. */
function endOfSaid(lines: readonly string[], trimmed: readonly string[], kinds: readonly Kind[], from: number): number {
  let end = from;
  if (end < lines.length && kinds[end] === "text") end = aboveHeaders(trimmed, end);
  for (let before = -1; before !== end;) {
    before = end;
    while (end > 0 && isNobodys(trimmed[end - 1]!, kinds[end - 1]!)) end--;
    if (isOwnList(trimmed, kinds, end)) return endOfQuote(kinds, end);
    end = startOfSignature(lines, trimmed, kinds, end);
  }
  return end;
}

/** Whether lines marked ">" are the person's own: they stand right below a line of theirs that leads them in. */
const isOwnList = (trimmed: readonly string[], kinds: readonly Kind[], start: number) =>
  start > 0 && kinds[start] === "quote" && leadsIn(trimmed[start - 1]!) && !saysWrote(trimmed[start - 1]!);

function endOfQuote(kinds: readonly Kind[], start: number): number {
  const end = kinds.findIndex((kind, at) => at > start && kind !== "quote");
  return end < 0 ? kinds.length : end;
}

const isNobodys = (line: string, kind: Kind) => kind !== "text" || isRule(line) || namesDevice(line);

/** The last line with words above this one, at most three up; the line itself where there is none. */
function lineAbove(trimmed: readonly string[], start: number): number {
  const first = Math.max(0, start - 3);
  const above = trimmed.slice(first, start).findLastIndex(Boolean);
  return above < 0 ? start : first + above;
}

const isAnnounced = (trimmed: readonly string[], start: number) =>
  surelyAnnouncesHeaders(trimmed[lineAbove(trimmed, start)]!);

/** What led in the headers that begin at this line belongs to them. */
function aboveHeaders(trimmed: readonly string[], start: number): number {
  const at = lineAbove(trimmed, start);
  return at < start && announcesHeaders(trimmed[at]!) ? at : start;
}

/** Where the signature above this line begins; the line itself where there is none. */
function startOfSignature(lines: readonly string[], trimmed: readonly string[], kinds: readonly Kind[], end: number) {
  for (let at = end - 1; at >= 0 && at >= end - maxSignatureLines; at--) {
    if (kinds[at] === "quote" || kinds[at] === "attribution") return end;
    if (opensSignature(trimmed[at]!)) {
      return lines[at] === "-- " || readsAsSignature(trimmed.slice(at + 1, end)) ? at : end;
    }
  }
  return end;
}

/** A quote that a mail program led in and that stands whole above the answer goes; one with answers in between stays. */
function dropQuoteAbove(kinds: readonly Kind[], isSaid: boolean[], end: number) {
  const first = kinds.findIndex((kind) => kind !== "blank");
  if (kinds[first] !== "attribution") return;
  const answer = kinds.findIndex((kind, at) => at > first && kind === "text");
  if (answer < 0 || answer >= end) return;
  if (kinds.slice(answer, end).includes("quote")) return;
  isSaid.fill(false, 0, answer);
}
