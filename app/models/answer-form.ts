import { z } from "zod";

export const longestMessage = 20_000;

type Words = { missing: string; tooLong: (most: number) => string };

/** The answer form as it comes in. */
export const answerSchema = ({ missing, tooLong }: Words) =>
  z.object({
    message: z
      .string({ error: missing })
      .transform((typed) => typed.replace(/\r\n?/g, "\n").trim())
      .refine((text) => text, missing)
      .refine((text) => text.length <= longestMessage, tooLong(longestMessage)),
    as: z.string().optional(),
    closing: z.string().optional(),
    seen: z.string().optional(),
    once: z.string().optional(),
  });

type Typed = Omit<z.infer<ReturnType<typeof answerSchema>>, "once">;

/** What the form asks for; without the place that was seen, nothing was. */
export const readAnswer = ({ message, as, closing, seen }: Typed) => ({
  text: message,
  as: as === "note" ? ("note" as const) : ("message" as const),
  closing: as !== "note" && closing === "yes",
  seen: /^\d{1,9}$/.test(seen ?? "") ? Number(seen) : 0,
});
