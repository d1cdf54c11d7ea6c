import { z } from "zod";
import { normalized } from "../text/clean.ts";
import type { SignInText } from "./text.ts";

const maxTypedLength = 100;

/** A form with a field `code`: six digits; spaces, dashes and full-width digits are forgiven. */
export const codeSchema = ({ codeMissing, codeShape }: SignInText["signIn"]) =>
  z.object({
    code: z
      .string({ error: codeMissing })
      .max(maxTypedLength, codeShape)
      .transform((typed) => normalized(typed, "NFKC", maxTypedLength).replace(/[\s\p{Pd}.]/gu, ""))
      .pipe(z.string().regex(/^\d{6}$/, codeShape)),
  });
