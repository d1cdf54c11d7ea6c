import { useFormat, useText } from "../../ui/use.ts";
import { insightsText } from "../text.ts";

/** What a row is of, and where that leads. */
type Named = { text: string; to: string };
type Row = readonly [string | Named, ...(number | string | null)[]];
type Props = { caption: string; heads: readonly string[]; rows: readonly Row[] };

/** A table of a name and its numbers in each row, null where nothing is counted; on a phone each number says what it is. */
export function FiguresTable({ caption, heads: [first, ...others], rows }: Props) {
  const format = useFormat();
  const { insights: words } = useText(insightsText);
  const number = (value: number | string) => (typeof value === "string" ? value : format.number(value));
  return (
    <table className="sheet rows figures">
      <caption className="vh">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{first}</th>
          {others.map((head) => (
            <th key={head} scope="col" className="n">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, ...numbers]) => (
          <tr key={typeof name === "string" ? name : name.text}>
            <th scope="row">{typeof name === "string" ? name : <a href={name.to}>{name.text}</a>}</th>
            {numbers.map((value, at) => (
              <td key={others[at]} className="n" data-label={`${others[at]}:`}>
                {value === null ? (
                  <>
                    <span aria-hidden="true">–</span> <span className="vh">{words.notCounted}</span>
                  </>
                ) : (
                  number(value)
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
