import { z } from "zod";
import { messageOrFiles, type messageField } from "./message-field.ts";

type Words = Parameters<typeof messageField>[0];

/** The answer form as it comes in. */
export const answerSchema = (words: Words) =>
  z.object({
    message: messageOrFiles(words),
    as: z.string().optional(),
    closing: z.string().optional(),
    seen: z.string().optional(),
    once: z.string().optional(),
  });

type Typed = Omit<z.infer<ReturnType<typeof answerSchema>>, "once">;

/** What the form asks for. */
export const readAnswer = ({ message, as, closing, seen }: Typed) => ({
  text: message,
  as: as === "note" ? ("note" as const) : ("message" as const),
  closing: as !== "note" && closing === "yes",
  seen: readSeen(seen),
});

/** The place of the last message that somebody had before them; 0 where the form does not say. */
export const readSeen = (text = "") => (/^\d{1,9}$/.test(text) ? Number(text) : 0);
