import { useFormat } from "../../ui/use.ts";

type Props = { caption: string; heads: readonly string[]; rows: readonly (readonly [string, ...number[]])[] };

/** A table of a name and its numbers in each row; on a phone each number says what it is. */
export function FiguresTable({ caption, heads: [first, ...others], rows }: Props) {
  const { number } = useFormat();
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
          <tr key={name}>
            <th scope="row">{name}</th>
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
