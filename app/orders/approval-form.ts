import { z } from "zod";
import { orderDecisions } from "#db/schema/orders.ts";
import type { OrdersText } from "./text.ts";

const maxNoteLength = 2_000;

/** The form of an answer: which of the two, the digest of what was looked at, and words, which a change cannot do without. */
export const answerForm = ({ noteTooLong, changeMissing }: OrdersText["approval"]) =>
  z
    .object({
      note: z.string().trim().max(maxNoteLength, noteTooLong(maxNoteLength)).optional(),
      seen: z.string().optional(),
      decision: z.enum(orderDecisions).default("approved"),
    })
    .refine(({ decision, note }) => decision === "approved" || note, { path: ["note"], message: changeMissing });
