import { compile } from "html-to-text";

/** What of one mail's text is kept, in characters; longer ones are cut. */
export const longestText = 200_000;
const longestHtml = 500_000;
const deepestHtml = 200;

/** Several lines as somebody wrote them: line ends are "\n", no control characters, nothing that is half a character. */
export function cleanText(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029]/g, "\n")
    .replace(/[^\P{Cc}\n\t]/gu, "")
    .replace(/\p{Cs}/gu, "\uFFFD");
}

/** The same on one line, at most so many characters. */
export const cleanLine = (text: string, longest: number) =>
  [
    ...cleanText(text.slice(0, longest * 2))
      .replace(/\s+/g, " ")
      .trim(),
  ]
    .slice(0, longest)
    .join("");

const convert = compile({
  wordwrap: false,
  limits: { maxInputLength: longestHtml },
  selectors: [
    { selector: "a", options: { hideLinkHrefIfSameAsText: true, linkBrackets: ["<", ">"] } },
    { selector: "img", format: "skip" },
    ...["h1", "h2", "h3", "h4", "h5", "h6"].map((selector) => ({ selector, options: { uppercase: false } })),
  ],
});

/** A mail's HTML as text, quotes marked with ">". HTML so deep that reading it would take long loses only its tags. */
export function textOfHtml(html: string): string {
  const some = html.slice(0, longestHtml);
  return isDeep(some) ? some.replace(/<[^<>]*>/g, "\n") : convert(some);
}

export const isTooMuchHtml = (html: string) => html.length > longestHtml;

const empty = /^(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/i;

function isDeep(html: string): boolean {
  let depth = 0;
  for (const [, closing, name = ""] of html.matchAll(/<(\/?)([a-z][a-z0-9]{0,20})/gi)) {
    if (empty.test(name)) continue;
    depth = closing ? Math.max(0, depth - 1) : depth + 1;
    if (depth > deepestHtml) return true;
  }
  return false;
}
