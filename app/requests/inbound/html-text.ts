import { Parser } from "htmlparser2";
import { isVisible } from "../../text/visible.ts";
import { maxTextLength } from "./text.ts";

const maxHtmlLength = 120_000;
const maxGivenLength = 12_000_000;
const deepestHtml = 200;
const deepestQuote = 20;
const maxTargetLength = 2_000;

const paragraphs = new Set("blockquote dl h1 h2 h3 h4 h5 h6 ol p pre table ul".split(" "));
const lines = new Set(
  "address article aside body caption center dd div dt fieldset figure footer form header hr li main nav section tr".split(
    " ",
  ),
);
const silent = new Set("script style template textarea title".split(" "));

/** HTML without what says nothing and may be most of it: pictures that are written out in it, and how it looks. */
const sayingOf = (html: string) =>
  html
    .slice(0, maxGivenLength)
    .replace(/data:[a-z]{1,20}\/[^"'\s<>)]+/gi, (data) => (data.length > 100 ? "data:," : data))
    .replace(/ (?:style|class)=(?:"[^"]*"|'[^']*')/gi, "");

export const isTooMuchHtml = (html: string) =>
  html.length > maxHtmlLength && (html.length > maxGivenLength || sayingOf(html).length > maxHtmlLength);

/**
 * A mail's HTML as text: quotes marked with ">", a table's rows each on a line, its cells apart, links with where they
 * lead. HTML so deep that reading it would take long loses only its tags; once there is more than is kept, reading ends.
 */
export function textOfHtml(html: string): string {
  const some = sayingOf(html).slice(0, maxHtmlLength);
  return written(some) ?? some.replace(/<[^<>]*>/g, "\n");
}

/** The ids of the files that the HTML shows among its words, in small letters. */
export const picturesIn = (html: string): ReadonlySet<string> =>
  new Set(
    [...html.slice(0, maxGivenLength).matchAll(/\bcid:([^"'\s<>)]{1,200})/gi)].map(([, id]) => id!.toLowerCase()),
  );

/** Null where it is too deep, as the parser counts: what is closed without having been opened takes nothing off. */
function written(html: string): string | null {
  const page = newPage();
  const lists: { next: number | null }[] = [];
  const cells: number[] = [];
  let link = "";
  const pictures: string[] = [];
  let [depth, unsaid, kept] = [0, 0, 0];
  const parser = new Parser({
    onopentag(name, given) {
      if (++depth > deepestHtml || page.length() > maxTextLength) parser.pause();
      if (silent.has(name)) unsaid++;
      if (name === "br") page.newLine();
      if (paragraphs.has(name)) page.breakOff(lists.length && name !== "p" ? 1 : 2);
      if (lines.has(name)) page.breakOff(1);
      if (name === "hr") page.say("-".repeat(40)).breakOff(1);
      if (name === "blockquote") page.quote(1);
      if (name === "pre") kept++;
      if (name === "ol" || name === "ul") lists.push({ next: name === "ol" ? Number(given["start"] ?? 1) || 1 : null });
      if (name === "li") page.mark(markOf(lists));
      if (name === "table") cells.push(0);
      if (name === "tr") cells[cells.length - 1] = 0;
      if (name === "td" || name === "th") page.cell((cells[cells.length - 1] = (cells.at(-1) ?? 0) + 1) > 1);
      if (name === "a") {
        link = (given["href"] ?? "").trim().slice(0, maxTargetLength);
        page.startLink();
      }
      if (name === "img" && given["alt"]) pictures.push(given["alt"]);
    },
    ontext(text) {
      if (!unsaid) page.say(text, kept > 0);
    },
    onclosetag(name) {
      depth--;
      if (silent.has(name)) unsaid--;
      if (name === "pre") kept--;
      if (name === "ol" || name === "ul") lists.pop();
      if (name === "table") cells.pop();
      if (name === "td" || name === "th") page.endCell();
      if (name === "a") page.endLink(link);
      if (paragraphs.has(name)) page.breakOff(lists.length && name !== "p" ? 1 : 2);
      if (lines.has(name)) page.breakOff(1);
      if (name === "blockquote") page.quote(-1);
    },
  });
  parser.end(html);
  if (depth > deepestHtml) return null;
  const text = page.text();
  if (isVisible(text) || !pictures.some(isVisible)) return text;
  return pictures.map((alt) => `[image: ${alt.slice(0, 200)}]`).join("\n");
}

function markOf(lists: { next: number | null }[]): string {
  const list = lists.at(-1);
  const mark = list && list.next !== null ? `${list.next++}. ` : "* ";
  return `${"  ".repeat(Math.min(Math.max(lists.length - 1, 0), 10))}${mark}`;
}

/** Text that grows by what is said, with breaks put where something follows. A line is kept in pieces till it is done. */
function newPage() {
  const done: string[] = [];
  let line: string[] = [];
  let [length, breaks, depth, gap, bars] = [0, 0, 0, 0, 0];
  let [mark, linked] = ["", ""];
  // Whether the line has words and ends with a blank; whether the line above is blank; whether a cell has no words yet.
  let [hasWords, endsBlank, isBlank, isCellNew] = [false, false, false, false];
  const put = (text: string, at = depth) => {
    const prefix = ">".repeat(Math.min(at, deepestQuote));
    const shown = /^--[ \u00a0]{1,5}$/.test(text) ? "-- " : text.trimEnd();
    done.push(prefix ? `${prefix} ${shown}`.trimEnd() : shown);
    length += done.at(-1)!.length + 1;
  };
  const endLine = () => {
    put(line.join(""));
    isBlank = !hasWords;
    [line, hasWords, endsBlank] = [[], false, false];
  };
  const settle = () => {
    if (breaks && hasWords) endLine();
    if (breaks > 1 && done.length && !isBlank) {
      put("", gap);
      isBlank = true;
    }
    [breaks, gap] = [0, depth];
  };
  const add = (words: string) => {
    line.push(words);
    hasWords ||= words.trim() !== "";
    endsBlank = words.endsWith(" ");
  };
  const page = {
    say(text: string, isKept = false) {
      if (isKept && text.includes("\n")) {
        for (const [at, part] of text.split("\n").entries()) {
          if (at) page.newLine();
          page.say(part, true);
        }
        return page;
      }
      const words = isKept ? text : text.replace(/[ \t\r\n\f]+/g, " ");
      if (!words.trim() && (breaks || !line.length)) return page;
      settle();
      if (bars && hasWords) add(`${endsBlank ? "" : " "}${"| ".repeat(Math.min(bars, 20))}`);
      else if (mark && !hasWords) add(mark);
      add((!line.length || endsBlank) && !isKept ? words.trimStart() : words);
      if (linked.length < maxTargetLength) linked += words;
      [mark, bars, isCellNew] = ["", 0, false];
      return page;
    },
    breakOff(count: number) {
      if (!isCellNew) breaks = Math.max(breaks, count);
    },
    newLine() {
      settle();
      if (hasWords || !isBlank) endLine();
    },
    quote(by: number) {
      const pending = breaks;
      if (hasWords) {
        breaks = 1;
        settle();
      }
      gap = Math.max(0, Math.min(gap, depth, depth + by));
      depth = Math.max(0, depth + by);
      breaks = Math.max(pending, 2);
    },
    mark(text: string) {
      mark = text;
    },
    /** A cell begins: not the first of its row, it goes on in the row's line. */
    cell(goesOn: boolean) {
      breaks = goesOn ? 0 : Math.max(breaks, 1);
      bars = goesOn ? bars + 1 : 0;
      isCellNew = true;
    },
    endCell() {
      isCellNew = false;
    },
    /** A link's words begin, or they end: then it says where it leads, if they do not. */
    startLink() {
      linked = "";
    },
    endLink(to: string) {
      if (!linked || !/^(?:https?|mailto|tel):/i.test(to)) return;
      const plain = to.replace(/^(?:mailto:|tel:|https?:\/\/)/i, "").replace(/\/$/, "");
      if (!linked.includes(plain)) page.say(` <${to}>`);
    },
    /** How long the text is up to the line that is not done yet. */
    length: () => length,
    text() {
      breaks = 1;
      settle();
      return done.join("\n").replace(/^\n+/, "").trimEnd();
    },
  };
  return page;
}
