import type { DatesRead } from "../date-words.ts";
import type { Hitch } from "../import-hitches.ts";
import type { Import } from "../imports.ts";
import { paths } from "../../paths.ts";
import { fileFault } from "../fault-words.ts";
import { PostSheet } from "../../ui/form.tsx";
import { DatesSaid } from "./import-dates.tsx";
import { ImportTag } from "./imports.tsx";
import { Time } from "../../ui/time.tsx";
import { useFormat, useText } from "../../ui/use.ts";
import { importsText } from "../text.ts";
import { importPlaces, importWords } from "../words.ts";

type Found = { found: Import };
type State = { kept: number; hitch: Hitch | null; dates: DatesRead | null };

/** Where an import stands, and what can be done with it now. */
export function ImportState({ found, kept, hitch, dates }: Found & State) {
  const text = useText(importsText);
  const staffImports = importWords(text, found.kind);
  const { id, state, making, changing, refused } = found;
  const isStopped = hitch?.nextAt === null;
  const isToConfirm = state === "checked" && making + changing > 0;
  return (
    <>
      <section className="sheet">
        <p>
          <ImportTag state={state} isStopped={isStopped} />
        </p>
        {found.fault ? <p>{fileFault(found.fault, text, found.kind)}</p> : null}
        {state === "done" ? <p>{staffImports.imported(making + changing)}</p> : null}
        {state === "undone" && kept ? <p>{staffImports.kept(kept)}</p> : null}
        <Progress found={found} isStopped={isStopped} />
        {state === "reading" || state === "asking" || state === "failed" ? null : <Counts found={found} />}
        {dates && state !== "failed" ? <DatesSaid dates={dates} /> : null}
        <LinesToSee found={found} />
        {state === "checked" && !isToConfirm ? <NothingToDo found={found} /> : null}
        {state === "failed" ? (
          <p>
            <a href={importPlaces[found.kind].bring}>{staffImports.anew}</a>
          </p>
        ) : null}
        {state === "done" ? (
          <a className="btn second" href={paths.undoImport(id)}>
            {staffImports.undo}
          </a>
        ) : null}
      </section>
      {isToConfirm ? (
        <PostSheet to={paths.confirmImport(id)} verb={staffImports.confirm(making + changing)}>
          {staffImports.confirmLead(refused)}
        </PostSheet>
      ) : null}
      {hitch ? <HitchSheet id={id} hitch={hitch} /> : null}
    </>
  );
}

function HitchSheet({ id, hitch: { why, nextAt } }: { id: string; hitch: Hitch }) {
  const { staffImports } = useText(importsText);
  return (
    <PostSheet to={paths.retryImport(id)} verb={staffImports.retry}>
      {staffImports.hitches[why]} {nextAt === null ? staffImports.hitchGivenUp : staffImports.hitchNext}{" "}
      {nextAt === null ? null : <Time at={nextAt} as="dateTime" />}
    </PostSheet>
  );
}

function Progress({ found, isStopped }: Found & { isStopped: boolean }) {
  const { staffImports } = useText(importsText);
  const { id, state, lines, making, changing, unchanged, done } = found;
  if (state !== "reading" && state !== "importing" && state !== "undoing") return null;
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
      {isStopped ? null : (
        <p className="quiet">
          {staffImports.again} <a href={paths.staffImport(id)}>{staffImports.lookAgain}</a>
        </p>
      )}
    </>
  );
}

function Counts({ found }: Found) {
  const staffImports = importWords(useText(importsText), found.kind);
  const format = useFormat();
  return (
    <dl className="facts">
      {(["making", "changing", "unchanged", "refused"] as const).map((name) => (
        <div key={name}>
          <dt>{staffImports[name]}</dt>
          <dd>{format.number(found[name])}</dd>
        </div>
      ))}
    </dl>
  );
}

function LinesToSee({ found: { id, state, refused, noticed, heads } }: Found) {
  const { staffImports } = useText(importsText);
  return (
    <>
      {noticed ? (
        <a className="counted" href={paths.staffImport(id, { show: "noticed" })}>
          {staffImports.noticed(noticed)}
        </a>
      ) : null}
      {refused ? (
        <a className="counted" href={paths.staffImport(id, { show: "refuse" })}>
          {staffImports.seeRefused(refused)}
        </a>
      ) : null}
      {refused && heads && state !== "reading" ? (
        <p>
          <a href={paths.refusedLines(id)}>{staffImports.downloadRefused}</a> {staffImports.mendRefused}
        </p>
      ) : null}
    </>
  );
}

function NothingToDo({ found: { kind, unchanged, refused } }: Found) {
  const staffImports = importWords(useText(importsText), kind);
  return (
    <>
      <p>{unchanged && !refused ? staffImports.allSame(unchanged) : staffImports.nothing}</p>
      <p>
        <a href={importPlaces[kind].see}>{staffImports.toOrders}</a> ·{" "}
        <a href={importPlaces[kind].bring}>{staffImports.anew}</a>
      </p>
    </>
  );
}
