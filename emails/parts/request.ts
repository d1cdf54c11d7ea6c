import { cut } from "./words.ts";

/** How a request is named in all of its mails. */
export type RequestName = { reference: string; subject: string };

/** A name and the address after it. */
export const maxAuthorLength = 340;

/** One subject for all mails of a request, so that they make one thread: its number and as much of its name as fits. */
export const requestSubject = ({ reference, subject }: RequestName): string =>
  `${reference} ${cut(subject, 48 - reference.length)}`;

/** The names of files in words, or null where there are none. */
export const filesLine = (files: readonly string[]): string | null =>
  files.length ? `Files: ${files.map((name) => cut(name, 80)).join(", ")}` : null;

/** That a mail brings not all that was written: what looked like a quote or a signature is behind a tap. */
export const foldedLine = (isFolded: boolean, url: string | null): string | null =>
  isFolded
    ? `There was more: we left out what looked like a quote or a signature.${url ? " You can see it in the portal." : ""}`
    : null;

/** Why a mail about a request came to somebody of the company. */
export const deskReason = (company: string): string =>
  `You’re getting this because requests to ${company} are sent to this address.`;
