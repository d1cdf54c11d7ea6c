import type { SerializeFrom } from "@remix-run/node";
import type { MetaFunction } from "@remix-run/react";
import { defaultLocale } from "../text/locale.ts";
import { textFor, type Together, type Words } from "../text/words.ts";
import type { ShellData } from "./shell-data.ts";

/** What a route's loader gave; nothing where it failed. */
export type Loaded<Loader> = SerializeFrom<Loader> | undefined;

/**
 * A route's `meta`: "page – company", in the visitor's language. A page that is answered with 422 gets "Error: " before
 * it when it is rendered.
 */
export function titled<W extends Words[], Data>(
  title: (text: Together<W>, data: Data) => string,
  ...words: W
): MetaFunction {
  return ({ matches, data }) => {
    const shell = matches.find((match) => match.id === "root")?.data as ShellData | undefined;
    const page = title(textFor(shell?.locale ?? defaultLocale, ...words), data as Data);
    return [{ title: shell ? `${page} – ${shell.company.name}` : page }];
  };
}
