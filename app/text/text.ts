import { en } from "./en.ts";

export type Text = typeof en;

/** The sentences in the visitor's language; English is the only one yet. */
export function textFor(_locale: string): Text {
  return en;
}
