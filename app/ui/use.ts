import { useRouteLoaderData } from "@remix-run/react";
import { formatFor } from "../text/format.ts";
import { defaultLocale } from "../text/locale.ts";
import { textFor } from "../text/text.ts";
import type { ShellData } from "./shell-data.ts";

/** What the shell knows of company and visitor; undefined where not even that could be read. */
export const useShell = () => useRouteLoaderData("root") as ShellData | undefined;
export const useText = () => textFor(useShell()?.locale ?? defaultLocale);
export const useFormat = () => formatFor(useShell()?.locale ?? defaultLocale);
