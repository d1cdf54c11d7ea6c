import type { Import, listImportLines } from "../imports.ts";
import { lineFault } from "../fault-words.ts";
import { Empty } from "../../ui/page.tsx";
import { useText } from "../../ui/use.ts";
import { importsText } from "../text.ts";
import { importWords } from "../words.ts";

type Props = Pick<ReturnType<typeof listImportLines>, "lines"> & Pick<Import, "kind">;

/** Lines of the file, each with what it does or why it is refused. */
export function ImportLines({ lines, kind }: Props) {
  const text = useText(importsText);
  const staffImports = importWords(text, kind);
  if (!lines.length)
    return (
      <Empty icon="log" title={staffImports.noLines}>
        <p>{staffImports.noLinesWhy}</p>
      </Empty>
    );
  return (
    <ul className="sheet flush list">
      {lines.map(({ line, reference, effect, faults, notices, values, kept }) => (
        <li key={line}>
          <div className="main">
            <span>
              <b>
                {staffImports.line} {line}
              </b>
              <span className="tag" data-status={effect}>
                {staffImports.effects[effect]}
              </span>
            </span>
            {reference ? <span>{reference}</span> : null}
            <Said values={values} reference={reference} />
            {values?.moves ? <small>{staffImports.moves}</small> : null}
            {[...(faults ?? []), ...(notices ?? [])].map((fault) => (
              <small key={JSON.stringify(fault)}>{lineFault(fault, text)}</small>
            ))}
            {kept ? <small>{staffImports.keptLine}</small> : null}
          </div>
        </li>
      ))}
    </ul>
  );
}

type Values = Partial<Record<"name" | "title" | "person" | "email", string | null>> | null;

/** What else stands in the line that tells it from others: the order's title, or the customer's name and who it brings. */
function Said({ values, reference }: { values: object | null; reference: string | null }) {
  const { name, title, person, email } = (values ?? {}) as NonNullable<Values>;
  const said = [title, name === reference ? null : name, person, email].filter(Boolean).join(" · ");
  return said ? <small>{said}</small> : null;
}
