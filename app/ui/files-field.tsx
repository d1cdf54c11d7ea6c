import { fileSize } from "./file-size.ts";
import { Field, Hidden } from "./form.tsx";
import { useFormat, useShell, useText } from "./use.ts";
import { portalText } from "../text/portal.ts";

type Kept = { id: string; name: string; bytes: number };
/** What the next try is to bring along: the files of the last, its key, and that its text is what was typed before. */
type Again = { kept: Kept[]; key: string; isTyped: boolean };
export type FilesProps = {
  field: Parameters<typeof Field>[0]["field"];
  /** What the action said about the last try. */
  answer: unknown;
  /** The form's hidden key, for its first try; the next ones keep that of the first. */
  once: string;
  /** What was typed before its visitor was signed out, where something was; without it where it is not here. */
  before: { typed?: object } | null;
};

/** What the page says first where something was typed before its visitor was signed out; null where nothing was. */
export function useTypedNotice(before: FilesProps["before"]): string | null {
  const { files } = useText(portalText);
  return before && (before.typed ? files.typedBefore : files.typedElsewhere);
}

/** The files of a form: those that came with an earlier try, to be unticked, and a field for more, and the form's hidden keys. */
export function FilesField({ field, answer, once, before }: FilesProps) {
  const { files } = useText(portalText);
  const { kept = [], key, isTyped = !!before?.typed } = (answer ?? {}) as Partial<Again>;
  return (
    <>
      {kept.length ? <KeptFiles kept={kept} /> : null}
      <Field field={field} label={files.label} hint={files.hint} type="file" multiple optional />
      <Progress />
      <Hidden name="typed" value={isTyped ? "yes" : null} />
      <Hidden name="once" value={key ?? once} />
    </>
  );
}

/** How far what is being sent has come, where a script runs. */
function Progress() {
  const { files } = useText(portalText);
  const script = useShell()?.filesScript;
  if (!script) return null;
  return (
    <>
      <progress className="sending" aria-label={files.sending} value={0} hidden />
      <script type="module" src={script} />
    </>
  );
}

function KeptFiles({ kept }: { kept: Kept[] }) {
  const { files } = useText(portalText);
  const { number } = useFormat();
  return (
    <fieldset className="choices">
      <legend>{files.kept}</legend>
      <small>{files.keptHint}</small>
      {kept.map(({ id, name, bytes }) => (
        <label key={id} className="check">
          <input type="checkbox" name="keep" value={id} defaultChecked />
          <span>
            <bdi>{name}</bdi> <small>{fileSize(bytes, number)}</small>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
