import { z } from "zod";
import { requestJobs } from "#db/schema/requests.ts";
import { messageOrFiles, type messageField } from "./message-field.ts";

type Words = Parameters<typeof messageField>[0] & { notThere: string };

/** What the form says of a request that is no customer's. */
const nobodys = "nobody";

/** The answer form as it comes in. */
export const answerSchema = (words: Words) =>
  z.object({
    message: messageOrFiles(words),
    closing: z.enum(["yes"], { error: words.notThere }).optional(),
    /** What the request was about. */
    job: z.enum(requestJobs, { error: words.notThere }).optional(),
    /** "next": the page of the next request follows. "nowhere": nothing is sent. */
    go: z.enum(["next", "nowhere"], { error: words.notThere }).optional(),
    seen: z.string().optional(),
    /** "note": from a page of before, when notes were written in this form. */
    as: z.enum(["note"], { error: words.notThere }).optional(),
    customer: z.string().optional(),
    /** Which answer it is again: the same words go out once for each. */
    again: z.string().optional(),
    once: z.string().optional(),
  });

/** The form of a note. */
export const noteSchema = (words: Parameters<typeof messageField>[0]) =>
  z.object({ message: messageOrFiles(words), once: z.string().optional() });

type Typed = Omit<z.infer<ReturnType<typeof answerSchema>>, "once">;

/** What the form asks for. */
export const readAnswer = ({ message, closing, job, go, seen, customer, as }: Typed) => ({
  text: message,
  isNote: as === "note",
  closing: closing === "yes",
  job: job ?? null,
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
