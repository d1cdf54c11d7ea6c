import { z } from "zod";
import { cleanLines } from "../text/clean.ts";
import { isVisible } from "../text/visible.ts";

export const maxMessageLength = 20_000;

type Words = { messageMissing: string; messageTooLong: (limit: number) => string };

const cleaned = (message: string) => cleanLines(message).trim();
const isShort = (message: string) => message.length <= maxMessageLength;

/** A text box's text: lines end in one way, nothing invisible that commands, something said and not too much. */
export const messageField = ({ messageMissing, messageTooLong }: Words) =>
  z
    .string({ error: messageMissing })
    .transform(cleaned)
    .refine(isVisible, messageMissing)
    .refine(isShort, messageTooLong(maxMessageLength));

/** The same where a file alone says something: "" where there is nothing to read. */
export const messageOrFiles = ({ messageTooLong }: Words) =>
  z
    .string()
    .optional()
    .transform((message = "") => (isVisible(message) ? cleaned(message) : ""))
    .refine(isShort, messageTooLong(maxMessageLength));
