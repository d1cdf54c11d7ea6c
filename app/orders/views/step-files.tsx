import type { StepFile } from "../step-files.ts";
import { fileKind } from "../file-kind.ts";
import { fileSize } from "../../ui/file-size.ts";
import { useFormat, useText } from "../../ui/use.ts";
import { portalText } from "../../text/portal.ts";
import { ordersText } from "../text.ts";

type Props = { files: readonly StepFile[]; to: (file: string) => string };

/** Files that a step shows, each with its type and size. */
export function StepFiles({ files, to }: Props) {
  const { files: words } = useText(portalText);
  const { orders } = useText(ordersText);
  const { number } = useFormat();
  if (!files.length) return null;
  return (
    <ul className="files" aria-label={orders.files}>
      {files.map(({ id, name, bytes }) => {
        const size = [fileKind({ name, url: "" }), fileSize(bytes, number)].filter(Boolean).join(", ");
        return (
          <li key={id}>
            <a href={to(id)} aria-label={words.download(name, size)}>
              <bdi>{name}</bdi> <small>{size}</small>
            </a>
          </li>
        );
      })}
    </ul>
  );
}

/** The same, and those that are pictures to be seen at once. */
export function ShownFiles({ files, to }: Props) {
  return (
    <>
      <StepFiles files={files} to={to} />
      {files.map(({ id, name, width, height }) =>
        width && height ? (
          <a key={id} className="picture" href={to(id)}>
            <img src={to(id)} alt={name} width={width} height={height} loading="lazy" decoding="async" />
          </a>
        ) : null,
      )}
    </>
  );
}
