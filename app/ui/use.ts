import { useRouteLoaderData } from "@remix-run/react";
import { formatFor } from "../text/format.ts";
import { defaultLocale } from "../text/locale.ts";
import { textFor, type Words } from "../text/words.ts";
import type { ShellData } from "./shell-data.ts";

/** What the shell knows of company and visitor; undefined where not even that could be read. */
export const useShell = () => useRouteLoaderData("root") as ShellData | undefined;
const useLocale = () => useShell()?.locale ?? defaultLocale;
/** The sentences of some jobs in the visitor's language. */
export const useText = <W extends Words[]>(...words: W) => textFor(useLocale(), ...words);
export const useFormat = () => formatFor(useLocale());
