import type { Import, listLines } from "../models/imports.ts";
import { paths } from "../paths.ts";
import { PostSheet } from "./form.tsx";
import { Empty } from "./page.tsx";
import { useFormat, useText } from "./use.ts";

/** Where an import stands, and what can be done with it now. */
export function ImportState({ found, kept, isMoving }: { found: Import; kept: number; isMoving: boolean }) {
  const { staffImports } = useText();
  const { id, state, making, changing, refused } = found;
  return (
    <>
      <section className="sheet">
        <p>
          <span className="tag" data-status={state}>
            {staffImports.states[state]}
          </span>
        </p>
        {found.fault ? <p>{found.fault}</p> : null}
        {state === "done" ? <p>{staffImports.imported(making + changing)}</p> : null}
        {state === "undone" && kept ? <p>{staffImports.kept(kept)}</p> : null}
        {isMoving ? <Progress found={found} /> : null}
        {state === "reading" || state === "failed" ? null : <Counts found={found} />}
        {refused ? (
          <a className="counted" href={paths.staffImport(id, { show: "refuse" })}>
            {staffImports.seeRefused(refused)}
          </a>
        ) : null}
        {state === "failed" || (state === "checked" && making + changing === 0) ? (
          <p>
            {state === "failed" ? null : `${staffImports.nothing} `}
            <a href={paths.staffImports()}>{staffImports.anew}</a>
          </p>
        ) : null}
        {state === "done" ? (
          <a className="btn second" href={paths.undoImport(id)}>
            {staffImports.undo}
          </a>
        ) : null}
      </section>
      {state === "checked" && making + changing > 0 ? (
        <PostSheet to={paths.confirmImport(id)} verb={staffImports.confirm(making + changing)}>
          {staffImports.confirmLead(refused)}
        </PostSheet>
      ) : null}
    </>
  );
}

function Progress({ found: { id, state, lines, making, changing, unchanged, done } }: { found: Import }) {
  const { staffImports } = useText();
  const all = making + changing + (state === "importing" ? unchanged : 0);
  return (
    <>
      {state === "reading" ? (
        <p>{staffImports.looked(lines)}</p>
      ) : (
        <p>
          <progress max={all} value={done} aria-label={staffImports.states[state]} /> {staffImports.progress(done, all)}
        </p>
      )}
      <p className="quiet">
        {staffImports.again} <a href={paths.staffImport(id)}>{staffImports.lookAgain}</a>
      </p>
    </>
  );
}

function Counts({ found }: { found: Import }) {
  const { staffImports } = useText();
  const format = useFormat();
  return (
    <dl className="facts">
      {(["making", "changing", "unchanged", "refused"] as const).map((name) => (
        <div key={name}>
          <dt>{staffImports[name]}</dt>
          <dd className="n">{format.number(found[name])}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Lines of the file, each with what it does or why it is refused. */
export function ImportLines({ lines }: Pick<ReturnType<typeof listLines>, "lines">) {
  const { staffImports } = useText();
  if (!lines.length)
    return (
      <Empty icon="log" title={staffImports.noLines}>
        <p>{staffImports.noLinesWhy}</p>
      </Empty>
    );
  return (
    <ul className="sheet flush list">
      {lines.map(({ line, reference, effect, faults, values, kept }) => (
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
            {values?.moves ? <small>{staffImports.moves}</small> : null}
            {faults?.map(({ column, fault }) => (
              <small key={column + fault}>{staffImports.fault(column, fault ?? "")}</small>
            ))}
            {kept ? <small>{kept}</small> : null}
          </div>
        </li>
      ))}
    </ul>
  );
}
