import { z } from "zod";
import type { SignInText } from "./text.ts";

/** A form with a field `code`: six digits; spaces, dashes and full-width digits are forgiven. */
export const codeSchema = ({ codeMissing, codeShape }: SignInText["signIn"]) =>
  z.object({
    code: z
      .string({ error: codeMissing })
      .transform((typed) => typed.normalize("NFKC").replace(/[\s\p{Pd}.]/gu, ""))
      .pipe(z.string().regex(/^\d{6}$/, codeShape)),
  });
