import type { MetaFunction } from "@remix-run/react";
import { defaultLocale } from "../text/locale.ts";
import { textFor, type Text } from "../text/text.ts";
import type { ShellData } from "./shell-data.ts";

/**
 * A route's `meta`: "page – company", in the visitor's language. A page that is answered with 422 gets "Error: " before
 * it when it is rendered.
 */
export function titled<Loader = unknown>(
  title: (text: Text, data: Parameters<MetaFunction<Loader>>[0]["data"]) => string,
): MetaFunction<Loader> {
  return ({ matches, data }) => {
    const shell = matches.find((match) => match.id === "root")?.data as ShellData | undefined;
    const page = title(textFor(shell?.locale ?? defaultLocale), data);
    return [{ title: shell ? `${page} – ${shell.company.name}` : page }];
  };
}
