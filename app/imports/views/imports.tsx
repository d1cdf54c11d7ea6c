import type { Import } from "../imports.ts";
import { paths } from "../../paths.ts";
import { Empty } from "../../ui/page.tsx";
import { Time } from "../../ui/time.tsx";
import { useText } from "../../ui/use.ts";
import { importsText } from "../text.ts";
import { importWords } from "../words.ts";

/** What a file may say, column by column. */
export function ImportColumns({ kind }: Pick<Import, "kind">) {
  const staffImports = importWords(useText(importsText), kind);
  return (
    <details className="sheet fold">
      <summary>{staffImports.columns}</summary>
      <p className="quiet">{staffImports.columnsLead}</p>
      <dl className="facts">
        {Object.entries(staffImports.meanings).map(([column, meaning]) => (
          <div key={column}>
            <dt>{column}</dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

/** The state of an import; stopped where the work on it was given up. */
export function ImportTag({ state, isStopped }: Pick<Import, "state"> & { isStopped: boolean }) {
  const { staffImports } = useText(importsText);
  return (
    <span className="tag" data-status={isStopped ? "failed" : state}>
      {isStopped ? staffImports.stopped : staffImports.states[state]}
    </span>
  );
}

/** Files that were brought, the newest first. */
export function ImportList({ imports }: { imports: (Import & { isStopped: boolean })[] }) {
  const { staffImports } = useText(importsText);
  if (!imports.length)
    return (
      <Empty icon="log" title={staffImports.none}>
        <p>{staffImports.noneWhy}</p>
      </Empty>
    );
  return (
    <section aria-labelledby="earlier">
      <h2 id="earlier">{staffImports.earlier}</h2>
      <ul className="sheet flush list">
        {imports.map(({ id, fileName, state, isStopped, createdAt, createdBy }) => (
          <li key={id}>
            <a className="main" href={paths.staffImport(id)}>
              <span>
                <b>{fileName}</b>
                <ImportTag state={state} isStopped={isStopped} />
              </span>
              <small>
                <Time at={createdAt} as="dateTime" /> {staffImports.by(createdBy)}
              </small>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
