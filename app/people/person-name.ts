import { normalized } from "../text/clean.ts";

const bare = (name: string) =>
  normalized(name, "NFKC", 1_000)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "");
const isOneWord = (name: string) => !/[^\p{L}\p{M}\p{N}]/u.test(name.trim());
const isPlain = (name: string) => /^[\p{L}\p{M}\s.'’-]+$/u.test(name);

/** Whether a name reads like one of the company's. A company may be called like a family: "Anna Berg" is not of "Berg". */
export function passesFor(company: string, name: string): boolean {
  const ours = bare(company);
  if (!ours || !bare(name).includes(ours)) return false;
  return !isOneWord(company) || !isPlain(name) || bare(name) === ours;
}

/** Whether a name is the word that stands for the reader. */
export const isYou = (name: string, you: string): boolean => bare(name) === bare(you);
