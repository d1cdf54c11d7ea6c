import { undirectedLine } from "#app/text/clean.ts";

/** Somebody else's words in a text part, marked line by line: among ours nobody takes them for ours. */
export function asQuote(text: string): string {
  return text
    .split("\n")
    .map((line) => `> ${line}`.trimEnd())
    .join("\n");
}

/** One line of at most `length` characters, an ellipsis where it was longer. */
export function cut(text: string, length: number): string {
  const characters = [...undirectedLine(text)];
  return characters.length > length
    ? `${characters
        .slice(0, length - 1)
        .join("")
        .trimEnd()}…`
    : characters.join("");
}

/** A name as a subject may carry it: quoted, cut at 80. */
export function quoted(name: string): string {
  return `“${cut(unquoted(name), 80)}”`;
}

const unquoted = (name: string) => name.replace(/["“”„«»]/g, "");

/** The first subject that has fewer than 50 characters, else the last. */
export function shortSubject(...subjects: [string, ...string[]]): string {
  return subjects.find((subject) => [...subject].length < 50) ?? subjects[subjects.length - 1]!;
}

/** Who gets a mail about billing: one of the organization's people, or an address that it had its invoices sent to. */
export type BillingRecipient = { organization: string; isPayables: boolean };

/** Why a mail about billing came. */
export function billingReason({ organization, isPayables }: BillingRecipient): string {
  const name = cut(organization, 80);
  return isPayables
    ? `You’re getting this because ${name} sends its invoices here.`
    : `You’re getting this because you receive invoices for ${name}.`;
}

/** Why a mail about an order came. */
export const orderReason = (organization: string): string =>
  `You’re getting this because you can see orders for ${cut(organization, 80)}.`;

/** A subject of fewer than 50 characters about something with a name of somebody's making, one line without quotation marks and cut to fit. */
export function subjectAbout(what: string, name: string, news: string): string {
  const room = 49 - [...`${what}  ${news}`].length;
  return `${what} ${cut(unquoted(name), room)} ${news}`;
}

/** One line of somebody's making, in which no mail program finds an address or a link: no dot or mark joins its words. */
export const unlinked = (text: string, length: number): string =>
  cut(
    text
      .slice(0, 1_000)
      .replace(/[:/@\\]+/g, " ")
      .replace(/\.(?=\S)/g, ". "),
    length,
  );
