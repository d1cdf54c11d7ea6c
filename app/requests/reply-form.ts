import { z } from "zod";
import { messageField } from "./message-field.ts";
import { cleanLine } from "../text/clean.ts";

const maxNameLength = 60;

type Words = Parameters<typeof messageField>[0] & { nameMissing: string; nameTooLong: (maxLength: number) => string };

/** The form of a saved reply. */
export const replySchema = (words: Words) =>
  z.object({
    name: z
      .string({ error: words.nameMissing })
      .transform(cleanLine)
      .refine((name) => name, words.nameMissing)
      .refine((name) => name.length <= maxNameLength, words.nameTooLong(maxNameLength)),
    text: messageField(words),
  });
