import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireHeldMail } from "../auth/staff-request.ts";
import { FileList } from "../components/file-list.tsx";
import { PostButton, PostSheet } from "../components/form.tsx";
import { HeldFacts } from "../components/held-facts.tsx";
import { Page } from "../components/page.tsx";
import { Prose } from "../components/prose.tsx";
import { Quoted } from "../components/staff-thread.tsx";
import { titled } from "../components/title.ts";
import { useText } from "../components/use.ts";
import { paths } from "../paths.ts";

export const meta = titled<typeof loader>(({ heldMails }, data) => heldMails.title(data?.mail.subject ?? ""));

export function loader(args: LoaderFunctionArgs) {
  return { mail: requireHeldMail(args).mail };
}

export default function HeldMail() {
  const { mail } = useLoaderData<typeof loader>();
  const { heldMails: words } = useText();
  const { id, text, quoted, files, decision, decidedBy, request } = mail;
  return (
    <Page
      title={<bdi>{words.title(mail.subject)}</bdi>}
      back={{ to: paths.staffRequests({ queue: "held" }), name: words.back }}
      ask={{ lead: words.ask }}
    >
      <HeldFacts mail={mail} />
      <section className="sheet">
        <Prose>{text || words.noText}</Prose>
        {quoted ? <Quoted text={quoted} /> : null}
        <FileList files={files} to={paths.staffFile} />
      </section>
      {decision === "accepted" ? (
        <p className="sheet">
          {words.wasAccepted(decidedBy ?? "")}
          {request ? <a href={paths.staffRequest(request.id)}>{words.seeThread}</a> : null}
        </p>
      ) : (
        <>
          {mail.isOfStaff && request ? <p className="quiet">{words.ofStaff}</p> : null}
          <PostSheet to={paths.acceptHeldMail(id)} verb={words.accept}>
            {request ? words.acceptMeans : words.acceptOpens}
          </PostSheet>
          {decision === "dismissed" ? (
            <p className="quiet">{words.wasDismissed(decidedBy ?? "")}</p>
          ) : (
            <PostButton to={paths.dismissHeldMail(id)}>{words.dismiss}</PostButton>
          )}
        </>
      )}
    </Page>
  );
}
