import { isVisible } from "../../text/visible.ts";
import { textOfHtml } from "./html-text.ts";
import { replyText } from "./reply-text.ts";
import { maxTextLength } from "./text.ts";

const maxSampleLength = 20_000;
/** The share of what the HTML says that its text must have as well, not to be a stub. */
const minShare = 0.5;

const marks = /\[(?:image|cid|inline image|bild|imagen|immagine|afbeelding)[^[\]\n]{0,200}\]/gi;
// Fillers between blanks, with which mails push their preview away; one alone may be of a word or of an emoji.
const fillers = /(?:[\u034f\u00ad\u200b-\u200d\u2060\ufeff][ \t\u00a0]*){2,}/g;

const withoutFillers = (text: string) => text.replace(fillers, " ");

/** What a mail says: its plain text, where that says what its HTML does, else the HTML's. */
export function wordsOf({ text, html }: { text: string; html: string }): { text: string; isOfHtml: boolean } {
  const plain = withoutFillers(text.slice(0, 2 * maxTextLength));
  if (!html.trim()) return { text: plain, isOfHtml: false };
  if (isVisible(plain.replace(marks, "")) && !mayBeStub(plain, html)) return { text: plain, isOfHtml: false };
  const rich = withoutFillers(textOfHtml(html));
  const isStub = isVisible(rich) && (!isVisible(plain.replace(marks, "")) || lacks(plain, rich));
  return isStub ? { text: rich, isOfHtml: true } : { text: plain, isOfHtml: false };
}

const asksForHtml = /html|browser|webmail|mail (?:client|program|reader)/i;
const fewWords = 6;

/** Only a text that is short beside its HTML is looked at again: reading HTML takes time. */
const mayBeStub = (plain: string, html: string) => plain.trim().length < 500 && html.length > plain.trim().length;

/** Whether a text has less than half of the words that the HTML says, where these are some or it sends one to them. */
function lacks(plain: string, rich: string): boolean {
  const there = new Set(tokens(plain));
  const said = [...new Set(tokens(replyText(rich).said))];
  const found = said.filter((word) => there.has(word)).length;
  if (said.length < (asksForHtml.test(plain) ? 1 : fewWords)) return false;
  return found / said.length < minShare;
}

const tokens = (text: string) =>
  text
    .slice(0, maxSampleLength)
    .toLowerCase()
    .match(/[\p{L}\p{N}]{1,40}/gu) ?? [];
