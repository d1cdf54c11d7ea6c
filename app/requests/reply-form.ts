import { z } from "zod";
import { messageField } from "./message-field.ts";

const longestName = 60;

type Words = Parameters<typeof messageField>[0] & { nameMissing: string; nameTooLong: (most: number) => string };

/** The form of a saved reply. */
export const replySchema = (words: Words) =>
  z.object({
    name: z
      .string({ error: words.nameMissing })
      .transform((typed) => typed.replace(/[\p{Cc}\s]+/gu, " ").trim())
      .refine((name) => name, words.nameMissing)
      .refine((name) => name.length <= longestName, words.nameTooLong(longestName)),
    text: messageField(words),
  });
