import { describe, expect, it } from "vitest";
import { chooseLocale } from "#app/text/locale.ts";
import { languageOf, languages, textFor, type Words } from "#app/text/words.ts";

const files = import.meta.glob<Record<string, unknown>>(["../../app/*/text.ts", "../../app/text/portal.ts"], {
  eager: true,
});
const jobs = Object.entries(files).flatMap(([path, file]) =>
  Object.entries(file).map(([name, words]) => [`${path.replace("../../", "")} ${name}`, words as Words] as const),
);

/** Each sentence with where it stands; one with gaps is a function, and whether a field may be left out is a truth. */
function sentencesIn(words: object, at = ""): [string, unknown][] {
  return Object.entries(words).flatMap(([key, value]) => {
    const here = at ? `${at}.${key}` : key;
    return typeof value === "object" && value !== null ? sentencesIn(value as object, here) : [[here, value]];
  });
}

const shapeOf = (words: object) => sentencesIn(words).map(([at, value]) => `${at}: ${typeof value}`);

describe.each(jobs)("%s", (_name, words) => {
  it.each(languages)("has every sentence in %s", (language) => {
    const sentences = sentencesIn(words[language]);
    expect(sentences.length).toBeGreaterThan(0);
    const mute = sentences.filter(([, value]) => typeof value === "string" && !value.trim());
    expect(mute.map(([at]) => at)).toEqual([]);
    expect(sentences.filter(([, value]) => !["string", "function", "boolean"].includes(typeof value))).toEqual([]);
    expect(shapeOf(words[language]).sort()).toEqual(shapeOf(words.en).sort());
  });
});

it("no two jobs call a group of sentences the same: both could be asked for at once", () => {
  const groups = jobs.flatMap(([, words]) => Object.keys(words.en));
  expect(groups.filter((name, at) => groups.indexOf(name) !== at)).toEqual([]);
  const [[, one], [, two]] = jobs as [(typeof jobs)[number], (typeof jobs)[number]];
  expect(textFor("en-US", one, two)).toEqual({ ...one.en, ...two.en });
});

it.each([
  [["de-DE", "en-US"], "en-US"],
  [["de-DE"], "en-GB"],
  [["en"], "en-GB"],
  [["*", "x-klingon", "en_US"], "en-GB"],
  [["EN-ca"], "en-CA"],
  [[], "en-GB"],
])("speaks to who wishes for %j in %s", (wished, locale) => {
  expect(chooseLocale(wished)).toBe(locale);
  expect(languageOf(locale)).toBe("en");
});
