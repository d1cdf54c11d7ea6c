import { useFormat } from "../../ui/use.ts";

/** What a row is of, and where that leads. */
type Named = { text: string; to: string };
type Row = readonly [string | Named, ...(number | string)[]];
type Props = { caption: string; heads: readonly string[]; rows: readonly Row[] };

/** A table of a name and its numbers in each row; on a phone each number says what it is. */
export function FiguresTable({ caption, heads: [first, ...others], rows }: Props) {
  const format = useFormat();
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
                {number(value)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
