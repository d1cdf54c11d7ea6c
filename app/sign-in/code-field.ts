import { z } from "zod";
import type { Text } from "../text/text.ts";

/** A form with a field `code`: six digits; spaces, dashes and full-width digits are forgiven. */
export const codeSchema = ({ codeMissing, codeShape }: Text["signIn"]) =>
  z.object({
    code: z
      .string({ error: codeMissing })
      .transform((typed) => typed.normalize("NFKC").replace(/[\s\p{Pd}.]/gu, ""))
      .pipe(z.string().regex(/^\d{6}$/, codeShape)),
  });
