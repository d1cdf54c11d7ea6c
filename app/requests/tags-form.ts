import { z } from "zod";
import { cleanLine } from "../text/clean.ts";
import { maxTags } from "./tags.ts";

const maxNameLength = 30;

type Words = { nameTooLong: (maxLength: number) => string; tooMany: (maxTags: number) => string };

/** The name of a tag's field: its id, without what no field's name may have. */
export const fieldOf = (id: string) => id.replace("_", "");

/** The form of all tags: each by its id, and another; an empty name is none. */
export const tagsSchema = (ids: string[], words: Words) => {
  const name = z
    .string()
    .optional()
    .transform((typed = "") => cleanLine(typed))
    .refine((name) => name.length <= maxNameLength, words.nameTooLong(maxNameLength));
  const another = name.refine((one) => !one || ids.length < maxTags, words.tooMany(maxTags));
  return z.object({ ...Object.fromEntries(ids.map((id) => [fieldOf(id), name])), another });
};
