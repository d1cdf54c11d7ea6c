import { z } from "zod";
import { isVisible } from "../text/visible.ts";

export const longestMessage = 20_000;

type Words = { messageMissing: string; messageTooLong: (limit: number) => string };

/** A text box's text: lines end in one way, nothing invisible that commands, something said and not too much. */
export const messageField = ({ messageMissing, messageTooLong }: Words) =>
  z
    .string({ error: messageMissing })
    .transform((message) =>
      message
        .replace(/\r\n?/g, "\n")
        .replace(/(?![\n\t])\p{Cc}/gu, "")
        .trim(),
    )
    .refine(isVisible, messageMissing)
    .refine((message) => message.length <= longestMessage, messageTooLong(longestMessage));
