import { z } from "zod";

/** Minor units, a count: a whole number. */
export const integer = z.int();
/** A whole number that Stripe leaves out where it is nothing. */
export const integerOrZero = z
  .int()
  .nullish()
  .transform((value) => value ?? 0);
export const text = z.string();
export const textOrNull = z
  .string()
  .nullish()
  .transform((value) => value ?? null);

/** An object that Stripe names by its id, or gives whole where it was expanded. */
export const idOrNull = z
  .union([z.string(), z.looseObject({ id: z.string() }).transform(({ id }) => id)])
  .nullish()
  .transform((value) => value ?? null);

/** Epoch seconds on the wire, epoch milliseconds here. */
export const timestamp = z.number().transform((seconds) => Math.round(seconds * 1000));
export const timestampOrNull = z
  .number()
  .nullish()
  .transform((seconds) => (seconds == null ? null : Math.round(seconds * 1000)));

/** A decimal as text, however it comes. */
export const decimalOrNull = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((value) => (value == null ? null : String(value)));
