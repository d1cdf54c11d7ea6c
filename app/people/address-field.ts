import { z } from "zod";
import { canonicalAddress } from "./address.ts";

/** A form's field for one email address, which is given in its canonical way. */
export const addressField = (words: { missing: string; wrong: string }) =>
  z.string({ error: words.missing }).transform((typed, context) => {
    const email = canonicalAddress(typed);
    if (email) return email;
    context.addIssue(words.wrong);
    return z.NEVER;
  });
