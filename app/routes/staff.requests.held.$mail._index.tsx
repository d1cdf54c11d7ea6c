import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireHeldMail } from "../requests/desk-access.ts";
import { FileList } from "../ui/file-list.tsx";
import { PostButton, PostSheet } from "../ui/form.tsx";
import { findForwarded } from "../requests/held-forwarded.ts";
import { findLikely } from "../requests/held-senders.ts";
import { ForwardedBy } from "../requests/views/forwarded.tsx";
import { HeldFacts } from "../requests/views/held-facts.tsx";
import { LettingIn } from "../requests/views/letting-in.tsx";
import { Page } from "../ui/page.tsx";
import { Prose } from "../ui/prose.tsx";
import { Quoted } from "../requests/views/staff-thread.tsx";
import { TimeIn } from "../ui/time.tsx";
import { titled, type Loaded } from "../ui/title.ts";
import { useText } from "../ui/use.ts";
import type { HeldMail } from "../requests/held-mails.ts";
import { paths } from "../paths.ts";
import { requestsText } from "../requests/text.ts";

export const meta = titled(
  ({ heldMails }, data: Loaded<typeof loader>) => heldMails.title(data?.mail.subject ?? ""),
  requestsText,
);

export function loader(args: LoaderFunctionArgs) {
  const { staff, mail } = requireHeldMail(args);
  const { config, now } = args.context.portal;
  const found = findForwarded(staff, mail, config);
  const forwarded = found && { from: found.from, customers: found.customers, said: found.said, quoted: found.quoted };
  return { mail, forwarded, ...findLikely(staff, mail, config, now()) };
}

export default function HeldMail() {
  const { mail, forwarded, likely, refusal } = useLoaderData<typeof loader>();
  const { heldMails: words } = useText(requestsText);
  const { kind, text, quoted, files, request } = mail;
  const list = kind === "accepted" ? "held" : kind;
  return (
    <Page
      title={<bdi>{words.title(mail.subject)}</bdi>}
      back={{ to: paths.heldMails(list), name: words.shows[list].back }}
      ask={{ lead: words.ask }}
    >
      <HeldFacts mail={mail} />
      <section className="sheet">
        <Prose>{text || words.noText}</Prose>
        {quoted ? <Quoted text={quoted} /> : null}
        <FileList files={files} to={paths.staffFile} />
      </section>
      {kind === "accepted" ? (
        <p className="sheet">
          <Decided mail={mail} sentence={words.acceptedBy} />
          {request ? <a href={paths.staffRequest(request.id)}>{words.seeThread}</a> : null}
        </p>
      ) : (
        <>
          {forwarded ? <ForwardedBy mail={mail} {...forwarded} /> : null}
          <Decision mail={mail} />
          <LettingIn mail={mail} likely={likely} refusal={refusal} />
        </>
      )}
    </Page>
  );
}

type Props = { mail: HeldMail };

/** What can be done with a mail that is in no thread: put it there, or take it out of the queue. */
function Decision({ mail }: Props) {
  const { heldMails: words } = useText(requestsText);
  const { id, kind, request } = mail;
  const isDismissed = kind === "dismissed";
  const verb = !isDismissed ? words.accept : request ? words.acceptAfterAll : words.openAfterAll;
  return (
    <>
      {isDismissed ? (
        <p className="quiet">
          <Decided mail={mail} sentence={words.dismissedBy} />. {words.wasDismissed}
        </p>
      ) : null}
      {mail.isOfStaff && request ? <p className="quiet">{words.ofStaff}</p> : null}
      <PostSheet to={paths.acceptHeldMail(id)} verb={verb}>
        {request ? words.acceptMeans : words.acceptOpens}
      </PostSheet>
      {isDismissed ? null : <PostButton to={paths.dismissHeldMail(id)}>{words.dismiss}</PostButton>}
    </>
  );
}

/** Who decided on a mail, and when. */
function Decided({ mail: { decidedBy, decidedAt }, sentence }: Props & { sentence: (who: string) => string }) {
  return decidedAt === null ? null : <TimeIn sentence={sentence(decidedBy ?? "")} at={decidedAt} as="dateTime" />;
}
