import { useFormat } from "./use.ts";

type Style = "date" | "shortDate" | "dayAndMonth" | "dateTime";

/** A moment (epoch milliseconds) for people and machines. */
export function Time({ at, as = "date" }: { at: number; as?: Style }) {
  return <time dateTime={new Date(at).toISOString()}>{useFormat()[as](at)}</time>;
}

/** A sentence with a moment in the place of its "{date}". */
export function TimeIn({ sentence, at, as = "shortDate" }: { sentence: string; at: number; as?: Style }) {
  const [before, after] = sentence.split("{date}");
  return (
    <>
      {before}
      <Time at={at} as={as} />
      {after}
    </>
  );
}
