import { z } from "zod";
import { messageOrFiles, type messageField } from "./message-field.ts";
import { readJob } from "./request-job.ts";

type Words = Parameters<typeof messageField>[0];

/** What the form says of a request that is no customer's. */
const nobodys = "nobody";

/** The answer form as it comes in. */
export const answerSchema = (words: Words) =>
  z.object({
    message: messageOrFiles(words),
    closing: z.string().optional(),
    /** What the request was about. */
    job: z.string().optional(),
    /** "next": the page of the next request follows. */
    go: z.string().optional(),
    seen: z.string().optional(),
    /** "note": from a page of before, when notes were written in this form. */
    as: z.string().optional(),
    customer: z.string().optional(),
    /** Which answer it is again: the same words go out once for each. */
    again: z.string().optional(),
    once: z.string().optional(),
  });

/** The form of a note. */
export const noteSchema = (words: Words) => z.object({ message: messageOrFiles(words), once: z.string().optional() });

type Typed = Omit<z.infer<ReturnType<typeof answerSchema>>, "once">;

/** What the form asks for. */
export const readAnswer = ({ message, closing, job, go, seen, customer, as }: Typed) => ({
  text: message,
  isNote: as === "note",
  closing: closing === "yes",
  job: readJob(job),
  goesOn: go === "next",
  seen: readSeen(seen),
  orgId: customer === undefined || customer === nobodys ? null : customer,
});

/** The place of the last message that somebody had before them; 0 where the form does not say. */
export const readSeen = (text = "") => (/^\d{1,9}$/.test(text) ? Number(text) : 0);

type Payload = Record<string, unknown>;

const textIn = (payload: Payload, name: string) => {
  const value = payload[name];
  return typeof value === "string" ? value : null;
};

/** The id of the saved reply whose button was pressed; null where another was. */
export const chosenReply = (payload: Payload) => textIn(payload, "reply");

/** What was typed, with a saved reply below it. */
export function withReply(payload: Payload, reply: string): string {
  const typed = (textIn(payload, "message") ?? "").trimEnd();
  return typed ? `${typed}\n\n${reply}` : reply;
}
