import { useShell, useText } from "../../ui/use.ts";
import { requestsText } from "../text.ts";

/** The desk's script, and the keys that it knows, shown by "?". */
export function DeskKeys() {
  const { staffKeysHelp: words } = useText(requestsText);
  const script = useShell()?.deskScript;
  if (!script) return null;
  return (
    <>
      <dialog id="keys" className="sheet" aria-labelledby="keys-title">
        <h2 id="keys-title">{words.title}</h2>
        <dl className="facts">
          {words.keys.map(([key, what]) => (
            <div key={key}>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{what}</dd>
            </div>
          ))}
        </dl>
        <form method="dialog">
          <button className="btn" type="submit">
            {words.close}
          </button>
        </form>
      </dialog>
      <script src={script} defer />
    </>
  );
}
