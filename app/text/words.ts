/** The languages there are. A further one is one more object in each job's `text.ts`; the compiler asks for every sentence. */
export const languages = ["en"] as const;
export type Language = (typeof languages)[number];

/** Sentences by language. */
export type Words<T = object> = Readonly<Record<Language, T>>;

/** The sentences of several, in one object. */
export type Together<W extends Words[]> = W extends [infer First extends Words, ...infer Rest extends Words[]]
  ? First["en"] & Together<Rest>
  : unknown;

/** The language of a locale that `localeOf` gave: "en" of "en-GB". */
export const languageOf = (locale: string) => languages.find((one) => one === locale.split("-")[0]) ?? languages[0];

/** One of them in the locale's language. */
export const wordFor = <T>(locale: string, words: Words<T>): T => words[languageOf(locale)];

/** The sentences of some jobs in the locale's language. */
export function textFor<W extends Words[]>(locale: string, ...words: W): Together<W> {
  const language = languageOf(locale);
  if (words.length === 1) return words[0]![language] as Together<W>;
  return Object.assign({}, ...words.map((one) => one[language])) as Together<W>;
}
