import type { ItemRecord } from "../item-record.ts";
import { paths } from "../../paths.ts";
import { ApprovalForm, ToLookAt } from "../../orders/views/approval.tsx";
import { useText } from "../../ui/use.ts";
import { linksText } from "../text.ts";

type Asked = NonNullable<Extract<ItemRecord, { kind: "order" }>["asked"]>;
type ShownProps = { token: string; asked: Asked };
type Props = ShownProps & { note: Parameters<typeof ApprovalForm>[0]["note"]; address: string };

/** What is to be looked at, by a link from an email. */
export function SharedLook({ token, asked: { asks, files, shown } }: ShownProps) {
  return <ToLookAt note={asks.note} shown={shown} files={files} file={(file) => paths.itemFile(token, file)} />;
}

/** What an order waits for, to be looked at, and the two answers. */
export function Approval({ token, asked, note, address }: Props) {
  const { itemLink } = useText(linksText);
  return (
    <>
      <SharedLook token={token} asked={asked} />
      <ApprovalForm to={paths.itemApproval(token)} asks={asked.asks} note={note} proof={itemLink.codeFirst(address)} />
    </>
  );
}
