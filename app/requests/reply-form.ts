import { z } from "zod";
import { messageField } from "./message-field.ts";

const maxNameLength = 60;

type Words = Parameters<typeof messageField>[0] & { nameMissing: string; nameTooLong: (maxLength: number) => string };

/** The form of a saved reply. */
export const replySchema = (words: Words) =>
  z.object({
    name: z
      .string({ error: words.nameMissing })
      .transform((typed) => typed.replace(/[\p{Cc}\s]+/gu, " ").trim())
      .refine((name) => name, words.nameMissing)
      .refine((name) => name.length <= maxNameLength, words.nameTooLong(maxNameLength)),
    text: messageField(words),
  });
