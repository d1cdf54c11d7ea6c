import { useRouteLoaderData } from "@remix-run/react";
import { formatFor } from "../text/format.ts";
import { defaultLocale } from "../text/locale.ts";
import { textFor, wordFor, type Words } from "../text/words.ts";
import type { ShellData } from "./shell-data.ts";

/** What the shell knows of company and visitor; undefined where not even that could be read. */
export const useShell = () => useRouteLoaderData("root") as ShellData | undefined;
const useLocale = () => useShell()?.locale ?? defaultLocale;
/** The sentences of some jobs in the visitor's language. */
export const useText = <W extends Words[]>(...words: W) => textFor(useLocale(), ...words);
/** What gives a word in the visitor's language. */
export function useWord() {
  const locale = useLocale();
  return <T>(words: Words<T>) => wordFor(locale, words);
}
export const useFormat = () => formatFor(useLocale());
