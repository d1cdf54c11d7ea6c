import { seeded } from "../http/random.ts";

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const SHORT = new Set(["cus", "prod", "req", "sub_sched"]);

/** Makes ids that look like Stripe's; the same seed makes the same ids in the same order. */
export function makeIds(seed: string) {
  const random = seeded(seed);
  const characters = (count: number) =>
    Array.from({ length: count }, () => ALPHABET[Math.floor(random() * ALPHABET.length)]).join("");
  return (prefix: string) => `${prefix}_${SHORT.has(prefix) ? characters(14) : `1${characters(23)}`}`;
}
